using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.MatchReview.Queue;

/// <summary>A match that two persons decide.</summary>
/// <param name="MatchId">The match.</param>
/// <param name="TwoPersons">True.</param>
public sealed record SecondAsked(Guid MatchId, bool TwoPersons);

/// <summary>POST /v1/matches/{id}:ask-second: an operator asks for two persons for this match, whatever its region asks; that is not taken back. A match that is held and decided again needs two each time.</summary>
public static class AskForSecond
{
    private const string UpdateAsked = "update match set two_persons = true where match_id = @id and not two_persons";

    /// <summary>Maps the endpoint.</summary>
    public static void MapAskForSecond(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/matches/{id:guid}:ask-second", Handle).WithName("AskForSecond").WithTags("Queue").Allow(Scopes.MatchesWrite, Roles.Operator).WithReadProblems(404, 409, 422);

    private static Task<Results<Ok<SecondAsked>, ProblemHttpResult>> Handle(Guid id, HttpContext http, Caller caller, CancellationToken cancellation) =>
        Idempotency.RunOk<string, SecondAsked>(http, "", transaction => Ask(transaction, id, caller, cancellation), cancellation);

    private static async Task<Results<Ok<SecondAsked>, ProblemHttpResult>> Ask(NpgsqlTransaction transaction, Guid id, Caller caller, CancellationToken cancellation)
    {
        if ((await LockedMatch.Hold(transaction, [id], caller, cancellation)).SingleOrDefault() is not { } match)
        {
            return await LockedMatch.Missing(transaction, id, cancellation);
        }

        if (match.RefuseWork() is { } problem)
        {
            return problem;
        }

        if (await transaction.Connection!.ExecuteAsync(new CommandDefinition(UpdateAsked, new { id }, transaction, cancellationToken: cancellation)) == 1)
        {
            await AuditTrail.Record(transaction, AuditEntry.By(caller, "match.second_asked", "match", $"{id}"), cancellation);
        }

        return TypedResults.Ok(new SecondAsked(id, true));
    }
}
