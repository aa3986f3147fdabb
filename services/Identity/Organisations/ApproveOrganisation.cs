using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.Organisations;

/// <summary>POST /v1/organisations/{creditCode}:approve: a pending organisation may use the platform from now on.</summary>
public static class ApproveOrganisation
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapApproveOrganisation(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/organisations/{creditCode}:approve", Handle).WithName("ApproveOrganisation").WithTags("Organisations").WithReadProblems(404, 409)
            .Allow(Scopes.Operations, Roles.Operator);

    private static Task<Results<Ok<OrganisationView>, ProblemHttpResult>> Handle(string creditCode, HttpContext http, CancellationToken cancellation) =>
        OrganisationStatus.Change(http, creditCode, "pending", "approved", cancellation);
}
