using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Contacts;
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
        Guid id, HttpContext http, CallerDatabase database, DemandContacts contacts, Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<DemandRow>(new CommandDefinition(SelectDemand, new { id, Only = caller.OnlyOrganisation }, cancellationToken: cancellation));
        if (row is null)
        {
            return Problems.DemandNotFound(id);
        }

        Revisions.SetETag(http, row.Revision);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(DemandView.Of(row, caller, await contacts.OnFile(connection, null, row, caller, cancellation)));
    }
}
