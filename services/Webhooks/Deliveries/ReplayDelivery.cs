using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Webhooks.Hooks;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Webhooks.Deliveries;

/// <summary>POST /v1/webhooks/{id}/deliveries/{deliveryId}:replay: sends it again, dead or delivered, under the same webhook-id and with all its attempts.</summary>
public static class ReplayDelivery
{
    private const string UpdateDelivery = $"""
        update delivery set state = 'pending', tries = 0, due_at = @Now, finished_at = null
        where webhook_id = @Id and delivery_id = @DeliveryId and state <> 'pending'
        returning {DeliveryRow.Columns}
        """;

    private const string SelectDelivery = "select exists (select from delivery where webhook_id = @Id and delivery_id = @DeliveryId)";

    /// <summary>Maps the endpoint.</summary>
    public static void MapReplayDelivery(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks/{id:guid}/deliveries/{deliveryId:guid}:replay", Handle).WithName("ReplayDelivery").WithTags("Deliveries").WithReadProblems(400, 404, 409, 422)
            .Allow(Scopes.Webhooks, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Created<DeliveryView>, ProblemHttpResult>> Handle(
        Guid id, Guid deliveryId, HttpContext http, Caller caller, DeliverySignal signal, TimeProvider clock, CancellationToken cancellation)
    {
        var outcome = await Idempotency.Run<Replay, DeliveryView>(
            http, new Replay(deliveryId), transaction => Queue(transaction, id, deliveryId, caller, clock.GetUtcNow(), cancellation), cancellation);
        signal.Wake();
        return outcome;
    }

    private static async Task<Results<Created<DeliveryView>, ProblemHttpResult>> Queue(
        NpgsqlTransaction transaction, Guid id, Guid deliveryId, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var webhook = await WebhookRow.Hold(transaction, id, caller, cancellation);
        if (webhook is null)
        {
            return Problems.WebhookNotFound(id);
        }

        var key = new { Id = id, DeliveryId = deliveryId, Now = now };
        if (!await connection.QuerySingleAsync<bool>(new CommandDefinition(SelectDelivery, key, transaction, cancellationToken: cancellation)))
        {
            return Problems.DeliveryNotFound(deliveryId);
        }

        if (webhook.DisabledReason is not null)
        {
            return Problems.WebhookDisabled(webhook.DisabledReason);
        }

        var row = await connection.QuerySingleOrDefaultAsync<DeliveryRow>(new CommandDefinition(UpdateDelivery, key, transaction, cancellationToken: cancellation));
        return row is null
            ? Problems.DeliveryPending()
            : TypedResults.Created($"/v1/webhooks/{id}/deliveries/{deliveryId}", (await DeliveryRow.Views(connection, [row], cancellation))[0]);
    }

    private sealed record Replay(Guid DeliveryId);
}
