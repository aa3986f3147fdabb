using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.MatchReview.Matches;

/// <summary>GET /v1/matches/{id}/decision.</summary>
public static class GetDecision
{
    private const string SelectMatch = $"{MatchRow.Select} where m.match_id = @id and {MatchRow.Visible}";

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetDecision(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/matches/{id:guid}/decision", Handle).WithName("GetDecision").WithTags("Matches").AllowAllRoles(Scopes.MatchesRead).WithReadProblems(404);

    private static async Task<Results<Ok<DecisionView>, ProblemHttpResult>> Handle(Guid id, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        var sight = Sight.Of(caller);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<MatchRow>(new CommandDefinition(SelectMatch, new { id, sight.SightBureau, sight.SightRegions, sight.SightEnterprise, sight.SightInstitute }, cancellationToken: cancellation));
        return row is null ? Problems.MatchNotFound(id)
            : row.Decision(sight) is { } decision ? TypedResults.Ok(decision)
            : Problems.MatchNotDecided();
    }
}
