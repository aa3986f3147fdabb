using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class CoverageFeatureTests
{
    private static readonly CoverageFeature Feature = new();

    [Fact]
    public void All_of_the_demand_in_one_portfolio_is_everything_and_half_of_it_less()
    {
        var demand = Samples.Demand("薄膜透氧", "涂层");
        Assert.Equal(1, Feature.Value(Pairings.Matched(demand, Samples.Profile("涂层", Samples.Achievement("paper", "薄膜透氧"))))!.Value, 9);
        Assert.InRange(Feature.Value(Pairings.Matched(demand, Samples.Profile("薄膜涂布")))!.Value, 0.01, 0.8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.37)]
    [InlineData(1)]
    public void The_share_is_the_value(double share) => Assert.Equal(share, Feature.Value(Pairings.Fitting(texts => texts with { Coverage = share })));

    [Fact]
    public void The_share_is_told() => Assert.Equal(
        new Wording("需求用语按权重有37%出现在材料中", "37% of the need's terms, by weight, appear in the documents"),
        Feature.Told(Pairings.Fitting(texts => texts with { Coverage = 0.37 })));

    [Fact]
    public void A_larger_share_never_lowers_the_value() =>
        Rising.NeverLowers(Feature, (pairing, random) => Rising.Texts(pairing, texts => texts with { Coverage = Math.Min(1, texts.Coverage + random.NextDouble()) }));
}
