using Matchmaking.Contracts.Contacts;
using Matchmaking.Contracts.Erasure;
using Matchmaking.Contracts.Identity;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;

namespace Matchmaking.Contracts.Tests;

/// <summary>One full example of every message.</summary>
internal static class Messages
{
    private static readonly Guid A = new("0190a000-0000-7000-8000-00000000000a");
    private static readonly Guid B = new("0190a000-0000-7000-8000-00000000000b");
    private static readonly DateTimeOffset At = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    public static readonly object[] All =
    [
        new TalentPublished(
            A,
            3,
            new TalentProfile(
                "林沐川（虚构）", new TalentInstitute("12330200YY0001018W", "甬江先进材料研究院", "330206", "research_institute"), "研究员", "doctor", ["430"],
                ["403"], ["双向拉伸"], "高阻隔聚酯薄膜", ["consulting"], ["330200"], 2, true,
                [new TalentAchievement(B, "project", "薄膜中试", new DateOnly(2024, 1, 2), "负责人", "完成中试", 800_000m)]),
            At),
        new TalentWithdrawn(A, 4, At),
        new DemandPublished(
            A,
            2,
            new OpenDemand(
                new DemandEnterprise("91330604YY0001418K", "上虞晟澜新材料有限公司", "330604", "C26"), "轧光工艺", "403", "布面极光", "出口", "两条线",
                [new DemandIndicator("光泽保持率", ">=", 85m, null, "%")], 4, 7, 600_000m, false, new DateOnly(2027, 6, 30), ["consulting"], "targeted",
                ["12330200YY0001018W"], "330604", true),
            At,
            At),
        new DemandClosed(A, 5, "solved", At),
        new VerificationAdvanced(A, "91330604YY0001418K", 4, 1, "third_party", "returned", "department", "department", ["figures_unsupported"], At),
        new ChallengeAdvanced(B, A, "91330604YY0001418K", 6, 1, "publicity", [], At, At),
        new BidAdvanced(A, B, "91330604YY0001418K", "12330200YY0001018W", 3, "not_awarded", ["lower_score"], At),
        new PanelMemberInvited(B, 1, 4, "12330200YY0001018W", "018f3c2a", At, At),
        new InstrumentListed(A, 3, "场发射扫描电子显微镜", "platform", "pilot_base", "12330200YY0001018W", "330604", ["403"], "maintenance", At),
        new BookingChanged(A, 4, B, "12330200YY0001018W", "91330604YY0001418K", "330604", "330602", At, At, "used", 3.5m, 1400.00m, null, "owner", At),
        new MatchesRanked(
            B,
            A,
            2,
            1,
            "scorecard/1",
            [
                new RankedMatch(
                    B, 3, 1, 61.5,
                    [
                        new ScorePart("text_relevance", "findable", 41.5, 60, "文本相关", ReasonEnglish: "The texts are related"),
                        new ScorePart("region", "affordable", 20, 18.5, "同城", 1.5, "In the same city"),
                    ],
                    [new EvidenceSentence("project", A, "薄膜中试", new DateOnly(2024, 1, 2), "完成中试", ["中试"])], ["光泽保持率"], 0.273),
            ],
            null,
            At),
        new ModelTrained("0123456789abcdef01234567", "bootstrap", "xgboost/1.7.4 rank:ndcg", 118, 11246, 0.94, 0.93, At, new ModelComparison("scorecard", 40, 0.81, 0.84, 0.012, 0.051, true)),
        new ModelPromoted("0123456789abcdef01234567", "promoted", "赵评审（虚构）", "试用", At),
        new ListQueued(A, "91330604YY0001418K", B, "scorecard/1", 1, "thin_evidence", At),
        new MatchDecided(B, A, B, "accepted", ["good_fit"], 1, 61.5, "scorecard/1", At, A, 2),
        new MatchEscalated(B, A, B, "330604", "018f3c2a", At, At, At),
        new MatchReminded(B, A, B, "330604", 1, At, At),
        new WatchFitted(A, "12330200YY0001018W", "institute", B, A, B, 2, 61.5, At),
        new MatchProgressed(B, A, B, "contract", ["price"], At, new DateOnly(2026, 5, 3), 500_000m, 300_000m),
        new MatchStalled(B, A, B, "accepted", At, At, "330604"),
        new MatchRated(B, A, B, "enterprise", 5, At),
        new ContactDisclosed(B, "institute", At, "91330604YY9900014U", A),
        new ContactsAgreed(B, A, B, "91330604YY0001418K", "12330200YY0001018W", true, 3, At),
        new OrganisationApproved("91330604YY0001418K", 2, "enterprise", "上虞晟澜新材料有限公司", "330604", "C26", null, At),
        new AccountErased("018f3c2a", At),
        new OrganisationSuspended("91330604YY0001418K", 3, At),
        new PersonErasureRequested(B, A, 5, At),
        new PersonErased(B, "match-review", [new ErasedItem("match", "redacted", 2), new ErasedItem("talent", "deleted", 1)], 0, At),
    ];

    public static bool IsEvent(Type type) =>
        !type.Name.StartsWith("Ranked", StringComparison.Ordinal) && (type.Name.EndsWith("ed", StringComparison.Ordinal) || type.Name.EndsWith("Withdrawn", StringComparison.Ordinal));
}
