using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Webhooks.Deliveries;

/// <summary>GET /v1/webhooks/{id}/deliveries/{deliveryId}.</summary>
public static class GetDelivery
{
    private const string SelectDelivery = $"""
        select {DeliveryRow.Columns} from delivery
        where webhook_id = @id and delivery_id = @deliveryId and (@Only::text is null or organisation = @Only)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetDelivery(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/webhooks/{id:guid}/deliveries/{deliveryId:guid}", Handle).WithName("GetDelivery").WithTags("Deliveries").WithReadProblems(404)
            .Allow(Scopes.Webhooks, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<DeliveryView>, ProblemHttpResult>> Handle(
        Guid id, Guid deliveryId, Caller caller, CallerDatabase database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<DeliveryRow>(
            new CommandDefinition(SelectDelivery, new { id, deliveryId, Only = caller.OnlyOrganisation }, cancellationToken: cancellation));
        return row is null ? Problems.DeliveryNotFound(deliveryId) : TypedResults.Ok((await DeliveryRow.Views(connection, [row], cancellation))[0]);
    }
}
