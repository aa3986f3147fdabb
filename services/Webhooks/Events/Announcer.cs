using Dapper;
using Matchmaking.Erasure;
using Matchmaking.Platform.Messaging;
using Matchmaking.Webhooks.Deliveries;
using Matchmaking.Webhooks.Notices;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Webhooks.Events;

/// <summary>Tells organisations of an event, each of them once however often and in whatever order it is told: as deliveries to webhooks, and as a notice, which may go by mail.</summary>
public sealed class Announcer(NpgsqlDataSource database, DeliverySignal signal, IOptions<WebhookOptions> webhooks, IOptions<NoticeOptions> notices, TimeProvider clock)
{
    private const string InsertEvent = """
        insert into event (event_id, type, body, occurred_at) values (@Id, @Type, @Body, @OccurredAt) on conflict on constraint event_once do nothing
        """;

    private const string InsertWaiting = "insert into waiting_event (party_id, event_id) values (@PartyId, @EventId)";

    /// <summary>Tells it in the transaction of the message's receipt. Nothing is told of an expert who was erased.</summary>
    internal async Task Tell(Guid messageId, string consumer, Guid? named, IReadOnlyList<Telling> tellings, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await Inbox.TryReceive(transaction, messageId, consumer, cancellation) && (named is not { } talent || !await ErasedTalents.Holds(transaction, talent, cancellation)))
        {
            await Tell(transaction, tellings, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        signal.Wake();
    }

    /// <summary>Tells it in a transaction of the caller's.</summary>
    internal async Task Tell(NpgsqlTransaction transaction, IReadOnlyList<Telling> tellings, CancellationToken cancellation)
    {
        foreach (var telling in tellings)
        {
            await Tell(transaction, telling, cancellation);
        }
    }

    private async Task Tell(NpgsqlTransaction transaction, Telling telling, CancellationToken cancellation)
    {
        var (connection, told, now) = (transaction.Connection!, telling.Event, clock.GetUtcNow());
        // What is older than it is kept may have been told and forgotten: it is not told again.
        var isPosted = telling.IsPosted && told.OccurredAt > now.AddDays(-webhooks.Value.KeepDays)
            && await connection.ExecuteAsync(new CommandDefinition(
                InsertEvent, new { told.Id, told.Type, Body = told.Body(webhooks.Value.Source), told.OccurredAt }, transaction, cancellationToken: cancellation)) == 1;
        var isNoticed = told.OccurredAt > now.AddDays(-notices.Value.KeepDays);
        foreach (var to in telling.To)
        {
            var organisation = to.Organisation ?? (to.PartyId is { } party ? await PartyRow.Hold(transaction, party, cancellation) : null);
            if (isPosted && organisation is not null)
            {
                await QueueDeliveries.For(transaction, told.Id, organisation, now, cancellation);
            }
            else if (isPosted && to.PartyId is { } unknown)
            {
                await connection.ExecuteAsync(new CommandDefinition(InsertWaiting, new { PartyId = unknown, EventId = told.Id }, transaction, cancellationToken: cancellation));
            }

            if (isNoticed)
            {
                await StoreNotices.Store(transaction, told, to, organisation, now, cancellation);
            }
        }
    }
}
