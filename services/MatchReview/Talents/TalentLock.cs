using Dapper;
using Npgsql;

namespace Matchmaking.MatchReview.Talents;

/// <summary>
/// Keeps the withdrawal of an expert and the queueing of a list that names the expert apart. A lock on a row would not do: the row of an
/// expert nobody has told of yet does not exist.
/// </summary>
internal static class TalentLock
{
    // Any constant does; it keeps these keys apart from other advisory locks. Two experts with one hash only wait for each other.
    private const string LockOne = "select pg_advisory_xact_lock(20, hashtext(@talentId::text))";

    private const string LockShared = """
        select pg_advisory_xact_lock_shared(20, key)
        from (select distinct hashtext(talent_id::text) as key from unnest(@talentIds) as talent_id order by key) as keys
        """;

    /// <summary>Held until the transaction ends: no list that names the expert is being queued meanwhile.</summary>
    public static Task Hold(NpgsqlTransaction transaction, Guid talentId, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(LockOne, new { talentId }, transaction, cancellationToken: cancellation));

    /// <summary>Held until the transaction ends: none of the experts is being withdrawn meanwhile; other lists do not wait.</summary>
    public static Task Share(NpgsqlTransaction transaction, Guid[] talentIds, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(LockShared, new { talentIds }, transaction, cancellationToken: cancellation));
}
