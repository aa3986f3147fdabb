using Dapper;
using Matchmaking.Contracts.MatchReview;
using Npgsql;

namespace Matchmaking.MatchReview.Agreements;

/// <summary>What the two sides of a match have said, together.</summary>
internal sealed record Agreement
{
    private const string SelectAgreements = """
        select w.match_id as MatchId, w.demand_id as DemandId, w.talent_id as TalentId,
               bool_or(w.willing) filter (where w.side = 'enterprise') as Enterprise, bool_or(w.willing) filter (where w.side = 'institute') as Institute,
               max(w.organisation) filter (where w.side = 'enterprise') as EnterpriseCode, max(w.organisation) filter (where w.side = 'institute') as InstituteCode,
               sum(w.revision)::bigint + (p.match_id is not null)::int as Revision, p.match_id is not null as IsEnded, greatest(max(w.recorded_at), p.recorded_at) as ChangedAt
        from willingness w left join match_progress p on p.match_id = w.match_id and p.stage = 'ended'
        where w.match_id = any(@matches)
        group by w.match_id, w.demand_id, w.talent_id, p.match_id, p.recorded_at
        order by w.match_id
        """;

    // Any constant does; it keeps these keys apart from other advisory locks.
    private const string LockMatch = "select pg_advisory_xact_lock(190, hashtext(@match::text))";

    public Guid MatchId { get; init; }

    public Guid DemandId { get; init; }

    public Guid TalentId { get; init; }

    /// <summary>What the enterprise said; null before it said anything.</summary>
    public bool? Enterprise { get; init; }

    /// <summary>What the institute said; null before it said anything.</summary>
    public bool? Institute { get; init; }

    public string? EnterpriseCode { get; init; }

    public string? InstituteCode { get; init; }

    public long Revision { get; init; }

    public bool IsEnded { get; init; }

    public DateTime ChangedAt { get; init; }

    /// <summary>Each may read the other's contact.</summary>
    public bool IsAgreed => Enterprise == true && Institute == true && !IsEnded;

    /// <summary>What followers are told; null while one side has not said anything, for then there was never an agreement.</summary>
    public ContactsAgreed? Told => EnterpriseCode is null || InstituteCode is null
        ? null
        : new ContactsAgreed(MatchId, DemandId, TalentId, EnterpriseCode, InstituteCode, IsAgreed, Revision, ChangedAt);

    /// <summary>Held until the transaction ends: neither does a side speak nor the match end meanwhile. A lock on the row of the match would need the right to change it.</summary>
    public static Task Hold(NpgsqlTransaction transaction, Guid match, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(LockMatch, new { match }, transaction, cancellationToken: cancellation));

    /// <summary>The agreement of one match; null before anybody said anything.</summary>
    public static async Task<Agreement?> Find(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid match, CancellationToken cancellation) =>
        (await Of(connection, transaction, [match], cancellation)).SingleOrDefault();

    /// <summary>The agreements of those of <paramref name="matches"/> that have one.</summary>
    public static async Task<IReadOnlyList<Agreement>> Of(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid[] matches, CancellationToken cancellation) =>
        (await connection.QueryAsync<Agreement>(new CommandDefinition(SelectAgreements, new { matches }, transaction, cancellationToken: cancellation))).AsList();
}
