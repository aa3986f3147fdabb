using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Graph;
using Microsoft.Extensions.Logging.Abstractions;

namespace Matchmaking.Ranking.Tests.Graph;

public sealed class MarketTests
{
    private static readonly KnowledgeGraph Graph = KnowledgeGraph.Default;

    private static int Number(string id) => Graph.Find(id)!.Number;

    [Fact]
    public void An_English_profile_meets_a_Chinese_need_through_the_same_technology()
    {
        var expert = Samples.Candidate(Samples.Profile("Interfaces in all-solid-state batteries; sulfide solid electrolytes made by wet milling.") with { ResearchDirections = [] }).Item;
        var need = Samples.Query(Samples.Demand("固态电池界面阻抗高", "硫化物固态电解质膜与正极接触差，循环后阻抗升高。"));

        var shared = TechnologyWeights.Of(expert, Graph.Linker).Select(found => found.Technology).Intersect(TechnologyWeights.Of(need, Graph.Linker).Select(found => found.Technology)).ToArray();
        Assert.Contains(Number("solid-state-battery"), shared);
        Assert.Contains(Number("solid-electrolyte"), shared);
    }

    [Fact]
    public void An_achievement_weighs_more_than_a_statement_and_the_title_of_a_need_more_than_its_setting()
    {
        var expert = Samples.Candidate(Samples.Profile("熟悉石墨烯与轴承。", Samples.Achievement("paper", "滚动轴承早期故障"), Samples.Achievement("paper", "轴承润滑寿命"))).Item;
        var found = TechnologyWeights.Of(expert, Graph.Linker);
        Assert.Equal((Number("bearing"), 2.5, 3), (found[0].Technology, found[0].Weight, found[0].Evidence));

        var need = TechnologyWeights.Of(Samples.Query(Samples.Demand("热泵烘干", "车间另有除湿，轴承也要换")), Graph.Linker);
        Assert.Equal(2, need.Single(technology => technology.Technology == Number("heat-pump-drying")).Weight);
        Assert.Equal(1, need.Single(technology => technology.Technology == Number("bearing")).Weight);
    }

    [Fact]
    public void Only_what_has_changed_is_linked_again()
    {
        var linked = new List<Guid>();
        var entries = new LinkedEntries<Candidate>(Graph.Technologies.Count, entry =>
        {
            linked.Add(entry.Id);
            return new LinkedEntry(entry.Id, entry.Revision, TechnologyWeights.Of(entry.Item, Graph.Linker), entry.Item.Consent, 0, []);
        });
        var (first, second) = (Samples.Entry(Samples.Profile("轴承"), 1), Samples.Entry(Samples.Profile("轴承") with { Consent = false }, 2));
        var index = Samples.Index(first, second);

        Assert.Equal(1, entries.Of(index).CountOf(Number("bearing")));
        Assert.Same(entries.Of(index), entries.Of(index));
        Assert.Equal(1, entries.Of(Samples.Index(first, Samples.Entry(Samples.Profile("石墨烯"), 2, 2))).CountOf(Number("graphene")));
        Assert.Equal([Samples.Id(1), Samples.Id(2), Samples.Id(2)], linked.Order());
    }

    [Fact]
    public void The_graph_of_an_expert_names_only_nodes_that_it_holds_and_stays_small()
    {
        var state = new State.RankingState(TimeProvider.System, Graph, NullLogger<State.RankingState>.Instance);
        string[] many = ["石墨烯", "轴承", "热泵", "焊接", "注塑", "染料", "压铸", "噬菌体", "益生菌", "数字孪生", "机器视觉", "基因编辑", "高熵合金", "超级电容器", "知识图谱", "谐波减速器", "疫苗"];
        var profile = Samples.Profile(string.Join('，', many), [.. many.Select(label => Samples.Achievement("paper", $"{label}的工业应用研究进展"))]);
        _ = state.Candidates.Load([.. Enumerable.Range(1, 14).Select(id => Samples.Entry(profile, id)), Samples.Entry(Samples.Profile("轴承") with { Consent = false }, 15)]);
        var market = new LinkedMarket(Graph, state);
        var expert = state.Candidates.Current.Find(Samples.Id(1))!;

        var drawn = new ExpertGraphMaker(Graph, expert, market.Talents(), market.Demands()).Make([], state.Demands.Current);
        Assert.True(drawn.Truncated);
        Assert.InRange(drawn.Nodes.Count, 40, 50);
        Assert.Equal(drawn.Nodes.Count, drawn.Nodes.Select(node => node.Id).Distinct().Count());
        var ids = drawn.Nodes.Select(node => node.Id).ToHashSet();
        Assert.All(drawn.Edges, edge => Assert.True(ids.Contains(edge.From) && ids.Contains(edge.To) && edge.Weight is > 0 and <= 1, $"{edge}"));
        Assert.DoesNotContain($"talent:{Samples.Id(15)}", ids);
        Assert.Contains(drawn.Edges, edge => edge.Kind == "shares_achievement");
    }
}
