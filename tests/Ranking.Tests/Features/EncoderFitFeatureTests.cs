using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class EncoderFitFeatureTests
{
    private static readonly EncoderFitFeature Feature = new();

    [Theory]
    [InlineData(0)]
    [InlineData(0.37)]
    [InlineData(1)]
    public void The_share_is_the_value(double share) => Assert.Equal(share, Feature.Value(Pairings.Fitting(texts => texts with { Encoded = share })));

    [Fact]
    public void What_the_demand_does_not_hold_is_unknown()
    {
        Assert.Null(Feature.Value(Pairings.Fitting(texts => texts with { Encoded = null })));
        Assert.Equal("未配置外部编码模型", Feature.Told(Pairings.Fitting(texts => texts with { Encoded = null })));
    }

    [Fact]
    public void The_share_is_told() => Assert.Equal("外部编码模型给出的相似度0.370", Feature.Told(Pairings.Fitting(texts => texts with { Encoded = 0.37 })));

    [Fact]
    public void A_larger_share_never_lowers_the_value() =>
        Rising.NeverLowers(Feature, (pairing, random) => Rising.Texts(pairing, texts => texts with { Encoded = texts.Encoded is { } share ? Math.Min(1, share + random.NextDouble()) : null }));
}
