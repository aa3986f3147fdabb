using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Demands;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Verification;

/// <summary>GET /v1/demands/{id}/verification: how the verification of a need stands and every step of it, to its enterprise and a bureau; who acted, to the bureau alone.</summary>
public static class GetVerification
{
    private const string SelectDemand = $"select {DemandRow.Columns} from demand where demand_id = @id and (@Only::text is null or enterprise_code = @Only)";

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetVerification(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/demands/{id:guid}/verification", Handle).WithName("GetVerification").WithTags("Verification").Allow(Scopes.DemandsRead, Roles.Enterprise, Roles.Reviewer, Roles.Operator).WithReadProblems(404);

    private static async Task<Results<Ok<VerificationView>, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, CallerDatabase database, VerificationRules rules, Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        // Need, round and steps as of one moment.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<DemandRow>(new CommandDefinition(SelectDemand, new { id, Only = caller.OnlyOrganisation }, transaction, cancellationToken: cancellation));
        if (row is null)
        {
            return Problems.DemandNotFound(id);
        }

        Revisions.SetETag(http, row.Revision);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await VerificationView.Read(connection, transaction, row, rules, caller, cancellation));
    }
}
