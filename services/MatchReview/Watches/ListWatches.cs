using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.MatchReview.Watches;

/// <summary>GET /v1/watches: what the caller's organisation watches for, latest first.</summary>
public static class ListWatches
{
    // Whose they are is the business of row-level security.
    private const string SelectWatches = $"select {WatchView.Columns} from watch w where true";

    private static readonly Sorting<WatchView> Sorting = new Sorting<WatchView>("-id")
        .By("id", "w.watch_id", w => w.Id)
        .By("createdAt", "w.created_at", w => w.CreatedAt);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListWatches(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/watches", Handle).WithName("ListWatches").WithTags("Watches").Allow(Scopes.MatchesRead, Roles.Enterprise, Roles.Institute).Sorted(Sorting).WithReadProblems(400);

    private static async Task<Results<Ok<KeysetPage<WatchView>>, ProblemHttpResult>> Handle(
        string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        if (Sorting.TryRead(sort, limit, cursor, out var page) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<WatchView>(new CommandDefinition(page.Of(SelectWatches), page.With(new { }), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, rows.AsList()));
    }
}
