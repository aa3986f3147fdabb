using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Webhooks.Hooks;

/// <summary>DELETE /v1/webhooks/{id}: the webhook goes with its secrets, its deliveries and their log.</summary>
public static class DeleteWebhook
{
    private const string DeleteRow = "delete from webhook where webhook_id = @id";

    /// <summary>Maps the endpoint.</summary>
    public static void MapDeleteWebhook(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/webhooks/{id:guid}", Handle).WithName("DeleteWebhook").WithTags("Webhooks").WithReadProblems(404, 412, 428)
            .Allow(Scopes.Webhooks, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, Caller caller, CallerDatabase database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var row = await WebhookRow.Hold(transaction, id, caller, cancellation);
        if (row is null)
        {
            return Problems.WebhookNotFound(id);
        }

        if (Revisions.Refuse(http, row.Revision) is { } refused)
        {
            return refused;
        }

        await connection.ExecuteAsync(new CommandDefinition(DeleteRow, new { id }, transaction, cancellationToken: cancellation));
        await AuditTrail.Record(transaction, AuditEntry.By(caller, "webhook.deleted", "webhook", $"{id}", row.Revision) with { Organisations = [row.Organisation, caller.Organisation] }, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
