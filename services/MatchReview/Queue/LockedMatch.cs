using Dapper;
using Matchmaking.Access;
using Matchmaking.MatchReview.Matches;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.MatchReview.Queue;

/// <summary>A match of the queue that this transaction holds: nobody else claims, decides, removes or ranks it anew until it ends.</summary>
internal sealed record LockedMatch
{
    // Always in the order of the ids, so that two who hold several never wait for each other.
    private const string SelectForUpdate = $"""
        select m.match_id as MatchId, m.demand_id as DemandId, m.talent_id as TalentId, m.status as Status, m.list_number as ListNumber, m.rank as Rank, m.score as Score,
               m.ranking_id as RankingId, m.ranking_digest as RankingDigest, m.reason_codes as ReasonCodes, m.reviewer as Reviewer, m.decided_at as DecidedAt,
               coalesce(m.decision_number, 0) as Number, m.claimed_by as ClaimedBy, m.claimed_until as ClaimedUntil, m.two_persons as TwoPersons, m.opinions as Opinions,
               m.erased_at is not null as IsErased, d.region_code as Region, coalesce(d.status = 'closed', false) as IsClosed, d.enterprise_code as EnterpriseCode,
               t.institute_code as InstituteCode, coalesce(t.withdrawn, false) as IsWithdrawn
        from match m left join demand d using (demand_id) left join talent t using (talent_id)
        where m.match_id = any(@ids) and {MatchRow.Visible}
        order by m.match_id
        for update of m
        """;

    private const string SelectDeparture = "select reason from departed_match where match_id = @id";

    // The tag of a held match is another one than that of any list: the decision that holds it comes before the list.
    private const long TagOfDecision = 1_000_000_000_000;

    public Guid MatchId { get; init; }

    public Guid DemandId { get; init; }

    public Guid TalentId { get; init; }

    public string Status { get; init; } = "";

    public long ListNumber { get; init; }

    public int Rank { get; init; }

    public double Score { get; init; }

    public Guid RankingId { get; init; }

    public string RankingDigest { get; init; } = "";

    public string[]? ReasonCodes { get; init; }

    public string? Reviewer { get; init; }

    public DateTime? DecidedAt { get; init; }

    /// <summary>Of the newest decision; 0 while there is none.</summary>
    public int Number { get; init; }

    public string? ClaimedBy { get; init; }

    public DateTime? ClaimedUntil { get; init; }

    public bool TwoPersons { get; init; }

    /// <summary>Opinions of the open round.</summary>
    public short Opinions { get; init; }

    public bool IsErased { get; init; }

    public string? Region { get; init; }

    public bool IsClosed { get; init; }

    public string? EnterpriseCode { get; init; }

    public string? InstituteCode { get; init; }

    public bool IsWithdrawn { get; init; }

    /// <summary>What the ETag of a match says that has <paramref name="number"/> decisions and stands in a list: both change what a reviewer decides on.</summary>
    public static long TagOf(int number, long list) => (number * TagOfDecision) + list;

    /// <summary>Holds those of <paramref name="ids"/> that the caller sees.</summary>
    public static async Task<IReadOnlyList<LockedMatch>> Hold(NpgsqlTransaction transaction, Guid[] ids, Caller caller, CancellationToken cancellation)
    {
        var sight = Sight.Of(caller);
        var parameters = new { ids, sight.SightBureau, sight.SightRegions, sight.SightEnterprise, sight.SightInstitute };
        return (await transaction.Connection!.QueryAsync<LockedMatch>(new CommandDefinition(SelectForUpdate, parameters, transaction, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Why there is no match with an id.</summary>
    public static async Task<ProblemHttpResult> Missing(NpgsqlTransaction transaction, Guid id, CancellationToken cancellation) =>
        await transaction.Connection!.QuerySingleOrDefaultAsync<string>(new CommandDefinition(SelectDeparture, new { id }, transaction, cancellationToken: cancellation)) is { } reason
            ? Problems.MatchGone(reason)
            : Problems.MatchNotFound(id);

    /// <summary>What keeps a match from being worked on: it is decided for good, or there is nothing left to decide. Null when nothing does.</summary>
    public ProblemHttpResult? RefuseWork() => this switch
    {
        { IsErased: true } => Problems.MatchGone("talent_erased"),
        { Status: "accepted" or "rejected" } => Problems.MatchAlreadyDecided(Standing),
        // What is pending leaves with its demand or its expert; what is held stays, and may come back with them.
        { IsClosed: true } => Problems.MatchGone("demand_closed"),
        { IsWithdrawn: true } => Problems.MatchGone("talent_withdrawn"),
        _ => null,
    };

    /// <summary>The problem that another one works on it; null when nobody does, or <paramref name="caller"/>, or one may not be kept out.</summary>
    public ProblemHttpResult? RefuseClaimed(Caller caller, DateTime now, bool overrides) =>
        ClaimedBy is null || ClaimedUntil <= now || ClaimedBy == caller.Subject || (overrides && caller.Roles.Contains(Roles.Operator)) ? null : Problems.MatchClaimed(ClaimedUntil!.Value);

    /// <summary>The decision that stands.</summary>
    public FirstDecision Standing => new() { Decision = Status, ReasonCodes = ReasonCodes ?? [], Reviewer = Reviewer ?? "", DecidedAt = DecidedAt ?? default };
}
