using System.Reflection;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Platform.Storage;

/// <summary>
/// Applies the numbered <c>Schema/NNNN_*.sql</c> files embedded in Platform and in the service, each once, each in a transaction,
/// under an advisory lock, so that several replicas may start together. Waits for a database that is not there yet.
/// </summary>
public sealed partial class SchemaMigrator(IOptions<DatabaseOptions> options, Assembly service, ILogger<SchemaMigrator> log) : IHostedService
{
    // Any constant does; all replicas of a service use the same one in the same database.
    private const long AdvisoryLock = 7_226_015_530_181;

    private const string CreateHistory = "create table if not exists schema_history (script text primary key, applied_at timestamptz not null default now())";

    private const string InsertHistory = "insert into schema_history (script) values (@Script)";

    /// <summary>Migrates, retrying for ever while the database cannot be reached. A faulty script ends the start.</summary>
    /// <exception cref="PostgresException">A script was refused by the database.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var wait = TimeSpan.FromMilliseconds(200);
        while (true)
        {
            try
            {
                await Migrate(cancellationToken);
                return;
            }
            catch (NpgsqlException error) when (error is not PostgresException || error.IsTransient)
            {
                LogWaiting(log, error.Message);
                await Task.Delay(wait, cancellationToken);
                wait = wait * 2 < TimeSpan.FromSeconds(5) ? wait * 2 : TimeSpan.FromSeconds(5);
            }
        }
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Migrate(CancellationToken cancellation)
    {
        // The owner's only connection: nothing of a request or a message runs as the owner.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { Pooling = false, IncludeErrorDetail = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        // No time limit: another replica may be at a long script.
        await connection.ExecuteAsync("select pg_advisory_lock(@Key)", new { Key = AdvisoryLock }, commandTimeout: 0);
        try
        {
            await connection.ExecuteAsync(CreateHistory);
            var applied = (await connection.QueryAsync<string>("select script from schema_history")).ToHashSet(StringComparer.Ordinal);
            foreach (var (script, sql) in Scripts(typeof(SchemaMigrator).Assembly).Concat(Scripts(service)).Where(s => !applied.Contains(s.Script)))
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                await connection.ExecuteAsync(sql, transaction: transaction, commandTimeout: 0);
                await connection.ExecuteAsync(InsertHistory, new { Script = script }, transaction);
                await transaction.CommitAsync(cancellation);
                LogApplied(log, script);
            }
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@Key)", new { Key = AdvisoryLock });
        }
    }

    private static IEnumerable<(string Script, string Sql)> Scripts(Assembly assembly) =>
        assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return (name, reader.ReadToEnd());
            });

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for the database: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied schema script {Script}")]
    private static partial void LogApplied(ILogger logger, string script);
}
