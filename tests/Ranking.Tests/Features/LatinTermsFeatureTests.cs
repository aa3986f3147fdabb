using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class LatinTermsFeatureTests
{
    private static readonly LatinTermsFeature Feature = new();

    [Fact]
    public void Formulae_count_and_Chinese_does_not()
    {
        var demand = Samples.Demand("薄膜涂层", "SiO2涂层");
        Assert.Equal(1, Feature.Value(Pairings.Matched(demand, Samples.Profile("SiO₂ deposition")))!.Value, 9);
        Assert.Equal(0, Feature.Value(Pairings.Matched(demand, Samples.Profile("薄膜涂层")))!.Value, 9);
        Assert.Null(Feature.Value(Pairings.Matched(Samples.Demand("薄膜", "涂层"), Samples.Profile("PET薄膜"))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.37)]
    [InlineData(1)]
    public void The_share_is_the_value(double share) => Assert.Equal(share, Feature.Value(Pairings.Fitting(texts => texts with { LatinCoverage = share })));

    [Fact]
    public void What_the_demand_does_not_hold_is_unknown()
    {
        Assert.Null(Feature.Value(Pairings.Fitting(texts => texts with { LatinCoverage = null })));
        Assert.Equal(
            new Wording("需求没有外文、化学式或型号", "The need has no foreign words, formulae or model numbers"),
            Feature.Told(Pairings.Fitting(texts => texts with { LatinCoverage = null })));
    }

    [Fact]
    public void The_share_is_told() => Assert.Equal(
        new Wording("外文、化学式和型号有37%出现在材料中", "37% of the need's foreign words, formulae and model numbers appear in the documents"),
        Feature.Told(Pairings.Fitting(texts => texts with { LatinCoverage = 0.37 })));

    [Fact]
    public void A_larger_share_never_lowers_the_value() =>
        Rising.NeverLowers(Feature, (pairing, random) => Rising.Texts(pairing, texts => texts with { LatinCoverage = Rising.Up(texts.LatinCoverage, random) }));
}
