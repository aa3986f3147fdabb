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
        where webhook_id = @Id and (@State::text is null or state = @State)
        """;

    private static readonly Sorting<DeliveryRow> Sorting = new Sorting<DeliveryRow>("-createdAt").By("createdAt", "delivery_id", d => d.Id).By("attempts", "attempts::bigint", d => (long)d.Attempts);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListDeliveries(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/webhooks/{id:guid}/deliveries", Handle).WithName("ListDeliveries").WithTags("Deliveries").Sorted(Sorting).WithReadProblems(400, 404)
            .Allow(Scopes.Webhooks, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<KeysetPage<DeliveryView>>, ProblemHttpResult>> Handle(
        Guid id, string? state, string? sort, int? limit, string? cursor, HttpContext http, Caller caller, CallerDatabase database, CancellationToken cancellation)
    {
        var fault = Sorting.TryRead(sort, limit, cursor, out var page)
            ?? (state is not (null or "pending" or "delivered" or "dead") ? new FieldError("state", "unknown_state", "One of: pending, delivered, dead.") : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var filter = new { Id = id, Only = caller.OnlyOrganisation, State = state };
        if (!await connection.QuerySingleAsync<bool>(new CommandDefinition(SelectWebhook, filter, cancellationToken: cancellation)))
        {
            return Problems.WebhookNotFound(id);
        }

        var found = (await connection.QueryAsync<DeliveryRow>(new CommandDefinition(page.Of(SelectDeliveries), page.With(filter), cancellationToken: cancellation))).AsList();
        var views = (await DeliveryRow.Views(connection, found, cancellation)).ToDictionary(view => view.Id);
        return TypedResults.Ok(page.Page(http, found, row => views[row.Id]));
    }
}
