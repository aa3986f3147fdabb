using Matchmaking.Contracts.MatchReview;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;

namespace Matchmaking.Webhooks.Tests;

/// <summary>What the other services tell.</summary>
internal static class Told
{
    /// <summary>A word in everything personal that events carry, which must go no further.</summary>
    public const string Personal = "绝不外传";

    public static DemandPublished Demand(Guid demandId, string enterprise, long revision = 1) =>
        new(
            demandId,
            revision,
            new OpenDemand(
                new DemandEnterprise(enterprise, $"{Personal}有限公司", "330604", "C17"), $"{Personal}的需求", "403", $"{Personal}的内容", null, null, [], 4, 7, 600_000, false, null,
                ["joint_development"], "public", [], "330604"),
            DateTimeOffset.UtcNow);

    public static TalentPublished Talent(Guid talentId, string institute, long revision = 1) =>
        new(
            talentId,
            revision,
            new TalentProfile(
                $"{Personal}某", new TalentInstitute(institute, $"{Personal}研究院", "330600", "research_institute"), "教授", "doctor", ["540"], ["403"], [Personal], Personal,
                ["joint_development"], ["330600"], 2, true, []),
            DateTimeOffset.UtcNow);

    public static ListQueued List(Guid demandId, string? enterprise = null, int matches = 3, string? abstention = null) =>
        new(demandId, enterprise, Guid.NewGuid(), "scorecard/1", matches, abstention, DateTimeOffset.UtcNow);

    public static MatchDecided Decision(Guid demandId, Guid talentId, string decision = "accepted", Guid? matchId = null) =>
        new(matchId ?? Guid.NewGuid(), demandId, talentId, decision, ["good_fit"], 1, 61.5, "scorecard/1", DateTimeOffset.UtcNow, Guid.NewGuid());

    public static MatchProgressed Stage(MatchDecided match, string stage) =>
        new(match.MatchId, match.DemandId, match.TalentId, stage, [], DateTimeOffset.UtcNow);
}
