using Dapper;
using Matchmaking.Contracts.Erasure;
using Npgsql;

namespace Matchmaking.Erasure;

/// <summary>
/// Who was erased, for those who are about to store something of an expert. They ask within their transaction and hold a shared lock until its end;
/// an expert is entered under the exclusive one. So whoever stores has either ended before the erasure begins to delete, or sees that nothing may be stored.
/// </summary>
public static class ErasedTalents
{
    private const string Lock = "7226015530192";

    // Two statements, each with eyes of its own: the second sees what was committed while the first waited.
    private const string SelectErased = $"""
        select pg_advisory_xact_lock_shared({Lock})::text;
        select talent_id from erased_talent where talent_id = any(@talentIds);
        """;

    private const string LockAll = $"select pg_advisory_xact_lock({Lock})";

    private const string InsertErased = """
        insert into erased_talent (talent_id, erasure_id, revision, erased_at) values (@TalentId, @ErasureId, @Revision, @RequestedAt)
        on conflict on constraint erased_talent_once do nothing
        """;

    // Told again: a database that was put back to an earlier state erases again, and every replica looks again.
    private const string Reopen = """
        update erased_talent set number = default, worked_at = null, answered_at = null where talent_id = @TalentId and answered_at is not null
        """;

    /// <summary>Those of <paramref name="talentIds"/> who were erased.</summary>
    public static async Task<IReadOnlySet<Guid>> Among(NpgsqlTransaction transaction, IReadOnlyCollection<Guid> talentIds, CancellationToken cancellation)
    {
        using var found = await transaction.Connection!.QueryMultipleAsync(
            new CommandDefinition(SelectErased, new { talentIds = talentIds.ToArray() }, transaction, cancellationToken: cancellation));
        _ = await found.ReadAsync<string>();
        return (await found.ReadAsync<Guid>()).ToHashSet();
    }

    /// <summary>True when nothing of the expert may be stored any more.</summary>
    public static async Task<bool> Holds(NpgsqlTransaction transaction, Guid talentId, CancellationToken cancellation) =>
        (await Among(transaction, [talentId], cancellation)).Count > 0;

    /// <summary>Enters an expert; the transaction should do nothing else that others wait for.</summary>
    /// <returns>False when the expert stood there before.</returns>
    public static async Task<bool> Enter(NpgsqlTransaction transaction, PersonErasureRequested erasure, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(new CommandDefinition(LockAll, transaction: transaction, cancellationToken: cancellation));
        return await connection.ExecuteAsync(new CommandDefinition(InsertErased, erasure, transaction, cancellationToken: cancellation)) == 1;
    }

    internal static Task EnterAgain(NpgsqlTransaction transaction, PersonErasureRequested erasure, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(Reopen, erasure, transaction, cancellationToken: cancellation));
}
