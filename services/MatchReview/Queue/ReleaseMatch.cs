using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.MatchReview.Queue;

/// <summary>POST /v1/matches/{id}:release: gives a claimed match back, the own one, or as an operator anybody's. Nothing happens where nobody claims it.</summary>
public static class ReleaseMatch
{
    private const string UpdateReleased = "update match set claimed_by = null, claimed_until = null, assigned = false where match_id = @id and claimed_by is not null";

    /// <summary>Maps the endpoint.</summary>
    public static void MapReleaseMatch(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/matches/{id:guid}:release", Handle).WithName("ReleaseMatch").WithTags("Queue").Allow(Scopes.MatchesWrite, Roles.Reviewer, Roles.Operator).WithReadProblems(404, 409, 422);

    private static Task<Results<Ok<ClaimView>, ProblemHttpResult>> Handle(Guid id, HttpContext http, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<string, ClaimView>(http, "", transaction => Release(transaction, id, caller, clock.GetUtcNow().UtcDateTime, cancellation), cancellation);

    private static async Task<Results<Ok<ClaimView>, ProblemHttpResult>> Release(NpgsqlTransaction transaction, Guid id, Caller caller, DateTime now, CancellationToken cancellation)
    {
        if ((await LockedMatch.Hold(transaction, [id], caller, cancellation)).SingleOrDefault() is not { } match)
        {
            return await LockedMatch.Missing(transaction, id, cancellation);
        }

        if ((match.RefuseWork() ?? match.RefuseClaimed(caller, now, overrides: true)) is { } problem)
        {
            return problem;
        }

        if (await transaction.Connection!.ExecuteAsync(new CommandDefinition(UpdateReleased, new { id }, transaction, cancellationToken: cancellation)) == 1)
        {
            await AuditTrail.Record(transaction, AuditEntry.By(caller, "match.released", "match", $"{id}"), cancellation);
        }

        return TypedResults.Ok(new ClaimView(id, null, null));
    }
}
