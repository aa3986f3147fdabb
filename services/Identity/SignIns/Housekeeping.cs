using Dapper;
using Npgsql;

namespace Matchmaking.Identity.SignIns;

/// <summary>Deletes once an hour what is over: sign-ins after 90 days, refresh tokens a day after their family ended by age, secrets that were replaced.</summary>
internal sealed partial class Housekeeping(NpgsqlDataSource database, TimeProvider clock, ILogger<Housekeeping> log) : BackgroundService
{
    private const string DeleteOver = """
        delete from sign_in where at < @Now - interval '90 days';
        delete from refresh_family where expires_at < @Now - interval '1 day';
        delete from client_secret where expires_at < @Now;
        """;

    /// <summary>Deletes what is over now.</summary>
    public async Task Tidy(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(DeleteOver, new { Now = clock.GetUtcNow() }, cancellationToken: cancellation));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1));
        do
        {
            try
            {
                await Tidy(stoppingToken);
            }
            catch (NpgsqlException error)
            {
                LogFailed(log, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is over was not deleted; the next try is in an hour")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
