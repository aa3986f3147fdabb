using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class OriginalityFeatureTests
{
    private static readonly OriginalityFeature Feature = new();

    [Theory]
    [InlineData(0, 1, "材料与需求原文没有大段雷同", "No document repeats long passages of the need")]
    [InlineData(1, 0.75, "1份材料与需求原文大段雷同，未计入，请核实", "1 document repeats long passages of the need; not counted, please check")]
    [InlineData(4, 0, "4份材料与需求原文大段雷同，未计入，请核实", "4 documents repeat long passages of the need; not counted, please check")]
    public void Each_copy_takes_its_share(int copied, double value, string told, string english)
    {
        var pairing = Copied(Pairings.Holding(new Doc("profile"), new Doc("paper"), new Doc("paper"), new Doc("paper")), copied);
        Assert.Equal(value, Feature.Value(pairing));
        Assert.Equal(new Wording(told, english), Feature.Told(pairing));
    }

    [Fact]
    public void Without_documents_it_is_unknown() => Assert.Null(Feature.Value(Pairings.Holding()));

    [Fact]
    public void Who_repeats_the_demand_is_found_out()
    {
        var demand = Samples.Demand(description: "双向拉伸聚酯薄膜透氧率偏高，希望降低到1以下，需要高阻隔涂层方案，现有产线宽幅八米，车速每分钟四百米，涂布后不得起皱，也不得影响热封强度和透明度。");
        Assert.Equal(0.5, Feature.Value(Pairings.Matched(demand, Samples.Profile(demand.Description, Samples.Achievement("paper", "高阻隔薄膜"))))!.Value, 9);
        Assert.Equal(1, Feature.Value(Pairings.Matched(demand, Samples.Profile())));
    }

    [Fact]
    public void Fewer_copies_never_lowers_the_value() => Rising.NeverLowers(Feature, (pairing, random) => Copied(pairing, random.Next(pairing.Relevance.CopiedDocuments + 1)));

    private static Pairing Copied(Pairing pairing, int copied) => Rising.Texts(pairing, texts => texts with { CopiedDocuments = copied });
}
