using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.Organisations;

/// <summary>POST /v1/organisations/{creditCode}:suspend: nobody of it gets a token any more; those given out end within minutes.</summary>
public static class SuspendOrganisation
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapSuspendOrganisation(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/organisations/{creditCode}:suspend", Handle).WithName("SuspendOrganisation").WithTags("Organisations").WithReadProblems(404, 409)
            .Allow(Scopes.Operations, Roles.Operator);

    private static async Task<Results<Ok<OrganisationView>, ProblemHttpResult>> Handle(string creditCode, Caller caller, HttpContext http, CancellationToken cancellation) =>
        creditCode == caller.Organisation
            ? Problems.OwnOrganisation()
            : await OrganisationStatus.Change(http, creditCode, "approved", "suspended", cancellation);
}
