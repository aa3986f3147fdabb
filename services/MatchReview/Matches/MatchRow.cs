using System.Text.Json;
using Matchmaking.MatchReview.Queue;
using Matchmaking.Vocabulary;

namespace Matchmaking.MatchReview.Matches;

/// <summary>A match as it is stored, with what is known of its demand and its expert.</summary>
internal sealed record MatchRow
{
    /// <summary>
    /// Matches that a caller may see: a bureau all of its regions, an enterprise those of its needs, an institute the accepted ones of its experts. The
    /// parameters are those of <see cref="Sight"/>.
    /// </summary>
    public const string Visible = """
        ((@SightBureau and (@SightRegions::text[] is null or exists (select from unnest(@SightRegions) served where starts_with(d.region_code, served))))
         or (@SightEnterprise::text is not null and d.enterprise_code = @SightEnterprise)
         or (@SightInstitute::text is not null and t.institute_code = @SightInstitute and m.status = 'accepted'))
        """;

    /// <summary>How the parts of a match are written in their columns.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The columns of <see cref="MatchRow"/> and where they come from. Left joins: a list may be here before its demand and its experts.</summary>
    public const string Select = """
        select m.match_id as MatchId, m.demand_id as DemandId, m.talent_id as TalentId, m.list_number as ListNumber, m.ranking_id as RankingId,
               m.ranking_digest as RankingDigest, m.ranked_at as RankedAt, m.rank as Rank, m.score as Score, m.acceptance_probability as AcceptanceProbability,
               m.parts::text as PartsJson, m.evidence::text as EvidenceJson, m.missing::text as MissingJson,
               m.status as Status, m.reason_codes as ReasonCodes, m.note as Note, m.reviewer as Reviewer, m.decided_at as DecidedAt,
               coalesce(m.decision_number, 0) as DecisionNumber, m.queued_at as QueuedAt, m.due_at as DueAt, m.escalated_at as EscalatedAt, m.claimed_by as ClaimedBy,
               m.claimed_until as ClaimedUntil, m.two_persons as TwoPersons, m.opinions as Opinions, m.remind_at as RemindAt, m.reminded_at as RemindedAt,
               d.title as DemandTitle, d.field as DemandField, d.region_code as DemandRegion, d.enterprise_name as Enterprise, coalesce(d.anonymous, false) as IsAnonymous, d.status as DemandStatus,
               t.name as TalentName, t.title as TalentTitle, t.degree as TalentDegree, t.institute as Institute, t.region_code as TalentRegion,
               coalesce(t.withdrawn, m.erased_at is not null) as TalentWithdrawn
        from match m left join demand d using (demand_id) left join talent t using (talent_id)
        """;

    public Guid MatchId { get; init; }

    public Guid DemandId { get; init; }

    public Guid TalentId { get; init; }

    public long ListNumber { get; init; }

    public Guid RankingId { get; init; }

    public string RankingDigest { get; init; } = "";

    public DateTime RankedAt { get; init; }

    public int Rank { get; init; }

    public double Score { get; init; }

    public double? AcceptanceProbability { get; init; }

    public string PartsJson { get; init; } = "";

    public string EvidenceJson { get; init; } = "";

    public string MissingJson { get; init; } = "";

    public string Status { get; init; } = "";

    public string[]? ReasonCodes { get; init; }

    public string? Note { get; init; }

    public string? Reviewer { get; init; }

    public DateTime? DecidedAt { get; init; }

    public int DecisionNumber { get; init; }

    public DateTime QueuedAt { get; init; }

    public DateTime DueAt { get; init; }

    public DateTime? EscalatedAt { get; init; }

    public string? ClaimedBy { get; init; }

    public DateTime? ClaimedUntil { get; init; }

    public bool TwoPersons { get; init; }

    public short Opinions { get; init; }

    public DateTime? RemindAt { get; init; }

    public DateTime? RemindedAt { get; init; }

    public string? DemandTitle { get; init; }

    public string? DemandField { get; init; }

    public string? DemandRegion { get; init; }

    public string? Enterprise { get; init; }

    public bool IsAnonymous { get; init; }

    public string? DemandStatus { get; init; }

    public string? TalentName { get; init; }

    public string? TalentTitle { get; init; }

    public string? TalentDegree { get; init; }

    public string? Institute { get; init; }

    public string? TalentRegion { get; init; }

    public bool TalentWithdrawn { get; init; }

    /// <summary>The demand as <paramref name="sight"/> shows it: whose an anonymous one is stays with the bureau and the enterprise until both sides have agreed to talk.</summary>
    public MatchDemand Demand(Sight sight, bool isAgreed = false) => new(DemandId, DemandTitle, DemandField, DemandRegion, isAgreed || sight.Names(IsAnonymous) ? Enterprise : null, DemandStatus);

    /// <summary>The expert as reviewers see them.</summary>
    public MatchTalent Talent() => new(TalentId, TalentName, TalentTitle, TalentDegree, Institute, TalentRegion, TalentWithdrawn);

    /// <summary>The decision; null while the match is pending. Who decided, and in which words, stays with the bureau.</summary>
    public DecisionView? Decision(Sight sight) => DecidedAt is null
        ? null
        : new DecisionView(MatchId, Status, ReasonCodes!, sight.SightBureau ? Note : null, sight.SightBureau ? Reviewer : null, Rank, Score, RankingDigest, DecidedAt.Value,
            DecisionNumber, RemindAt, Status, false, false);

    /// <summary>The reasons of the decision in words; none while the match is pending.</summary>
    public IReadOnlyList<DecisionReason> Reasons() => ReasonFamilies.Of(ReasonCodes ?? []);

    /// <summary>How the match stands in the queue; null for callers outside the bureau.</summary>
    public QueueState? Queue(Sight sight, DateTimeOffset now) => sight.SightBureau
        ? QueueState.Of(now.UtcDateTime, Status, QueuedAt, DueAt, EscalatedAt, ClaimedBy, ClaimedUntil, TwoPersons, Opinions, RemindAt, RemindedAt)
        : null;

    /// <summary>A list that stands in <paramref name="column"/>.</summary>
    public static IReadOnlyList<T> List<T>(string column) => JsonSerializer.Deserialize<IReadOnlyList<T>>(column, Json)!;
}
