using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Enterprises;

/// <summary>GET /v1/enterprises/{creditCode}.</summary>
public static class GetEnterprise
{
    private const string SelectEnterprise = """
        select credit_code as CreditCode, name as Name, region_code as RegionCode, industry as Industry, revision as Revision
        from enterprise where credit_code = @creditCode
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetEnterprise(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/enterprises/{creditCode}", Handle).WithName("GetEnterprise").WithTags("Enterprises").Allow(Scopes.DemandsRead, Roles.Enterprise, Roles.Reviewer, Roles.Operator).WithReadProblems(404);

    private static async Task<Results<Ok<EnterpriseView>, ProblemHttpResult>> Handle(
        string creditCode, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var view = await connection.QuerySingleOrDefaultAsync<EnterpriseView>(
            new CommandDefinition(SelectEnterprise, new { creditCode }, cancellationToken: cancellation));
        if (view is null)
        {
            return Problems.EnterpriseNotFound(creditCode);
        }

        Revisions.SetETag(http, view.Revision);
        return TypedResults.Ok(view);
    }
}
