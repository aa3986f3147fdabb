using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.Organisations;

/// <summary>GET /v1/organisations/{creditCode}: one's own; any of the caller's regions for an operator.</summary>
public static class GetOrganisation
{
    private const string SelectOrganisation = $"select {OrganisationView.Columns} from organisation where credit_code = @creditCode";

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetOrganisation(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/organisations/{creditCode}", Handle).WithName("GetOrganisation").WithTags("Organisations").WithReadProblems(404)
            .Allow(Scopes.Organisation, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<OrganisationView>, ProblemHttpResult>> Handle(
        string creditCode, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        if (!CreditCode.IsValid(creditCode))
        {
            return Problems.OrganisationNotFound(creditCode);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var view = await connection.QuerySingleOrDefaultAsync<OrganisationView>(new CommandDefinition(SelectOrganisation, new { creditCode }, cancellationToken: cancellation));
        if (view is null)
        {
            return Problems.OrganisationNotFound(creditCode);
        }

        Revisions.SetETag(http, view.Revision);
        return TypedResults.Ok(view);
    }
}
