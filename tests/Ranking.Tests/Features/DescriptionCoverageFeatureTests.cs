using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class DescriptionCoverageFeatureTests
{
    private static readonly DescriptionCoverageFeature Feature = new();

    [Fact]
    public void Only_the_description_counts()
    {
        var pairing = Pairings.Matched(Samples.Demand("薄膜透氧", "涂层方案"), Samples.Profile("涂层方案"));
        Assert.Equal(1, Feature.Value(pairing)!.Value, 9);
        Assert.Equal(0, new TitleCoverageFeature().Value(pairing)!.Value, 9);
        Assert.Null(Feature.Value(Pairings.Matched(Samples.Demand("涂层方案", ""), Samples.Profile("涂层"))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.37)]
    [InlineData(1)]
    public void The_share_is_the_value(double share) => Assert.Equal(share, Feature.Value(Pairings.Fitting(texts => texts with { DescriptionCoverage = share })));

    [Fact]
    public void What_the_demand_does_not_hold_is_unknown()
    {
        Assert.Null(Feature.Value(Pairings.Fitting(texts => texts with { DescriptionCoverage = null })));
        Assert.Equal(new Wording("需求没有描述", "The need has no description"), Feature.Told(Pairings.Fitting(texts => texts with { DescriptionCoverage = null })));
    }

    [Fact]
    public void The_share_is_told() => Assert.Equal(
        new Wording("需求描述用语有37%出现在材料中", "37% of the terms in the need's description appear in the documents"),
        Feature.Told(Pairings.Fitting(texts => texts with { DescriptionCoverage = 0.37 })));

    [Fact]
    public void A_larger_share_never_lowers_the_value() =>
        Rising.NeverLowers(Feature, (pairing, random) => Rising.Texts(pairing, texts => texts with { DescriptionCoverage = Rising.Up(texts.DescriptionCoverage, random) }));
}
