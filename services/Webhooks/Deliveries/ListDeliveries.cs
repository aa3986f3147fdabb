using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Webhooks.Deliveries;

/// <summary>GET /v1/webhooks/{id}/deliveries: what was sent to a webhook and what came of it, newest first; by state.</summary>
public static class ListDeliveries
{
    private const string SelectWebhook = "select exists (select from webhook where webhook_id = @Id and (@Only::text is null or organisation = @Only))";

    private const string SelectDeliveries = $"""
        select {DeliveryRow.Columns} from delivery
        where webhook_id = @Id and (@State::text is null or state = @State) and (@After::uuid is null or delivery_id < @After)
        order by delivery_id desc
        limit @Rows + 1
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapListDeliveries(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/webhooks/{id:guid}/deliveries", Handle).WithName("ListDeliveries").WithTags("Deliveries").WithReadProblems(400, 404)
            .Allow(Scopes.Webhooks, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<KeysetPage<DeliveryView>>, ProblemHttpResult>> Handle(
        Guid id, string? state, int? limit, string? cursor, HttpContext http, Caller caller, CallerDatabase database, CancellationToken cancellation)
    {
        var fault = Keyset.TryRead<Guid?>(limit, cursor, out var rows, out var after)
            ?? (state is not (null or "pending" or "delivered" or "dead") ? new FieldError("state", "unknown_state", "One of: pending, delivered, dead.") : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var filter = new { Id = id, Only = caller.OnlyOrganisation, State = state, After = after, Rows = rows };
        if (!await connection.QuerySingleAsync<bool>(new CommandDefinition(SelectWebhook, filter, cancellationToken: cancellation)))
        {
            return Problems.WebhookNotFound(id);
        }

        var found = (await connection.QueryAsync<DeliveryRow>(new CommandDefinition(SelectDeliveries, filter, cancellationToken: cancellation))).AsList();
        return TypedResults.Ok(Keyset.Page(http, await DeliveryRow.Views(connection, found, cancellation), rows, d => d.Id));
    }
}
