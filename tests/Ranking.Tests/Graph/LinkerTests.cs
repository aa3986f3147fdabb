using System.Text;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Graph;

namespace Matchmaking.Ranking.Tests.Graph;

public sealed class LinkerTests
{
    private static readonly KnowledgeGraph Graph = KnowledgeGraph.Default;

    private static string[] Ids(string text) => [.. Graph.Linker.Link(Normalizer.Normalize(text)).Select(mention => Graph.Technologies[mention.Technology].Id)];

    [Theory]
    [InlineData("固态电池", "solid-state-battery")]
    [InlineData("Solid State Batteries", "solid-state-battery")]
    [InlineData("solid-state battery", "solid-state-battery")]
    [InlineData("耐高温胶黏剂", "high-temperature-adhesive")]
    [InlineData("锂離子電池", "lithium-ion-battery")]
    [InlineData("lithium ion batteries", "lithium-ion-battery")]
    [InlineData("aluminum alloys", "aluminium-alloy")]
    [InlineData("aluminium alloy", "aluminium-alloy")]
    [InlineData("carbon fibre", "carbon-fiber")]
    [InlineData("炭纤维", "carbon-fiber")]
    [InlineData("碳纤维", "carbon-fiber")]
    [InlineData("谐波减速器", "harmonic-reducer")]
    [InlineData("数字孪生", "digital-twin")]
    [InlineData("digital twins", "digital-twin")]
    [InlineData("钙钛矿太阳能电池", "perovskite-solar-cell")]
    [InlineData("重稀土晶界扩散", "grain-boundary-diffusion")]
    [InlineData("graphene", "graphene")]
    [InlineData("石墨烯", "graphene")]
    [InlineData("印制电路板", "printed-circuit-board")]
    [InlineData("ＰＣＢ", "printed-circuit-board")]
    [InlineData("PLC控制柜", "programmable-logic-controller")]
    [InlineData("模流分析", "injection-molding-simulation")]
    [InlineData("活性染料", "dye")]
    [InlineData("反渗透膜", "nanofiltration-and-reverse-osmosis")]
    [InlineData("高熵合金", "high-entropy-alloy")]
    [InlineData("抗体偶联药物", "antibody-drug-conjugate")]
    [InlineData("CAR-T 细胞治疗", "car-t-cell-therapy")]
    [InlineData("CAR T cell therapy", "car-t-cell-therapy")]
    [InlineData("基因编辑", "gene-editing")]
    [InlineData("机器视觉", "machine-vision")]
    [InlineData("知识图谱", "knowledge-graph")]
    [InlineData("五轴加工", "five-axis-machining")]
    [InlineData("压铸模", "die-casting-mold")]
    [InlineData("3D 打印", "additive-manufacturing")]
    [InlineData("印染废水", "dyeing-wastewater-treatment")]
    [InlineData("heat exchangers", "heat-exchanger")]
    [InlineData("蓄热式热氧化", "regenerative-thermal-oxidation")]
    [InlineData("益生菌", "probiotics")]
    [InlineData("噬菌体", "bacteriophage")]
    [InlineData("超级电容器", "supercapacitor")]
    [InlineData("永磁同步电机", "permanent-magnet-motor")]
    [InlineData("氢能", "hydrogen-energy")]
    public void A_label_leads_to_its_technology_in_any_language_and_spelling(string text, string id)
    {
        Assert.Equal([id], Ids(text));
        Assert.Equal([id], Ids($"本单位研究{text}。"));
    }

    [Theory]
    [InlineData("SLM成形的激光粉末零件", "laser-powder-bed-fusion")]
    [InlineData("选区激光熔化（SLM）", "laser-powder-bed-fusion")]
    [InlineData("SLM型语言", null)]
    [InlineData("ALD沉积氧化铝薄膜", "semiconductor-thin-film-deposition")]
    [InlineData("患者ALD病程", null)]
    [InlineData("MBR膜通量衰减，污水回用", "membrane-bioreactor")]
    [InlineData("MBR分区表坏了", null)]
    [InlineData("服务挖掘机理，挖掘机制", null)]
    [InlineData("挖掘机制造", "construction-machinery")]
    [InlineData("科研人员与工人参与改造，人参加了会议", null)]
    [InlineData("人参皂苷与中药复方里的人参", "ginseng-herb")]
    [InlineData("锂电针刺试验", null)]
    [InlineData("电针穴位镇痛", "acupuncture")]
    [InlineData("晶界扩散激活能", null)]
    [InlineData("钕铁硼的晶界扩散", "grain-boundary-diffusion")]
    [InlineData("碳化硅密封环烧结，碳化硅耐磨", "silicon-carbide-ceramic")]
    [InlineData("碳化硅MOSFET功率模块，碳化硅外延", "silicon-carbide-device")]
    [InlineData("the change led to a rise", null)]
    [InlineData("led灯珠", "light-emitting-diode")]
    [InlineData("we can do it", null)]
    public void A_label_that_means_other_things_counts_beside_a_cue_only(string text, string? id) =>
        Assert.Equal(id is not null, id is null ? Ids(text).Intersect(["laser-powder-bed-fusion", "semiconductor-thin-film-deposition", "membrane-bioreactor", "ginseng-herb", "acupuncture", "light-emitting-diode", "industrial-control-network", "grain-boundary-diffusion", "construction-machinery"]).Any() : Ids(text).Contains(id));

    [Fact]
    public void A_label_of_several_technologies_goes_to_the_one_with_most_cues()
    {
        var graph = KnowledgeGraph.Of(
            [
                GraphTests.Row("a"),
                GraphTests.Row("b", ["a"], "茯苓") with { Cues = new() { ["茯苓"] = ["饮片", "汤剂"] } },
                GraphTests.Row("c", ["a"], "茯苓") with { Cues = new() { ["茯苓"] = ["菌种", "栽培", "汤剂"] } },
            ],
            []);
        string[] Of(string text) => [.. graph.Linker.Link(text).Select(mention => graph.Technologies[mention.Technology].Id)];

        Assert.Empty(Of("茯苓"));
        Assert.Equal(["b"], Of("茯苓饮片"));
        Assert.Equal(["b"], Of("茯苓汤剂的饮片"));
        Assert.Equal(["c"], Of("茯苓菌种栽培，也入汤剂"));
        Assert.Equal(["b"], Of("茯苓汤剂"));
    }

    [Fact]
    public void A_cue_stands_anywhere_in_a_short_text_and_near_in_a_long_one()
    {
        var gap = new string('，', 280);
        var far = new string('，', 400);
        Assert.Contains("membrane-bioreactor", Ids($"污水{gap}MBR{gap}"));
        Assert.Contains("membrane-bioreactor", Ids($"MBR{gap}污水，{far}"));
        Assert.DoesNotContain("membrane-bioreactor", Ids($"污水{far}MBR{far}污水"));
        Assert.Equal(2, Ids($"MBR{far}{far}MBR污水MBR").Count(id => id == "membrane-bioreactor"));
    }

    [Fact]
    public void The_longest_label_counts_and_nothing_within_it()
    {
        Assert.Equal(["solid-state-battery"], Ids("全固态电池"));
        Assert.Equal(["battery-management-system"], Ids("电池管理系统"));
    }

    [Fact]
    public void A_phrase_that_only_looks_like_a_label_is_stepped_over()
    {
        TechnologyRow[] rows = [GraphTests.Row("a"), GraphTests.Row("b", ["a"], "热管"), GraphTests.Row("c", ["a"], "热管理") with { Cues = new() { ["热管理"] = ["电池"] } }];
        int[] Of(string text, params string[] stops) => [.. KnowledgeGraph.Of(rows, stops).Linker.Link(text).Select(mention => mention.Technology)];

        Assert.Equal([1], Of("采用热管理技术"));
        Assert.Empty(Of("采用热管理技术", "热管理"));
        Assert.Equal([2], Of("电池热管理技术", "热管理"));
        Assert.Equal([1], Of("热管技术", "热管理"));
    }

    [Fact]
    public void A_latin_label_stands_between_the_ends_of_words()
    {
        Assert.Empty(Ids("graphenes1 xgraphene pcbx"));
        Assert.Equal(["graphene", "graphene"], Ids("graphene, (graphene)"));
        Assert.Equal(["graphene"], Ids("氧化graphene膜"));
    }

    [Fact]
    public void Blanks_part_Chinese_words_but_not_Chinese_from_Latin_ones()
    {
        Assert.Empty(Ids("固态 电池"));
        Assert.Equal(["programmable-logic-controller"], Ids("PLC 控制"));
        Assert.Empty(Ids("solid\nstate battery").Intersect(["solid-state-battery"]));
    }

    [Fact]
    public void A_mention_is_a_piece_of_the_text_and_none_overlaps()
    {
        var text = Normalizer.Normalize("Solid-State Batteries 与石墨烯散热膜、耐高温胶黏剂；LEDs and 轴承。");
        var end = 0;
        foreach (var mention in Graph.Linker.Link(text))
        {
            Assert.True(mention.Start >= end && mention.Length > 1);
            end = mention.Start + mention.Length;
            Assert.True(end <= text.Length);
        }

        Assert.Equal("Solid-State Batteries", text.Substring(Graph.Linker.Link(text)[0].Start, Graph.Linker.Link(text)[0].Length));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("电")]
    [InlineData("锂离子电")]
    [InlineData("SLM ")]
    [InlineData("MBR，")]
    [InlineData("solid state batter ")]
    [InlineData("- -")]
    public void Whatever_repeats_time_stays_linear(string piece)
    {
        var steps = new long[2];
        for (var i = 0; i < 2; i++)
        {
            var sink = new TechnologySink([]);
            steps[i] = Graph.Linker.Link(string.Concat(Enumerable.Repeat(piece, 20_000 * (i + 1))), ref sink);
        }

        Assert.InRange(steps[1], 0, (2 * steps[0]) + 100);
        Assert.InRange(steps[0], 0, 20_000L * piece.Length * 5);
    }

    [Fact]
    public void Random_Han_is_read_once_or_twice()
    {
        var random = new Random(5);
        var text = new StringBuilder();
        for (var i = 0; i < 200_000; i++)
        {
            _ = text.Append((char)random.Next(0x4E00, 0x9FFF));
        }

        var sink = new TechnologySink([]);
        Assert.InRange(Graph.Linker.Link(text.ToString(), ref sink), 200_000, 400_000);
    }

    [Fact]
    public void Linking_allocates_nothing_for_the_characters()
    {
        var text = string.Concat(Enumerable.Repeat("固态电池与MBR污水处理、SLM成形，solid-state battery; ", 500));
        var sink = new TechnologySink([]);
        for (var i = 0; i < 3; i++)
        {
            _ = Graph.Linker.Link(text, ref sink);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = Graph.Linker.Link(text, ref sink);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }
}
