using Dapper;
using Npgsql;

namespace Matchmaking.Webhooks.Sending;

/// <summary>A delivery that was claimed, with what it takes to send it.</summary>
internal sealed record ClaimedDelivery(
    Guid DeliveryId, Guid WebhookId, Guid EventId, int Tries, string Url, string Secret, string? FormerSecret, DateTime? FormerUntil, string Body);

/// <summary>
/// Deliveries that are due, for several senders at a time. A claim is a lease: who dies with it leaves a delivery that falls due again. Of one webhook no
/// more are under way than its limit, over all senders.
/// </summary>
internal sealed class DeliveryQueue(NpgsqlDataSource database)
{
    // The webhook is locked, not the delivery: its limit counts what others have claimed, and of two that count at a time both would find room.
    // Which of them come first is left to chance, so that none waits behind the same others every time. The lock lets deliveries be inserted meanwhile.
    private const string LockWebhooks = """
        select webhook_id from webhook w
        where disabled_reason is null
          and exists (select from delivery d where d.webhook_id = w.webhook_id and state = 'pending' and due_at <= @Now)
          and (select count(*) from delivery d where d.webhook_id = w.webhook_id and state = 'pending' and due_at > @Now and lease is not null) < @PerWebhook
        order by random()
        limit @Free
        for no key update skip locked
        """;

    // A statement of its own: only now are claims seen that were committed while this one waited for its snapshot.
    private const string ClaimDue = """
        with due as (
            select w.webhook_id, d.delivery_id
            from unnest(@Webhooks) as w (webhook_id)
                 cross join lateral (
                    select count(*) as busy from delivery b where b.webhook_id = w.webhook_id and state = 'pending' and due_at > @Now and lease is not null) as under_way
                 cross join lateral (
                    select delivery_id, due_at from delivery q where q.webhook_id = w.webhook_id and state = 'pending' and due_at <= @Now
                    order by due_at, delivery_id limit greatest(@PerWebhook - busy, 0)) as d
            order by d.due_at limit @Free)
        update delivery d set lease = @Lease, due_at = @Until
        from due join webhook w using (webhook_id) join event e on true
        where d.delivery_id = due.delivery_id and e.event_id = d.event_id
        returning d.delivery_id as DeliveryId, d.webhook_id as WebhookId, d.event_id as EventId, d.tries as Tries, w.url as Url,
                  w.secret as Secret, w.former_secret as FormerSecret, w.former_until as FormerUntil, e.body as Body
        """;

    // Nothing when the lease lapsed and somebody else has it, or the webhook is gone.
    private const string FinishAttempt = """
        with done as (
            update delivery set state = @State, attempts = attempts + 1, tries = tries + 1, due_at = @DueAt, lease = null, last_status = @Status, last_error = @Error,
                   finished_at = case when @State = 'pending' then null else @Now end
            where delivery_id = @DeliveryId and lease = @Lease
            returning delivery_id, attempts, organisation)
        insert into attempt (delivery_id, number, organisation, at, status, error, latency_ms)
        select delivery_id, attempts, organisation, @At, @Status, @Error, @LatencyMs from done
        """;

    private const string ClearFailing = "update webhook set failing_since = null where webhook_id = @WebhookId and failing_since is not null";

    private const string MarkFailing = "update webhook set failing_since = @Now where webhook_id = @WebhookId and failing_since is null";

    private const string DisableWebhook = """
        update webhook set disabled_reason = @Reason, revision = revision + 1, updated_at = @Now
        where webhook_id = @WebhookId and disabled_reason is null and (@Reason = 'gone' or failing_since <= @FailingBefore)
        """;

    // What waits for a disabled webhook would wait for ever; as a dead letter it is seen and can be replayed.
    private const string KillPending = """
        update delivery set state = 'dead', last_error = 'webhook_disabled', finished_at = @Now, lease = null
        where webhook_id = @WebhookId and state = 'pending'
        """;

    /// <summary>Claims at most <paramref name="free"/> deliveries until the lease lapses.</summary>
    public async Task<IReadOnlyList<ClaimedDelivery>> Claim(Guid lease, int free, int perWebhook, DateTimeOffset now, TimeSpan duration, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var webhooks = (await connection.QueryAsync<Guid>(new CommandDefinition(
            LockWebhooks, new { Now = now, PerWebhook = perWebhook, Free = free }, transaction, cancellationToken: cancellation))).ToArray();
        if (webhooks.Length == 0)
        {
            return [];
        }

        var claim = new { Webhooks = webhooks, Now = now, Until = now + duration, Lease = lease, Free = free, PerWebhook = perWebhook };
        var claimed = (await connection.QueryAsync<ClaimedDelivery>(new CommandDefinition(ClaimDue, claim, transaction, cancellationToken: cancellation))).AsList();
        await transaction.CommitAsync(cancellation);
        return claimed;
    }

    /// <summary>Notes the attempt and what follows; answers whether it disabled the webhook.</summary>
    public async Task<bool> Finish(ClaimedDelivery delivery, Guid lease, CallResult result, NextStep next, DateTimeOffset at, DateTimeOffset now, TimeSpan patience)
    {
        // A call that was made is noted even when the process is being stopped.
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        var row = new
        {
            delivery.DeliveryId,
            delivery.WebhookId,
            Lease = lease,
            next.State,
            DueAt = next.DueAt ?? now,
            result.Status,
            result.Error,
            At = at,
            Now = now,
            LatencyMs = (int)result.Latency.TotalMilliseconds,
            Reason = result.Error == "gone" ? "gone" : "failing",
            FailingBefore = now - patience,
        };
        // First the webhook, then its deliveries, as where its owner changes it: two that go the other way would wait for each other.
        await connection.ExecuteAsync(result.Error is null ? ClearFailing : MarkFailing, row, transaction);
        var disables = next.State == "dead" && await connection.ExecuteAsync(DisableWebhook, row, transaction) == 1;
        await connection.ExecuteAsync(FinishAttempt, row, transaction);
        if (disables)
        {
            await connection.ExecuteAsync(KillPending, row, transaction);
        }

        await transaction.CommitAsync();
        return disables;
    }
}

/// <summary>What becomes of a delivery after an attempt: delivered, dead, or pending until a time.</summary>
internal sealed record NextStep(string State, DateTimeOffset? DueAt)
{
    /// <summary>Decides it. <paramref name="chance"/> is from 0 to 1.</summary>
    public static NextStep After(CallResult result, int tries, DateTimeOffset now, WebhookOptions options, double chance)
    {
        if (result.Error is null)
        {
            return new NextStep("delivered", null);
        }

        // What is gone stays gone; a receiver may ask for patience, up to the longest wait there is.
        if (result.Error == "gone" || options.RetryAfter(tries) is not { } wait)
        {
            return new NextStep("dead", null);
        }

        wait *= 1 + (options.Jitter * ((2 * chance) - 1));
        return new NextStep("pending", now + (result.RetryAfter > wait ? TimeSpan.FromSeconds(Math.Min(result.RetryAfter.Value.TotalSeconds, options.LongestWait.TotalSeconds)) : wait));
    }
}
