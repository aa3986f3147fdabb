using Dapper;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.MatchReview.Matches;

/// <summary>GET /v1/matches/{id}/decision.</summary>
public static class GetDecision
{
    private const string SelectMatch = $"{MatchRow.Select} where m.match_id = @id";

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetDecision(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/matches/{id:guid}/decision", Handle).WithName("GetDecision").WithTags("Matches").WithReadProblems(404);

    private static async Task<Results<Ok<DecisionView>, ProblemHttpResult>> Handle(Guid id, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<MatchRow>(new CommandDefinition(SelectMatch, new { id }, cancellationToken: cancellation));
        return row is null ? Problems.MatchNotFound(id)
            : row.Decision() is { } decision ? TypedResults.Ok(decision)
            : Problems.MatchNotDecided();
    }
}
