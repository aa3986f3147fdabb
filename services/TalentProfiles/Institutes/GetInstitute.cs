using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Institutes;

/// <summary>GET /v1/institutes/{creditCode}.</summary>
public static class GetInstitute
{
    private const string SelectInstitute = """
        select credit_code as CreditCode, name as Name, region_code as RegionCode, kind as Kind, introduction as Introduction, revision as Revision
        from institute where credit_code = @creditCode
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetInstitute(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/institutes/{creditCode}", Handle).WithName("GetInstitute").WithTags("Institutes").AllowAllRoles(Scopes.ExpertsRead).WithReadProblems(404);

    private static async Task<Results<Ok<InstituteView>, ProblemHttpResult>> Handle(
        string creditCode, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        if (!CreditCode.IsValid(creditCode))
        {
            return Problems.InstituteNotFound(creditCode);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var view = await connection.QuerySingleOrDefaultAsync<InstituteView>(
            new CommandDefinition(SelectInstitute, new { creditCode }, cancellationToken: cancellation));
        if (view is null)
        {
            return Problems.InstituteNotFound(creditCode);
        }

        Revisions.SetETag(http, view.Revision);
        return TypedResults.Ok(view);
    }
}
