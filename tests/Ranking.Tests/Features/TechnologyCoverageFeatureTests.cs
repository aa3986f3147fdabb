using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class TechnologyCoverageFeatureTests
{
    private static readonly TechnologyCoverageFeature Feature = new();

    [Fact]
    public void Anywhere_in_the_portfolio_is_enough_and_a_near_technology_counts_in_part()
    {
        var demand = Samples.Demand("固态电池", "界面阻抗高");
        Assert.Equal(1, Feature.Value(Pairings.Matched(demand, Samples.Profile("界面", Samples.Achievement("paper", "solid-state battery"))))!.Value, 9);
        Assert.InRange(Feature.Value(Pairings.Matched(demand, Samples.Profile("锂离子电池，界面阻抗")))!.Value, 0.1, 0.9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.37)]
    [InlineData(1)]
    public void The_share_is_the_value(double share) => Assert.Equal(share, Feature.Value(Pairings.Fitting(texts => texts with { TechnologyCoverage = share })));

    [Fact]
    public void A_demand_that_names_no_technology_leaves_it_unknown()
    {
        Assert.Null(Feature.Value(Pairings.Fitting(texts => texts with { TechnologyCoverage = null })));
        Assert.Equal(
            new Wording("需求文本没有关联到技术图谱", "The text of the need names no technology of the knowledge graph"),
            Feature.Told(Pairings.Fitting(texts => texts with { TechnologyCoverage = null })));
    }

    [Fact]
    public void The_share_is_told() => Assert.Equal(
        new Wording("全部材料体现需求所涉技术的37%（含相近技术）", "All documents together show 37% of the technologies the need names, related ones included"),
        Feature.Told(Pairings.Fitting(texts => texts with { TechnologyCoverage = 0.37 })));

    [Fact]
    public void A_larger_share_never_lowers_the_value() =>
        Rising.NeverLowers(Feature, (pairing, random) => Rising.Texts(pairing, texts => texts with { TechnologyCoverage = Rising.Up(texts.TechnologyCoverage, random) }));
}
