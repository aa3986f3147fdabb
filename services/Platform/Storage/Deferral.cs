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
    private readonly NpgsqlBatch batch;

    private Deferral(NpgsqlTransaction transaction) => (this.transaction, batch) = (transaction, new NpgsqlBatch(transaction.Connection, transaction));

    /// <summary>From here on <see cref="Execute"/> keeps the statements of <paramref name="transaction"/>, until this is disposed.</summary>
    public static Deferral Of(NpgsqlTransaction transaction)
    {
        var deferral = new Deferral(transaction);
        Open.Add(transaction, deferral);
        return deferral;
    }

    /// <summary>Executes a statement with parameters $1, $2 and so on, at the commit where the transaction defers and at once where it does not.</summary>
    public static async Task Execute(NpgsqlTransaction transaction, string sql, CancellationToken cancellation, params object?[] values)
    {
        var parameters = values.Select(value => new NpgsqlParameter { Value = value ?? DBNull.Value });
        if (Open.TryGetValue(transaction, out var deferral))
        {
            deferral.batch.BatchCommands.Add(Fill(new NpgsqlBatchCommand(sql)));
            return;
        }

        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        command.Parameters.AddRange(parameters.ToArray());
        await command.ExecuteNonQueryAsync(cancellation);

        NpgsqlBatchCommand Fill(NpgsqlBatchCommand statement)
        {
            foreach (var parameter in parameters)
            {
                statement.Parameters.Add(parameter);
            }

            return statement;
        }
    }

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

    /// <summary>Forgets what was not committed.</summary>
    public void Dispose()
    {
        Open.Remove(transaction);
        batch.Dispose();
    }
}
