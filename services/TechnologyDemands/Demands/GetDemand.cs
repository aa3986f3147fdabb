using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>GET /v1/demands/{id}.</summary>
public static class GetDemand
{
    private const string SelectDemand = $"select {DemandRow.Columns} from demand where demand_id = @id and {DemandRow.Visible}";

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetDemand(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/demands/{id:guid}", Handle).WithName("GetDemand").WithTags("Demands").AllowAllRoles(Scopes.DemandsRead).WithReadProblems(404);

    private static async Task<Results<Ok<DemandView>, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<DemandRow>(new CommandDefinition(SelectDemand, new { id, Only = caller.OnlyOrganisation }, cancellationToken: cancellation));
        if (row is null)
        {
            return Problems.DemandNotFound(id);
        }

        Revisions.SetETag(http, row.Revision);
        return TypedResults.Ok(DemandView.Of(row, caller));
    }
}
