using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Webhooks.Sending;

/// <summary>Deletes what is older than it is kept, and former secrets that sign no more; every hour.</summary>
public sealed partial class PurgeDeliveries(NpgsqlDataSource database, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<PurgeDeliveries> log) : BackgroundService
{
    private const string DeleteOld = """
        update webhook set former_secret = null, former_until = null where former_until <= @Now;
        delete from delivery where created_at < @Before and state <> 'pending';
        delete from event e where occurred_at < @Before and not exists (select from delivery d where d.event_id = e.event_id);
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

    /// <summary>Deletes it now.</summary>
    public async Task Purge(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(DeleteOld, new { Now = now, Before = now.AddDays(-options.Value.KeepDays) }, cancellationToken: cancellation));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Old deliveries could not be deleted; trying again in an hour")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
