using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class EncoderFitFeatureTests
{
    private static readonly EncoderFitFeature Feature = new();

    [Theory]
    [InlineData(0)]
    [InlineData(0.37)]
    [InlineData(1)]
    public void The_nearness_is_the_value(double nearness) => Assert.Equal(nearness, Feature.Value(Pairings.Fitting(texts => texts with { Encoded = nearness })));

    [Fact]
    public void Without_an_encoder_it_is_unknown()
    {
        Assert.Null(Feature.Value(Pairings.Fitting(texts => texts with { Encoded = null })));
        Assert.Equal(new Wording("未配置外部编码模型", "No external text encoder is configured"), Feature.Told(Pairings.Fitting(texts => texts with { Encoded = null })));
    }

    [Fact]
    public void The_nearness_is_told() => Assert.Equal(
        new Wording("外部编码模型给出的相似度0.370", "Similarity by the external text encoder: 0.370"),
        Feature.Told(Pairings.Fitting(texts => texts with { Encoded = 0.37 })));

    [Fact]
    public void A_greater_nearness_never_lowers_the_value() =>
        Rising.NeverLowers(Feature, (pairing, random) => Rising.Texts(pairing, texts => texts with { Encoded = Rising.Up(texts.Encoded, random) }));
}
