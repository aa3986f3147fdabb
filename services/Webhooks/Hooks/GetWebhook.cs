using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Webhooks.Hooks;

/// <summary>GET /v1/webhooks/{id}.</summary>
public static class GetWebhook
{
    private const string SelectWebhook = $"select {WebhookRow.Columns} from webhook where webhook_id = @id and (@Only::text is null or organisation = @Only)";

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetWebhook(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/webhooks/{id:guid}", Handle).WithName("GetWebhook").WithTags("Webhooks").WithReadProblems(404)
            .Allow(Scopes.Webhooks, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<WebhookView>, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, Caller caller, CallerDatabase database, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<WebhookRow>(
            new CommandDefinition(SelectWebhook, new { id, Only = caller.OnlyOrganisation }, cancellationToken: cancellation));
        if (row is null)
        {
            return Problems.WebhookNotFound(id);
        }

        Revisions.SetETag(http, row.Revision);
        return TypedResults.Ok(row.View(clock.GetUtcNow()));
    }
}
