using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>GET /v1/challenges/{id}: a challenge with its steps; a published one to everybody, without any contact.</summary>
public static class GetChallenge
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetChallenge(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/challenges/{id:guid}", Handle).WithName("GetChallenge").WithTags("Challenges").AllowAllRoles(Scopes.DemandsRead).WithReadProblems(404);

    private static async Task<Results<Ok<ChallengeView>, ProblemHttpResult>> Handle(Guid id, HttpContext http, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        // As of one moment.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        if (await ChallengeRow.Find(connection, transaction, id, cancellation) is not { } row)
        {
            return Problems.ChallengeNotFound(id);
        }

        Revisions.SetETag(http, row.Number);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await ChallengeView.Read(connection, transaction, row, caller, cancellation));
    }
}
