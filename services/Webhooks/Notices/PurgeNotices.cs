using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Webhooks.Notices;

/// <summary>Deletes notices that are older than they are kept, and turns of needs that later ones have followed; every hour.</summary>
public sealed partial class PurgeNotices(NpgsqlDataSource database, IOptions<NoticeOptions> options, TimeProvider clock, ILogger<PurgeNotices> log) : BackgroundService
{
    private const string DeleteOld = """
        delete from notice where created_at < @Before;
        delete from demand_turn t where at < @Before and exists (select from demand_turn n where n.demand_id = t.demand_id and n.revision > t.revision);
        """;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1));
        do
        {
            try
            {
                await Purge(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Deletes them now.</summary>
    public async Task Purge(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(DeleteOld, new { Before = clock.GetUtcNow().AddDays(-options.Value.KeepDays) }, cancellationToken: cancellation));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Old notices could not be deleted; trying again in an hour")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
