using System.Runtime.CompilerServices;
using Npgsql;

namespace Matchmaking.Platform.Storage;

/// <summary>
/// Statements of a transaction whose results nobody waits for, such as the outbox and the audit trail: they are kept and go to the server together with the
/// commit. On a request that stores one row each way there costs as much as the row itself.
/// </summary>
public sealed class Deferral : IDisposable
{
    // Npgsql uses the object of a transaction again for the next one on the connection, so an entry must not outlive its scope.
    private static readonly ConditionalWeakTable<NpgsqlTransaction, Deferral> Open = [];

    private readonly NpgsqlTransaction transaction;
    private NpgsqlBatch batch;

    private Deferral(NpgsqlTransaction transaction, NpgsqlBatchCommand? first)
    {
        (this.transaction, batch) = (transaction, new NpgsqlBatch(transaction.Connection, transaction));
        if (first is not null)
        {
            batch.BatchCommands.Add(first);
        }
    }

    /// <summary>
    /// From here on <see cref="Execute"/> keeps the statements of <paramref name="transaction"/>, until this is disposed. <paramref name="first"/> goes before all of
    /// them; it answers rows that nobody reads.
    /// </summary>
    public static Deferral Of(NpgsqlTransaction transaction, NpgsqlBatchCommand? first = null)
    {
        var deferral = new Deferral(transaction, first);
        Open.Add(transaction, deferral);
        return deferral;
    }

    /// <summary>Executes a statement with parameters $1, $2 and so on, at the commit where the transaction defers and at once where it does not.</summary>
    public static async Task Execute(NpgsqlTransaction transaction, string sql, CancellationToken cancellation, params object?[] values)
    {
        if (Open.TryGetValue(transaction, out var deferral))
        {
            deferral.batch.BatchCommands.Add(Statement(sql, values));
            return;
        }

        await using var batch = new NpgsqlBatch(transaction.Connection, transaction) { BatchCommands = { Statement(sql, values) } };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Executes a query with parameters $1, $2 and so on, in one way with what was deferred before it.</summary>
    /// <exception cref="PostgresException">The query or a deferred statement was refused.</exception>
    public static async Task<NpgsqlDataReader> Read(NpgsqlTransaction transaction, string sql, CancellationToken cancellation, params object?[] values)
    {
        var deferral = Open.TryGetValue(transaction, out var found) ? found : null;
        var batch = deferral?.batch ?? new NpgsqlBatch(transaction.Connection, transaction);
        // What went before it and answers rows, which nobody reads: the settings of the caller, a function that was called.
        var unread = batch.BatchCommands.Cast<NpgsqlBatchCommand>().Count(statement => statement.CommandText.StartsWith("select", StringComparison.Ordinal));
        batch.BatchCommands.Add(Statement(sql, values));
        if (deferral is not null)
        {
            deferral.batch = new NpgsqlBatch(transaction.Connection, transaction);
        }

        var reader = await batch.ExecuteReaderAsync(cancellation);
        for (; unread > 0; unread--)
        {
            await reader.NextResultAsync(cancellation);
        }

        return reader;
    }

    /// <summary>True when <paramref name="transaction"/> defers its statements and <paramref name="sql"/> is none of them.</summary>
    public static bool IsWithout(NpgsqlTransaction transaction, string sql) =>
        Open.TryGetValue(transaction, out var deferral) && deferral.batch.BatchCommands.Cast<NpgsqlBatchCommand>().All(statement => statement.CommandText != sql);

    /// <summary>Commits, with what was deferred before it in the same way.</summary>
    /// <exception cref="PostgresException">A deferred statement was refused; nothing is committed.</exception>
    public static async Task Commit(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        if (!Open.TryGetValue(transaction, out var deferral) || deferral.batch.BatchCommands.Count == 0)
        {
            await transaction.CommitAsync(cancellation);
            return;
        }

        deferral.batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        await deferral.batch.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlBatchCommand Statement(string sql, object?[] values)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            statement.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return statement;
    }

    /// <summary>Forgets what was not committed.</summary>
    public void Dispose()
    {
        Open.Remove(transaction);
        batch.Dispose();
    }
}
