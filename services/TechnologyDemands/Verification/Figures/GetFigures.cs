using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Verification.Figures;

/// <summary>GET /v1/demands/{id}/figures: each figure of a need as filed and as corrected, with its corrections, as it was known at a time; now where none is given. To its enterprise and a bureau.</summary>
public static class GetFigures
{
    private const string SelectVisible = "select exists (select from demand where demand_id = @id and (@Only::text is null or enterprise_code = @Only))";

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetFigures(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/demands/{id:guid}/figures", Handle).WithName("GetFigures").WithTags("Verification").Allow(Scopes.DemandsRead, Roles.Enterprise, Roles.Reviewer, Roles.Operator).WithReadProblems(400, 404);

    private static async Task<Results<Ok<FiguresView>, ProblemHttpResult>> Handle(
        Guid id, DateTimeOffset? asOf, HttpContext http, CallerDatabase database, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        // Filing and corrections as of one moment.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        if (!await connection.QuerySingleAsync<bool>(new CommandDefinition(SelectVisible, new { id, Only = caller.OnlyOrganisation }, transaction, cancellationToken: cancellation)))
        {
            return Problems.DemandNotFound(id);
        }

        var known = (asOf ?? clock.GetUtcNow()).UtcDateTime;
        var filed = await FiledFigures.Read(connection, transaction, id, known, cancellation);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new FiguresView(id, known, filed.Filing?.Revision, filed.Filing?.FiledAt, filed.Figures));
    }
}
