using System.Diagnostics;
using System.Text.Json;
using Dapper;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Matchmaking.Platform.Messaging;

/// <summary>
/// Publishes what stands in the outbox: claims with FOR UPDATE SKIP LOCKED, publishes a batch with publisher confirms under a time
/// limit, deletes what was confirmed. A message that fails stays, with the same message id, and is retried for ever with backoff;
/// consumers' inbox receipts make the repeats harmless.
/// </summary>
public sealed partial class OutboxRelay(NpgsqlDataSource database, OutboxBus buses, Outbox outbox, OutboxLag lag, ILogger<OutboxRelay> log) : BackgroundService
{
    private const int BatchSize = 500;

    // Measured with a cluster whose leader was killed: a publish in flight can hang for ever, so each has a limit of its own.
    private static readonly TimeSpan PublishLimit = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private const string ClaimMessages = """
        select outbox_id as OutboxId, message_id as MessageId, message_type as MessageType, body as Body,
               trace_parent as TraceParent, trace_state as TraceState
        from outbox_message
        where deliver_after <= now()
        order by outbox_id
        limit @BatchSize
        for update skip locked
        """;

    private const string DeletePublished = "delete from outbox_message where outbox_id = any(@Published)";

    // At most 5 s between tries: the list of a need must follow soon after a broker is back.
    private const string PostponeFailed = """
        update outbox_message
        set attempts = attempts + 1, deliver_after = clock_timestamp() + least(0.25 * 2 ^ least(attempts, 5), 5) * interval '1 second'
        where outbox_id = any(@Failed)
        """;

    private const string DeleteOldReceipts = """
        delete from inbox_receipt where received_at < now() - interval '14 days';
        delete from idempotency_key where created_at < now() - interval '24 hours';
        """;

    internal static readonly ActivitySource Source = new("Matchmaking.Outbox");

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var nextCleaning = DateTime.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await lag.Measure(database, stoppingToken);
                if (await RelayBatch(stoppingToken) == BatchSize)
                {
                    continue;
                }

                if (DateTime.UtcNow >= nextCleaning)
                {
                    nextCleaning = DateTime.UtcNow.AddHours(1);
                    await using var connection = await database.OpenConnectionAsync(stoppingToken);
                    await connection.ExecuteAsync(new CommandDefinition(DeleteOldReceipts, cancellationToken: stoppingToken));
                }

                await outbox.Woken(Poll, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away or the claim was lost. The messages are safe in their table; the loop must outlive anything.
                LogFailed(log, error);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> RelayBatch(CancellationToken cancellation)
    {
        // First: nothing is claimed, and no attempt counted, while the broker is away.
        var bus = await buses.Started(cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var claimed = (await connection.QueryAsync<OutboxMessage>(
            new CommandDefinition(ClaimMessages, new { BatchSize }, transaction, cancellationToken: cancellation))).AsList();
        if (claimed.Count == 0)
        {
            return 0;
        }

        var failures = await Task.WhenAll(claimed.Select(message => TryPublish(bus, message, cancellation)));

        // What has been confirmed must be deleted even when the process is being stopped, or it would be sent again for nothing.
        var published = claimed.Where((_, i) => failures[i] is null).Select(m => m.OutboxId).ToArray();
        await connection.ExecuteAsync(DeletePublished, new { Published = published }, transaction);
        if (published.Length < claimed.Count)
        {
            var failed = claimed.Where((_, i) => failures[i] is not null).Select(m => m.OutboxId).ToArray();
            LogNotPublished(log, failed.Length, claimed.Count, failures.Last(failure => failure is not null)!.Message);
            await connection.ExecuteAsync(PostponeFailed, new { Failed = failed }, transaction);
        }

        await transaction.CommitAsync(CancellationToken.None);
        if (failures.Any(failure => failure?.InnerException is OperationCanceledException))
        {
            buses.Discard();
        }

        return published.Length;
    }

    // Why the message was not confirmed; null when it was.
    private static async Task<Exception?> TryPublish(IBus bus, OutboxMessage message, CancellationToken cancellation)
    {
        using var activity = Source.StartActivity("outbox relay", ActivityKind.Producer, message.TraceParent);
        if (activity is not null)
        {
            activity.TraceStateString = message.TraceState;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(PublishLimit);
        try
        {
            var type = Type.GetType(message.MessageType, throwOnError: true)!;
            var body = JsonSerializer.Deserialize(message.Body, type, Outbox.Json)!;
            await bus.Publish(
                body,
                type,
                Pipe.Execute<PublishContext>(context =>
                {
                    context.MessageId = message.MessageId;
                    // Without a bound queue the broker would drop the message and still confirm it.
                    context.Mandatory = true;
                }),
                limit.Token).WaitAsync(limit.Token);
            return null;
        }
        catch (Exception error)
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.GetType().Name);
            return new InvalidOperationException($"{error.GetType().Name}: {error.Message} ({message.MessageType})", error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be relayed; trying again")]
    private static partial void LogFailed(ILogger logger, Exception error);

    // One line for a batch: with the broker away every message fails for the same reason.
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Failed} of {Claimed} messages stay in the outbox and are tried again; the last because of {Reason}")]
    private static partial void LogNotPublished(ILogger logger, int failed, int claimed, string? reason);

    private sealed record OutboxMessage(long OutboxId, Guid MessageId, string MessageType, string Body, string? TraceParent, string? TraceState);
}
