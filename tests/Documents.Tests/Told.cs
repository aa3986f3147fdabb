using Matchmaking.Contracts.Ranking;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;

namespace Matchmaking.Documents.Tests;

/// <summary>What services are told of an enterprise with a need, and of experts.</summary>
internal static class Told
{
    public const string Enterprise = "91330604YY9900014U";
    public const string Institute = "12320211YY0001186P";

    private static readonly DateTimeOffset At = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    public static TalentPublished Expert(Guid id, string name, string text) => new(
        id,
        1,
        new TalentProfile(
            name, new TalentInstitute(Institute, "越州试验研究院（虚构）", "330600", "research_institute"), "研究员", "doctor", ["540"], ["403"],
            ["织物后整理"], text, ["joint_development", "consulting"], ["330600"], 3, true,
            [new TalentAchievement(Guid.NewGuid(), "project", "轧光机压力闭环控制", new DateOnly(2025, 1, 1), "负责人", text, 300_000m)]),
        At);

    public static DemandPublished Need(Guid id) => new(
        id,
        1,
        new OpenDemand(
            new DemandEnterprise(Enterprise, "上虞晟澜新材料有限公司（虚构）", "330604", "C26"), "棉织物后整理轧光工艺改进", "403", "现有轧光机车速提高后布面出现极光，手感发硬，水洗后光泽下降明显。",
            null, null, [new DemandIndicator("光泽保持率", ">=", 85, null, "%")], 4, 7, 600_000, false, new DateOnly(2099, 6, 30), ["joint_development"], "public", [], "330604"),
        At);

    public static MatchesRanked List(Guid demand, params Guid[] experts) => new(
        Guid.NewGuid(),
        demand,
        1,
        1,
        "scorecard/2",
        [.. experts.Select((expert, i) => new RankedMatch(
            expert, 1, i + 1, 61.5 - (20 * i),
            [
                new ScorePart("portfolio_fit", "findable", 41.5 - (20 * i), 60, "全部材料与需求用语的相关度高", ReasonEnglish: "Relevance of all documents to the need's terms: high"),
                new ScorePart("region_distance", "affordable", 20, 20, "服务地区包含需求所在县区", ReasonEnglish: "Serves the county of the need"),
            ],
            [new EvidenceSentence("project", null, "轧光机压力闭环控制", new DateOnly(2025, 1, 1), "轧光后水洗光泽不降。", ["轧光", "光泽"])],
            ["手感发硬"]))],
        null,
        At);
}
