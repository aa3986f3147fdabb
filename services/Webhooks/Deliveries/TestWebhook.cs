using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Webhooks.Events;
using Matchmaking.Webhooks.Hooks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Webhooks.Deliveries;

/// <summary>POST /v1/webhooks/{id}:test: sends a matchmaking.webhook.test, signed and retried as any other event.</summary>
public static class TestWebhook
{
    private const string InsertEvent = "insert into event (event_id, type, body, occurred_at) values (@EventId, @Type, @Body, @Now)";

    private const string InsertDelivery = $"""
        insert into delivery (delivery_id, webhook_id, event_id, organisation, event_type, state, due_at, created_at)
        values (@DeliveryId, @Id, @EventId, @Organisation, @Type, 'pending', @Now, @Now)
        returning {DeliveryRow.Columns}
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapTestWebhook(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks/{id:guid}:test", Handle).WithName("TestWebhook").WithTags("Webhooks").WithReadProblems(400, 404, 409, 422)
            .Allow(Scopes.Webhooks, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Created<DeliveryView>, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, Caller caller, DeliverySignal signal, IOptions<WebhookOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        var outcome = await Idempotency.Run<WebhookTest, DeliveryView>(
            http, new WebhookTest(id), transaction => Queue(transaction, id, caller, options.Value.Source, clock.GetUtcNow(), cancellation), cancellation);
        signal.Wake();
        return outcome;
    }

    private static async Task<Results<Created<DeliveryView>, ProblemHttpResult>> Queue(
        NpgsqlTransaction transaction, Guid id, Caller caller, string source, DateTimeOffset now, CancellationToken cancellation)
    {
        var webhook = await WebhookRow.Hold(transaction, id, caller, cancellation);
        if (webhook is null)
        {
            return Problems.WebhookNotFound(id);
        }

        if (webhook.DisabledReason is not null)
        {
            return Problems.WebhookDisabled(webhook.DisabledReason);
        }

        var test = new CloudEvent(Guid.CreateVersion7(now), EventTypes.Test, $"webhooks/{id}", now, new WebhookTest(id));
        var row = new { EventId = test.Id, test.Type, Body = test.Body(source), Now = now, DeliveryId = Guid.CreateVersion7(now), Id = id, webhook.Organisation };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertEvent, row, transaction, cancellationToken: cancellation));
        var delivery = await transaction.Connection!.QuerySingleAsync<DeliveryRow>(new CommandDefinition(InsertDelivery, row, transaction, cancellationToken: cancellation));
        return TypedResults.Created($"/v1/webhooks/{id}/deliveries/{delivery.Id}", delivery.View([]));
    }

    // Data of the test.
    private sealed record WebhookTest(Guid WebhookId);
}
