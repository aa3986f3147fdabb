using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Audit;

/// <summary>
/// Chains what was written down, in the background: one process a database at a time, which holds an advisory lock as long as its connection lives.
/// It looks every <see cref="Poll"/>; nobody waits for a place in the chain, so nothing needs to wake it.
/// </summary>
internal sealed partial class ChainEntries(NpgsqlDataSource database, IOptions<AuditOptions> options, TimeProvider clock, ILogger<ChainEntries> log) : BackgroundService
{
    // Any constant does that nobody else takes in the same database.
    private const long AdvisoryLock = 7_226_015_530_186;

    /// <summary>How long an entry waits at most while others are not chained.</summary>
    internal static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Lead(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away, or the disk of the witness full. The entries are safe in their table; the loop must outlive anything.
                LogFailed(log, error);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Lead(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        while (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select pg_try_advisory_lock(@Key)", new { Key = AdvisoryLock }, cancellationToken: cancellation)))
        {
            await Task.Delay(Poll, cancellation);
        }

        try
        {
            using var witness = options.Value.WitnessFolder is { } folder ? Witness.Open(folder, connection.Database) : null;
            var chains = new Chains(connection, witness, clock);
            if (await chains.TakeUp(cancellation) is { Length: > 0 } contradicted)
            {
                LogContradicted(log, contradicted.Length, contradicted[0]);
            }

            while (true)
            {
                if (await chains.Extend(cancellation) < Chains.BatchSize)
                {
                    await Task.Delay(Poll, cancellation);
                }
            }
        }
        finally
        {
            // Back in the pool the connection would hold the lock until somebody else takes it.
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await connection.ExecuteAsync("select pg_advisory_unlock_all()");
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit trail could not be chained; trying again")]
    private static partial void LogFailed(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The witness contradicts the chains of {Count} organisations, such as {Organisation}: nothing is added to them; deploy/audit-verify says more")]
    private static partial void LogContradicted(ILogger logger, int count, string organisation);
}
