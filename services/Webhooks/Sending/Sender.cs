using System.Security.Cryptography;
using Matchmaking.Platform;
using Matchmaking.Webhooks.Deliveries;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Webhooks.Sending;

/// <summary>
/// Sends what is due. A call that was made and could not be noted, for the process died, is made again with the same webhook-id when its lease has
/// lapsed: receivers get everything at least once and tell repeats by that id.
/// </summary>
public sealed partial class Sender(
    NpgsqlDataSource database, Receivers receivers, Box secrets, DeliverySignal signal, IOptions<WebhookOptions> settings, TimeProvider clock, ILogger<Sender> log)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private readonly WebhookOptions options = settings.Value;
    private readonly DeliveryQueue queue = new(database);
    private readonly List<Task> underWay = [];

    // Far beyond the time a call may take: a lease that lapses under a living sender doubles a call.
    private TimeSpan LeaseDuration => TimeSpan.FromSeconds((3 * options.TimeoutSeconds) + 10);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SendDue(stoppingToken);
                await signal.Wait(Poll, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away. What is due stays so; the loop must outlive anything.
                LogFailed(log, error);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                // The end. An answer that has come is still noted.
                await Task.WhenAll(underWay);
            }
        }
    }

    // Starts as many calls as there is room for and does not wait for them: a slow receiver holds up nobody else.
    private async Task SendDue(CancellationToken cancellation)
    {
        underWay.RemoveAll(call => call.IsCompleted);
        var free = options.Concurrency - underWay.Count;
        if (free <= 0)
        {
            return;
        }

        var lease = Guid.NewGuid();
        foreach (var delivery in await queue.Claim(lease, free, options.ConcurrencyPerWebhook, clock.GetUtcNow(), LeaseDuration, cancellation))
        {
            underWay.Add(Send(delivery, lease, cancellation));
        }
    }

    private async Task Send(ClaimedDelivery delivery, Guid lease, CancellationToken cancellation)
    {
        try
        {
            var at = clock.GetUtcNow();
            var result = await Call(delivery, at, cancellation);
            var now = clock.GetUtcNow();
            var next = NextStep.After(result, delivery.Tries + 1, now, options, Random.Shared.NextDouble());
            if (await queue.Finish(delivery, lease, result, next, at, now, TimeSpan.FromDays(options.FailingDays)))
            {
                LogDisabled(log, delivery.WebhookId, result.Error);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            LogInterrupted(log, delivery.DeliveryId);
        }
        catch (Exception error)
        {
            // It falls due again with the end of its lease.
            LogNotNoted(log, error, delivery.DeliveryId);
        }
        finally
        {
            signal.Wake();
        }
    }

    private async Task<CallResult> Call(ClaimedDelivery delivery, DateTimeOffset at, CancellationToken cancellation)
    {
        string[] keys;
        try
        {
            keys = delivery.FormerSecret is not null && delivery.FormerUntil > at.UtcDateTime
                ? [secrets.Open(delivery.WebhookId, delivery.Secret), secrets.Open(delivery.WebhookId, delivery.FormerSecret)]
                : [secrets.Open(delivery.WebhookId, delivery.Secret)];
        }
        catch (CryptographicException error)
        {
            LogUnreadable(log, error, delivery.WebhookId);
            return new CallResult(null, "secret_unreadable", TimeSpan.Zero);
        }

        return await receivers.Post(delivery.Url, $"{delivery.EventId}", at, delivery.Body, keys, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Deliveries could not be claimed; trying again")]
    private static partial void LogFailed(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Delivery} was interrupted and is sent again")]
    private static partial void LogInterrupted(ILogger logger, Guid delivery);

    [LoggerMessage(Level = LogLevel.Error, Message = "What came of delivery {Delivery} could not be noted; it is sent again")]
    private static partial void LogNotNoted(ILogger logger, Exception error, Guid delivery);

    [LoggerMessage(Level = LogLevel.Error, Message = "The secret of webhook {Webhook} cannot be decrypted; its owner must rotate it")]
    private static partial void LogUnreadable(ILogger logger, Exception error, Guid webhook);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Webhook} is disabled: {Error}")]
    private static partial void LogDisabled(ILogger logger, Guid webhook, string? error);
}
