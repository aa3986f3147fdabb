using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Identity.Keys;

/// <summary>Sees to the keys before the first request and again every <see cref="KeyOptions.PollSeconds"/>.</summary>
internal sealed partial class KeyRotation(SigningKeyRing ring, IOptions<KeyOptions> options, ILogger<KeyRotation> log) : BackgroundService
{
    // A key that cannot be read ends the start: what signs must not be guessed.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ring.Look(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.PollSeconds));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ring.Look(stoppingToken);
            }
            catch (NpgsqlException error)
            {
                LogFailed(log, error);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signing keys were not looked at; those of the last look stay in use")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
