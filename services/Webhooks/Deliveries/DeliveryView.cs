using Dapper;
using Npgsql;

namespace Matchmaking.Webhooks.Deliveries;

/// <summary>One call of a receiver.</summary>
/// <param name="Number">From 1, going on when the delivery is replayed.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="Error">Null when it was delivered, else a stable code.</param>
/// <param name="LatencyMs">Milliseconds to the head of the answer, or to the failure.</param>
public sealed record AttemptView(int Number, DateTime At, int? Status, string? Error, int LatencyMs);

/// <summary>An event on its way to a webhook.</summary>
/// <param name="Id">Identity of the delivery.</param>
/// <param name="EventId">Identity of the event: the webhook-id header, and the id of the CloudEvent.</param>
/// <param name="EventType">Its kind.</param>
/// <param name="State">pending, delivered or dead.</param>
/// <param name="Attempts">How often the receiver was called.</param>
/// <param name="NextAttemptAt">When it is called next, UTC; null unless pending.</param>
/// <param name="LastStatus">HTTP status of the last answer; null when there was none.</param>
/// <param name="LastError">Why it was not delivered, as a code; null when it was.</param>
/// <param name="CreatedAt">When it was queued, UTC.</param>
/// <param name="FinishedAt">When it was delivered or given up, UTC; null while pending.</param>
/// <param name="Log">The last twenty attempts, newest first.</param>
public sealed record DeliveryView(
    Guid Id, Guid EventId, string EventType, string State, int Attempts, DateTime? NextAttemptAt, int? LastStatus, string? LastError, DateTime CreatedAt,
    DateTime? FinishedAt, IReadOnlyList<AttemptView> Log);

/// <summary>A row of the table.</summary>
internal sealed record DeliveryRow(
    Guid Id, Guid EventId, string EventType, string State, int Attempts, DateTime? NextAttemptAt, int? LastStatus, string? LastError, DateTime CreatedAt, DateTime? FinishedAt)
{
    /// <summary>Its columns.</summary>
    public const string Columns = """
        delivery_id as Id, event_id as EventId, event_type as EventType, state as State, attempts as Attempts, case when state = 'pending' then due_at end as NextAttemptAt,
        last_status as LastStatus, last_error as LastError, created_at as CreatedAt, finished_at as FinishedAt
        """;

    private const string SelectAttempts = """
        select delivery_id as DeliveryId, a.number as Number, at as At, status as Status, error as Error, latency_ms as LatencyMs
        from unnest(@Ids) as wanted cross join lateral (select * from attempt where delivery_id = wanted order by number desc limit 20) as a
        order by delivery_id, a.number desc
        """;

    /// <summary>The deliveries with their attempts.</summary>
    public static async Task<IReadOnlyList<DeliveryView>> Views(NpgsqlConnection connection, IReadOnlyList<DeliveryRow> rows, CancellationToken cancellation)
    {
        var attempts = (await connection.QueryAsync<AttemptRow>(
            new CommandDefinition(SelectAttempts, new { Ids = rows.Select(row => row.Id).ToArray() }, cancellationToken: cancellation))).ToLookup(a => a.DeliveryId);
        return [.. rows.Select(row => row.View([.. attempts[row.Id].Select(a => new AttemptView(a.Number, a.At, a.Status, a.Error, a.LatencyMs))]))];
    }

    /// <summary>The delivery with the attempts given.</summary>
    public DeliveryView View(IReadOnlyList<AttemptView> log) =>
        new(Id, EventId, EventType, State, Attempts, NextAttemptAt, LastStatus, LastError, CreatedAt, FinishedAt, log);

    private sealed record AttemptRow(Guid DeliveryId, int Number, DateTime At, int? Status, string? Error, int LatencyMs);
}
