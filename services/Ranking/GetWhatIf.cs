using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Lists;
using Matchmaking.Ranking.State;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>What an enterprise would have to change of its demand for an expert to stand in the list.</summary>
/// <param name="DemandId">The demand.</param>
/// <param name="TalentId">The expert.</param>
/// <param name="Answer">The edits, and the list they would make.</param>
public sealed record WhatIfView(Guid DemandId, Guid TalentId, WhatIf Answer);

/// <summary>GET /v1/demands/{id}/what-if/{talentId}.</summary>
public static class GetWhatIf
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetWhatIf(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/demands/{id:guid}/what-if/{talentId:guid}", Handle).WithName("GetWhatIf").WithTags("Rankings").Allow(Scopes.MatchesRead, Roles.Enterprise, Roles.Reviewer, Roles.Operator).WithReadProblems(404, 503);

    private static async Task<Results<Ok<WhatIfView>, ProblemHttpResult>> Handle(Guid id, Guid talentId, Caller caller, RankingState state, RankedLists lists, CancellationToken cancellation)
    {
        if (!state.Loaded.IsCompleted)
        {
            return Problems.NotReady();
        }

        return state.Demands.Current.Find(id) is { } demand && caller.SeesRankingOf(demand.Item)
            ? TypedResults.Ok(new WhatIfView(id, talentId, await OwnThread.Run(() => lists.WhatIf(demand.Item, talentId, cancellation))))
            : Problems.DemandNotRanked(id);
    }
}
