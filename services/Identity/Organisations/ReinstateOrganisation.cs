using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.Organisations;

/// <summary>POST /v1/organisations/{creditCode}:reinstate: lifts a suspension.</summary>
public static class ReinstateOrganisation
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapReinstateOrganisation(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/organisations/{creditCode}:reinstate", Handle).WithName("ReinstateOrganisation").WithTags("Organisations").WithReadProblems(404, 409)
            .Allow(Scopes.Operations, Roles.Operator);

    private static Task<Results<Ok<OrganisationView>, ProblemHttpResult>> Handle(string creditCode, HttpContext http, CancellationToken cancellation) =>
        OrganisationStatus.Change(http, creditCode, "suspended", "approved", cancellation);
}
