using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.MatchReview.Watches;

/// <summary>GET /v1/watches/{id}: one watch of the caller's organisation.</summary>
public static class GetWatch
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetWatch(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/watches/{id:guid}", Handle).WithName("GetWatch").WithTags("Watches").Allow(Scopes.MatchesRead, Roles.Enterprise, Roles.Institute).WithReadProblems(404);

    private static async Task<Results<Ok<WatchView>, ProblemHttpResult>> Handle(Guid id, CallerDatabase database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var watch = await connection.QuerySingleOrDefaultAsync<WatchView>(new CommandDefinition(WatchView.SelectOne, new { id }, cancellationToken: cancellation));
        return watch is null ? Problems.WatchNotFound(id) : TypedResults.Ok(watch);
    }
}
