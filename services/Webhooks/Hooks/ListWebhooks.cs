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
        where (@Only::text is null or organisation = @Only) and (@After::uuid is null or webhook_id > @After)
        order by webhook_id
        limit @Rows + 1
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapListWebhooks(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/webhooks", Handle).WithName("ListWebhooks").WithTags("Webhooks").WithReadProblems(400)
            .Allow(Scopes.Webhooks, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<KeysetPage<WebhookView>>, ProblemHttpResult>> Handle(
        int? limit, string? cursor, HttpContext http, Caller caller, CallerDatabase database, TimeProvider clock, CancellationToken cancellation)
    {
        if (Keyset.TryRead<Guid?>(limit, cursor, out var rows, out var after) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<WebhookRow>(
            new CommandDefinition(SelectWebhooks, new { Only = caller.OnlyOrganisation, After = after, Rows = rows }, cancellationToken: cancellation));
        var now = clock.GetUtcNow();
        return TypedResults.Ok(Keyset.Page(http, [.. found.Select(row => row.View(now))], rows, w => w.Id));
    }
}
