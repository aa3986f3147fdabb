using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class TitleCoverageFeatureTests
{
    private static readonly TitleCoverageFeature Feature = new();

    [Fact]
    public void Only_the_title_counts()
    {
        var pairing = Pairings.Matched(Samples.Demand("薄膜透氧", "涂层方案"), Samples.Profile("薄膜透氧"));
        Assert.Equal(1, Feature.Value(pairing)!.Value, 9);
        Assert.Equal(0, new DescriptionCoverageFeature().Value(pairing)!.Value, 9);
        Assert.Null(Feature.Value(Pairings.Matched(Samples.Demand("", "涂层方案"), Samples.Profile("涂层"))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.37)]
    [InlineData(1)]
    public void The_share_is_the_value(double share) => Assert.Equal(share, Feature.Value(Pairings.Fitting(texts => texts with { TitleCoverage = share })));

    [Fact]
    public void What_the_demand_does_not_hold_is_unknown()
    {
        Assert.Null(Feature.Value(Pairings.Fitting(texts => texts with { TitleCoverage = null })));
        Assert.Equal(new Wording("需求没有标题", "The need has no title"), Feature.Told(Pairings.Fitting(texts => texts with { TitleCoverage = null })));
    }

    [Fact]
    public void The_share_is_told() => Assert.Equal(
        new Wording("需求标题用语有37%出现在材料中", "37% of the terms in the need's title appear in the documents"),
        Feature.Told(Pairings.Fitting(texts => texts with { TitleCoverage = 0.37 })));

    [Fact]
    public void A_larger_share_never_lowers_the_value() =>
        Rising.NeverLowers(Feature, (pairing, random) => Rising.Texts(pairing, texts => texts with { TitleCoverage = Rising.Up(texts.TitleCoverage, random) }));
}
