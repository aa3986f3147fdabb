using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Webhooks.Hooks;

/// <summary>GET /v1/webhooks: the webhooks of the caller's organisation, of all organisations for an operator; oldest first.</summary>
public static class ListWebhooks
{
    private const string SelectWebhooks = $"""
        select {WebhookRow.Columns} from webhook
        where (@Only::text is null or organisation = @Only)
        """;

    private static readonly Sorting<WebhookRow> Sorting = new Sorting<WebhookRow>("createdAt").By("createdAt", "webhook_id", w => w.Id).By("url", "url", w => w.Url);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListWebhooks(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/webhooks", Handle).WithName("ListWebhooks").WithTags("Webhooks").Sorted(Sorting).WithReadProblems(400)
            .Allow(Scopes.Webhooks, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<KeysetPage<WebhookView>>, ProblemHttpResult>> Handle(
        string? sort, int? limit, string? cursor, HttpContext http, Caller caller, CallerDatabase database, TimeProvider clock, CancellationToken cancellation)
    {
        if (Sorting.TryRead(sort, limit, cursor, out var page) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<WebhookRow>(
            new CommandDefinition(page.Of(SelectWebhooks), page.With(new { Only = caller.OnlyOrganisation }), cancellationToken: cancellation));
        var now = clock.GetUtcNow();
        return TypedResults.Ok(page.Page(http, found.AsList(), row => row.View(now)));
    }
}
