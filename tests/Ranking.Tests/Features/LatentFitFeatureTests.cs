using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class LatentFitFeatureTests
{
    private static readonly LatentFitFeature Feature = new();

    [Fact]
    public void An_index_without_a_space_knows_none() => Assert.Null(Feature.Value(Pairings.Matched(Samples.Demand(), Samples.Profile())));

    [Theory]
    [InlineData(0)]
    [InlineData(0.37)]
    [InlineData(1)]
    public void The_nearness_is_the_value(double nearness) => Assert.Equal(nearness, Feature.Value(Pairings.Fitting(texts => texts with { Latent = nearness })));

    [Fact]
    public void Without_a_space_it_is_unknown()
    {
        Assert.Null(Feature.Value(Pairings.Fitting(texts => texts with { Latent = null })));
        Assert.Equal(new Wording("文本量不足，未计算潜在语义", "Too little text to compare meanings"), Feature.Told(Pairings.Fitting(texts => texts with { Latent = null })));
    }

    [Fact]
    public void The_nearness_is_told() => Assert.Equal(
        new Wording("潜在语义的接近程度较高（0.370）", "Closeness in meaning (latent semantics): fairly high (0.370)"),
        Feature.Told(Pairings.Fitting(texts => texts with { Latent = 0.37 })));

    [Fact]
    public void A_greater_nearness_never_lowers_the_value() =>
        Rising.NeverLowers(Feature, (pairing, random) => Rising.Texts(pairing, texts => texts with { Latent = Rising.Up(texts.Latent, random) }));
}
