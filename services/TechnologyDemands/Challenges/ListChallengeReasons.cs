using Matchmaking.Access;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>GET /v1/challenges/reasons: every reason that a step of a challenge or of a bid may have, and where it may stand.</summary>
public static class ListChallengeReasons
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapListChallengeReasons(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/challenges/reasons", Handle).WithName("ListChallengeReasons").WithTags("Challenges").AllowAllRoles(Scopes.DemandsRead);

    private static Ok<IReadOnlyList<ChallengeReason>> Handle() => TypedResults.Ok(ChallengeReasons.All);
}
