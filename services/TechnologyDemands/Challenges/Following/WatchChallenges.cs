using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges.Following;

/// <summary>Looks for challenges whose time has come. Every change looks first too, so nothing is wrong while this does not run; it only comes later.</summary>
internal sealed partial class WatchChallenges(NpgsqlDataSource database, ChallengeDesk desk, IOptions<ChallengeOptions> options, TimeProvider clock, ILogger<WatchChallenges> log) : BackgroundService
{
    private const string SelectDue = """
        select challenge_id from challenge c
        where (state in ('published', 'publicity') and until <= @Now) or state = 'scoring'
           or (state = 'signing' and exists (select from bid b where b.challenge_id = c.challenge_id and b.round = c.round and b.state = 'awarded' and b.until <= @Now))
        order by challenge_id
        """;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.PollSeconds));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, error);
            }
        }
    }

    /// <summary>Does all that is due now.</summary>
    internal async Task Look(CancellationToken cancellation)
    {
        IEnumerable<Guid> due;
        await using (var connection = await database.OpenConnectionAsync(cancellation))
        {
            due = await connection.QueryAsync<Guid>(new CommandDefinition(SelectDue, new { Now = clock.GetUtcNow() }, cancellationToken: cancellation));
        }

        foreach (var id in due)
        {
            await desk.Follow(id, cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Challenges could not be watched; trying again")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
