using Matchmaking.Access;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.MatchReview.Queue;

/// <summary>GET /v1/matches/reason-codes: why a match may be decided so or end, and of which kind each reason is. Only relevance teaches the ranking anything about a subject.</summary>
public static class ListReasonCodes
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapListReasonCodes(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/matches/reason-codes", Handle).WithName("ListReasonCodes").WithTags("Queue").AllowAllRoles(Scopes.MatchesRead);

    private static Ok<IReadOnlyList<DecisionReason>> Handle() => TypedResults.Ok(ReasonFamilies.All);
}
