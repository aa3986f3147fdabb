using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class IndicatorCoverageFeatureTests
{
    private static readonly IndicatorCoverageFeature Feature = new();

    [Fact]
    public void Who_measures_what_is_to_be_measured_has_all_of_it()
    {
        var demand = Samples.Demand("薄膜", "涂层") with { Indicators = [new DemandIndicator("透氧率", "le", 1, null, null)] };
        Assert.Equal(1, Feature.Value(Pairings.Matched(demand, Samples.Profile("薄膜的透氧率")))!.Value, 9);
        Assert.Equal(0, Feature.Value(Pairings.Matched(demand, Samples.Profile("薄膜和涂层")))!.Value, 9);
        Assert.Null(Feature.Value(Pairings.Matched(Samples.Demand(), Samples.Profile())));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.37)]
    [InlineData(1)]
    public void The_share_is_the_value(double share) => Assert.Equal(share, Feature.Value(Pairings.Fitting(texts => texts with { IndicatorCoverage = share })));

    [Fact]
    public void What_the_demand_does_not_hold_is_unknown()
    {
        Assert.Null(Feature.Value(Pairings.Fitting(texts => texts with { IndicatorCoverage = null })));
        Assert.Equal(
            new Wording("需求没有列出指标", "The need lists no technical indicators"),
            Feature.Told(Pairings.Fitting(texts => texts with { IndicatorCoverage = null })));
    }

    [Fact]
    public void The_share_is_told() => Assert.Equal(
        new Wording("指标用语有37%出现在材料中", "37% of the terms in the need's technical indicators appear in the documents"),
        Feature.Told(Pairings.Fitting(texts => texts with { IndicatorCoverage = 0.37 })));

    [Fact]
    public void A_larger_share_never_lowers_the_value() =>
        Rising.NeverLowers(Feature, (pairing, random) => Rising.Texts(pairing, texts => texts with { IndicatorCoverage = Rising.Up(texts.IndicatorCoverage, random) }));
}
