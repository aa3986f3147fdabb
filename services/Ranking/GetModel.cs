using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>GET /v1/models/{digest}: the model itself, as services/Ranking/Models/README.md describes it.</summary>
public static class GetModel
{
    private const string SelectModel = "select model from ranking_model where digest = @digest";

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetModel(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/models/{digest}", Handle).WithName("GetModel").WithTags("Models").Allow(Scopes.MatchesRead, Roles.Reviewer, Roles.Operator).WithReadProblems(404);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Handle(string digest, CallerDatabase database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var model = await connection.QuerySingleOrDefaultAsync<byte[]>(new CommandDefinition(SelectModel, new { digest }, cancellationToken: cancellation));
        return model is null ? Problems.ModelNotFound(digest) : TypedResults.File(model, "application/json");
    }
}
