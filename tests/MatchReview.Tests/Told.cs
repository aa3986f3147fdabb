using Matchmaking.Contracts.Ranking;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;

namespace Matchmaking.MatchReview.Tests;

/// <summary>What the other services tell: sound events to start from.</summary>
internal static class Told
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static DemandPublished Demand(Guid demandId, long revision = 1, string title = "棉织物后整理轧光工艺改进", string? field = "403", string region = "330604") =>
        new(
            demandId,
            revision,
            new OpenDemand(
                new DemandEnterprise("91330604YY00000000", "上虞晟澜纺织有限公司", "330604", "C17"), title, field, "现有轧光机车速提高后布面出现极光。", null, null, [], 4, 7,
                600_000, false, null, ["joint_development"], "public", [], region),
            Noon);

    public static DemandClosed Closed(Guid demandId, long revision) => new(demandId, revision, "solved", Noon);

    public static TalentPublished Talent(Guid talentId, long revision = 1, string name = "某某（虚构）", bool consent = true) =>
        new(
            talentId,
            revision,
            new TalentProfile(
                name, new TalentInstitute("12330000YY00000000", "浙东纺织研究院", "330600", "research_institute"), "教授", "doctor", ["540"], ["403"],
                ["织物后整理"], "长期从事织物后整理。", ["joint_development"], ["330600"], 2, consent, []),
            Noon);

    public static TalentWithdrawn Withdrawn(Guid talentId, long revision) => new(talentId, revision, Noon);

    /// <summary>A list in the order given; the score falls by 10 with each rank.</summary>
    public static MatchesRanked List(Guid demandId, long demandRevision, long number, params (Guid Talent, long Revision)[] talents) =>
        new(
            Guid.NewGuid(), demandId, demandRevision, number, $"scorecard/{number}",
            [.. talents.Select((t, i) => Entry(t.Talent, i + 1, 90 - (10 * i) + number, t.Revision))], talents.Length == 0 ? "no_evidence" : null, Noon.AddMinutes(number));

    public static MatchesRanked List(Guid demandId, long number, params Guid[] talents) => List(demandId, 1, number, [.. talents.Select(t => (t, 1L))]);

    public static RankedMatch Entry(Guid talentId, int rank, double score, long revision = 1) =>
        new(
            talentId, revision, rank, score,
            [new ScorePart("technology_overlap", "findable", score, 100, "研究方向与需求一致", ReasonEnglish: "Works on what is needed")],
            [new EvidenceSentence("paper", Guid.Empty, "轧光工艺研究", new DateOnly(2024, 5, 1), $"第{rank}名的依据：提出低张力轧光工艺。", ["轧光", "工艺"])],
            ["水洗后光泽保持率"],
            // What the ranking cannot tell yet is null.
            rank == 1 ? null : 0.7);
}
