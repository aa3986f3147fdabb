using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class ExactTechnologyFeatureTests
{
    private static readonly ExactTechnologyFeature Feature = new();

    [Fact]
    public void A_near_technology_is_not_the_one_that_was_named()
    {
        var demand = Samples.Demand("固态电池", "界面阻抗高");
        Assert.Equal(1, Feature.Value(Pairings.Matched(demand, Samples.Profile("solid-state battery")))!.Value, 9);
        Assert.Equal(0, Feature.Value(Pairings.Matched(demand, Samples.Profile("锂离子电池，界面阻抗")))!.Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.37)]
    [InlineData(1)]
    public void The_share_is_the_value(double share) => Assert.Equal(share, Feature.Value(Pairings.Fitting(texts => texts with { ExactTechnology = share })));

    [Fact]
    public void A_demand_that_names_no_technology_leaves_it_unknown()
    {
        Assert.Null(Feature.Value(Pairings.Fitting(texts => texts with { ExactTechnology = null })));
        Assert.Equal(
            new Wording("需求文本没有关联到技术图谱", "The text of the need names no technology of the knowledge graph"),
            Feature.Told(Pairings.Fitting(texts => texts with { ExactTechnology = null })));
    }

    [Fact]
    public void The_share_is_told() => Assert.Equal(
        new Wording("需求点名的技术有37%出现在材料中", "37% of the technologies the need names appear in the documents"),
        Feature.Told(Pairings.Fitting(texts => texts with { ExactTechnology = 0.37 })));

    [Fact]
    public void A_larger_share_never_lowers_the_value() =>
        Rising.NeverLowers(Feature, (pairing, random) => Rising.Texts(pairing, texts => texts with { ExactTechnology = Rising.Up(texts.ExactTechnology, random) }));
}
