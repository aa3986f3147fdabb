using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Portraits;
using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.Tests.Graph;

namespace Matchmaking.Ranking.Tests.Portraits;

/// <summary>Portraits over a graph of a few technologies, so that tests do not depend on what the built-in one knows.</summary>
internal static class Drawing
{
    internal static readonly KnowledgeGraph Graph = KnowledgeGraph.Of(
        [
            GraphTests.Row("power") with { Zh = "电源技术", En = "power supply" },
            GraphTests.Row("battery", broader: ["power"]) with { Zh = "化学电源", En = "battery" },
            GraphTests.Row("solid-battery", broader: ["battery"]) with { Zh = "固态电池", En = "solid-state battery" },
            GraphTests.Row("sodium-battery", broader: ["battery"]) with { Zh = "钠离子电池", En = "sodium-ion battery" },
            GraphTests.Row("polymer") with { Zh = "高分子材料", En = "polymer" },
            GraphTests.Row("film", broader: ["polymer"]) with { Zh = "聚酯薄膜", En = "polyester film", Fields = ["403", "40304"] },
            GraphTests.Row("plastic") with { Zh = "塑料制品", En = "plastic ware" },
            GraphTests.Row("tray", broader: ["plastic"]) with { Zh = "注塑托盘", En = "moulded tray" },
            GraphTests.Row("crate", broader: ["plastic"]) with { Zh = "注塑周转箱", En = "moulded crate" },
        ],
        []);

    /// <summary>A profile that says nothing, except what the test adds.</summary>
    internal static TalentProfile Bare(string text = "", params TalentAchievement[] achievements) =>
        Samples.Profile(text, achievements) with { ResearchDirections = [], Fields = [], ServiceModes = [], RegionsServed = [] };

    internal static Portrait Draw(TalentProfile profile, RankingMoment? moment = null) => PortraitMaker.Make(Samples.Candidate(profile), moment ?? Samples.Moment, Graph);

    internal static Portrait Draw(string text, params TalentAchievement[] achievements) => Draw(Bare(text, achievements));

    internal static PortraitTechnology Technology(this Portrait portrait, string id) => portrait.Technologies.Single(technology => technology.Id == id);

    internal static PortraitAxis Axis(this Portrait portrait, string name) => portrait.Axes.Single(axis => axis.Name == name);

    internal static string[] Codes(IEnumerable<PortraitRemark> remarks) => [.. remarks.Select(remark => $"{remark.Code}:{remark.Subject}")];
}
