using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Lists;
using Matchmaking.Ranking.State;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>Why an expert does not stand in the list of a demand, as things are now.</summary>
/// <param name="DemandId">The demand.</param>
/// <param name="TalentId">The expert.</param>
/// <param name="Answer">The stage at which the way to the list ended, and how far off it was.</param>
public sealed record WhyNotView(Guid DemandId, Guid TalentId, WhyNot Answer);

/// <summary>GET /v1/demands/{id}/why-not/{talentId}.</summary>
public static class GetWhyNot
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetWhyNot(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/demands/{id:guid}/why-not/{talentId:guid}", Handle).WithName("GetWhyNot").WithTags("Rankings").Allow(Scopes.MatchesRead, Roles.Enterprise, Roles.Reviewer, Roles.Operator).WithReadProblems(404, 503);

    private static async Task<Results<Ok<WhyNotView>, ProblemHttpResult>> Handle(Guid id, Guid talentId, Caller caller, RankingState state, RankedLists lists, CancellationToken cancellation)
    {
        if (!state.Loaded.IsCompleted)
        {
            return Problems.NotReady();
        }

        return state.Demands.Current.Find(id) is { } demand && caller.SeesRankingOf(demand.Item)
            ? TypedResults.Ok(new WhyNotView(id, talentId, lists.WhyNot(demand.Item, talentId, await lists.Encode(demand.Item, keep: true, cancellation))))
            : Problems.DemandNotRanked(id);
    }
}
