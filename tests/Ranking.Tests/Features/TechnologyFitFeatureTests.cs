using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class TechnologyFitFeatureTests
{
    private static readonly TechnologyFitFeature Feature = new();

    [Fact]
    public void The_same_technology_in_another_language_counts_and_another_does_not()
    {
        var demand = Samples.Demand("固态电池", "界面阻抗高");
        Assert.True(Feature.Value(Pairings.Matched(demand, Samples.Profile("solid-state battery"))) > 0);
        Assert.Equal(0, Feature.Value(Pairings.Matched(demand, Samples.Profile("界面工程")))!.Value);
        Assert.Null(Feature.Value(Pairings.Matched(Samples.Demand("界面", "阻抗"), Samples.Profile("界面"))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.37)]
    [InlineData(1)]
    public void The_share_is_the_value(double share) => Assert.Equal(share, Feature.Value(Pairings.Fitting(texts => texts with { Technology = share })));

    [Fact]
    public void A_demand_that_names_no_technology_leaves_it_unknown()
    {
        Assert.Null(Feature.Value(Pairings.Fitting(texts => texts with { Technology = null })));
        Assert.Equal(
            new Wording("需求文本没有关联到技术图谱", "The text of the need names no technology of the knowledge graph"),
            Feature.Told(Pairings.Fitting(texts => texts with { Technology = null })));
    }

    [Fact]
    public void The_share_is_told() => Assert.Equal(
        new Wording("材料体现需求所涉技术的37%（含相近技术）", "The documents show 37% of the technologies the need names, related ones included"),
        Feature.Told(Pairings.Fitting(texts => texts with { Technology = 0.37 })));

    [Fact]
    public void A_larger_share_never_lowers_the_value() =>
        Rising.NeverLowers(Feature, (pairing, random) => Rising.Texts(pairing, texts => texts with { Technology = Rising.Up(texts.Technology, random) }));
}
