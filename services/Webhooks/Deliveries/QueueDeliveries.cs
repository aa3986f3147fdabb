using Dapper;
using Npgsql;

namespace Matchmaking.Webhooks.Deliveries;

/// <summary>Queues an event for the webhooks of an organisation that asked for its kind.</summary>
internal static class QueueDeliveries
{
    // An event from before the webhook is not sent to it: when old decisions are told again, a new webhook would get them all. Clocks of
    // servers differ, hence the minutes. For a disabled webhook it is a dead letter at once, to be replayed when the webhook works again.
    private const string InsertDeliveries = """
        insert into delivery (delivery_id, webhook_id, event_id, organisation, event_type, state, last_error, due_at, created_at, finished_at)
        select uuid, webhook_id, event_id, w.organisation, e.type, case when disabled_reason is null then 'pending' else 'dead' end,
               case when disabled_reason is not null then 'webhook_disabled' end, @Now, @Now, case when disabled_reason is not null then @Now end
        from event e join webhook w on w.organisation = @Organisation and e.type = any(w.events) and e.occurred_at >= w.created_at - interval '5 minutes'
             join unnest(@Webhooks, @Ids) as identity (webhook, uuid) on webhook = webhook_id
        where event_id = @EventId
        on conflict on constraint delivery_once do nothing
        """;

    private const string SelectWebhooks = "select webhook_id from webhook where organisation = @Organisation";

    /// <summary>Inserts the deliveries within <paramref name="transaction"/>, at most one for each webhook, however often it is called.</summary>
    public static async Task For(NpgsqlTransaction transaction, Guid eventId, string organisation, DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var webhooks = (await connection.QueryAsync<Guid>(
            new CommandDefinition(SelectWebhooks, new { Organisation = organisation }, transaction, cancellationToken: cancellation))).ToArray();
        if (webhooks.Length > 0)
        {
            var rows = new { EventId = eventId, Organisation = organisation, Now = now, Webhooks = webhooks, Ids = webhooks.Select(_ => Guid.CreateVersion7(now)).ToArray() };
            await connection.ExecuteAsync(new CommandDefinition(InsertDeliveries, rows, transaction, cancellationToken: cancellation));
        }
    }
}
