using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Graph;

namespace Matchmaking.Ranking.Tests.Graph;

public sealed class GraphTests
{
    private static readonly KnowledgeGraph Graph = KnowledgeGraph.Default;

    [Fact]
    public void There_are_as_many_technologies_as_were_promised_and_none_stands_alone()
    {
        Assert.True(Graph.Technologies.Count >= 900, $"{Graph.Technologies.Count} technologies");
        Assert.All(Graph.Technologies, technology => Assert.True(technology.Broader.Length + technology.Narrower.Length > 0, technology.Id));
        Assert.All(Graph.Technologies, technology => Assert.True(technology.Fields.Count > 0 && technology.Industries.Count > 0 && technology.Disciplines.Count > 0, technology.Id));
        Assert.InRange(Graph.Technologies.Count(technology => technology.Feeds.Length > 0), Graph.Technologies.Count / 3, Graph.Technologies.Count);
    }

    [Fact]
    public void Both_directions_of_every_relation_agree()
    {
        Assert.All(Graph.Technologies, technology =>
        {
            Assert.All(technology.Broader, other => Assert.Contains(technology.Number, Graph.Technologies[other].Narrower));
            Assert.All(technology.Feeds, other => Assert.Contains(technology.Number, Graph.Technologies[other].FedBy));
            Assert.All(technology.Related, other => Assert.Contains(technology.Number, Graph.Technologies[other].Related));
        });
        Assert.Equal(Graph.Technologies.Sum(technology => technology.Broader.Length), Graph.Technologies.Sum(technology => technology.Narrower.Length));
    }

    [Fact]
    public void The_chain_leads_from_the_material_to_the_vehicle()
    {
        var reached = new HashSet<int> { Graph.Find("cathode-material")!.Number };
        for (var step = 0; step < 4; step++)
        {
            reached.UnionWith(reached.SelectMany(number => Graph.Technologies[number].Feeds).ToArray());
        }

        Assert.Contains(Graph.Find("new-energy-vehicle")!.Number, reached);
    }

    [Fact]
    public void The_same_content_has_the_same_digest_in_whatever_order_it_comes()
    {
        TechnologyRow[] rows = [Row("a"), Row("b", broader: ["a"]), Row("c", broader: ["a"])];
        Assert.Equal(KnowledgeGraph.Of(rows, []).Digest, KnowledgeGraph.Of([.. rows.Reverse()], []).Digest);
        Assert.NotEqual(KnowledgeGraph.Of(rows, []).Digest, KnowledgeGraph.Of(rows, ["x"]).Digest);
        Assert.NotEqual(KnowledgeGraph.Of(rows, []).Digest, KnowledgeGraph.Of([rows[0], rows[1], rows[2] with { Fields = ["402"] }], []).Digest);
    }

    [Fact]
    public void Codes_come_from_the_broader_where_there_are_none()
    {
        var graph = KnowledgeGraph.Of([Row("a") with { Emerging = ["3"] }, Row("b", broader: ["a"]) with { Fields = [] }, Row("c", broader: ["b"]) with { Fields = [], Emerging = ["7"] }], []);

        Assert.Equal(["401", "3"], [.. graph.Find("b")!.Fields, .. graph.Find("b")!.Emerging]);
        Assert.Equal(["401", "7"], [.. graph.Find("c")!.Fields, .. graph.Find("c")!.Emerging]);
    }

    [Theory]
    [InlineData("broader names d, which does not exist", "a", "d")]
    [InlineData("broader names itself", "b", "b")]
    [InlineData("is broader than itself: a < b < a", "b", "a")]
    public void A_wrong_relation_is_found(string fault, string of, string broader)
    {
        TechnologyRow[] rows = [Row("a", broader: of == "a" ? [broader] : of == "b" && broader == "a" ? ["b"] : []), Row("b", broader: of == "b" ? [broader] : ["a"])];
        Assert.Contains(GraphCheck.Faults(rows), found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_other_fault_is_found_with_its_place()
    {
        TechnologyRow[] sound = [Row("a"), Row("b", broader: ["a"])];
        void Finds(string fault, TechnologyRow row) => Assert.Contains(GraphCheck.Faults([.. sound, row]), found => found.StartsWith(row.Place, StringComparison.Ordinal) && found.Contains(fault, StringComparison.Ordinal));

        Assert.Empty(GraphCheck.Faults(sound));
        Finds("is an orphan", Row("c"));
        Finds("stands at", Row("a"));
        Finds("English slug", Row("C_1", broader: ["a"]));
        Finds("499 is no field", Row("c", broader: ["a"]) with { Fields = ["499"] });
        Finds("Z99 is no industry", Row("c", broader: ["a"]) with { Industries = ["Z99"] });
        Finds("999 is no discipline", Row("c", broader: ["a"]) with { Disciplines = ["999"] });
        Finds("0 is no emerging industry", Row("c", broader: ["a"]) with { Emerging = ["0"] });
        Finds("is too short", Row("c", broader: ["a"]) with { Also = ["X"] });
        Finds("is no label of it", Row("c", broader: ["a"]) with { Cues = new() { ["别名"] = ["x"] } });
        Finds("no cue is given", Row("c", broader: ["a"]) with { Also = ["XY"], Cues = new() { ["XY"] = [] } });
        Finds("is a part of its label", Row("c", broader: ["a"]) with { Also = ["磁悬浮轴承"], Cues = new() { ["磁悬浮轴承"] = ["轴承"] } });
        Assert.Contains(GraphCheck.Faults([Row("a"), Row("b", broader: ["a"]) with { Also = ["同名技术"] }, Row("c", broader: ["a"]) with { Also = ["同名技术"] }]), found => found.Contains("is also one of c", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_adds_technologies_and_replaces_built_in_ones_by_id()
    {
        using var folder = new KnowledgeFolder();
        folder.Write("own.jsonl", Line("zhacai", "榨菜腌制", "zhacai pickling", "fruit-vegetable-processing"), Line("heat-pump", "热泵改", "heat pump, changed", "energy-conservation"));
        folder.Write("stops.txt", "# none", "泡菜坛子");
        var graph = KnowledgeGraph.Load(folder.Path);

        Assert.Equal(Graph.Technologies.Count + 1, graph.Technologies.Count);
        Assert.Equal("热泵改", graph.Find("heat-pump")!.Zh);
        Assert.Equal("zhacai", graph.Technologies[Assert.Single(graph.Linker.Link("本地榨菜腌制车间")).Technology].Id);
        Assert.NotEqual(Graph.Digest, graph.Digest);
    }

    [Theory]
    [InlineData("own.jsonl:2", """{"id":"zhacai"}""")]
    [InlineData("own.jsonl:2", """{"id":"zhacai","zh":"榨菜腌制","en":"zhacai pickling","also":[],"broader":["nothing"],"feeds":[],"related":[],"fields":[],"emerging":[],"industries":[],"disciplines":[],"cues":{}}""")]
    [InlineData("own.jsonl:2", "{")]
    public void A_fault_in_the_folder_is_told_with_its_line(string place, string line)
    {
        using var folder = new KnowledgeFolder();
        folder.Write("own.jsonl", "", line);

        Assert.Contains(place, Assert.Throws<InvalidDataException>(() => KnowledgeGraph.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    internal static TechnologyRow Row(string id, string[]? broader = null, params string[] also) =>
        new(id, $"{id}技术", $"{id} technology", also, broader ?? [], [], [], ["401"], [], ["C32"], ["430"], []) { Place = $"test:{id}" };

    private static string Line(string id, string zh, string en, string broader) =>
        $$"""{"id":"{{id}}","zh":"{{zh}}","en":"{{en}}","also":[],"broader":["{{broader}}"],"feeds":[],"related":[],"fields":[],"emerging":[],"industries":[],"disciplines":[],"cues":{ } }""";
}
