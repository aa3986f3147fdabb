using Matchmaking.Access;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Platform.Http;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Lists;
using Matchmaking.Ranking.State;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>GET /v1/experts/{id}/graph: the expert with institute, technologies, achievements, colleagues and fitting open needs (人才图谱), at most 50 nodes.</summary>
public static class GetExpertGraph
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetExpertGraph(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/{id:guid}/graph", Handle).WithName("GetExpertGraph").WithTags("Technologies").AllowAllRoles(Scopes.ExpertsRead).WithReadProblems(404, 503);

    private static Results<Ok<ExpertGraph>, ProblemHttpResult> Handle(Guid id, Caller caller, KnowledgeGraph graph, LinkedMarket market, RankingState state, RankedLists lists)
    {
        if (!state.Loaded.IsCompleted)
        {
            return Problems.NotReady();
        }

        // The expert may change or leave between two looks at the state.
        var talents = market.Talents();
        if (state.Candidates.Current.Find(id) is not { } expert || !caller.Sees(expert.Item) || !talents.Entries.ContainsKey(id))
        {
            return Problems.ExpertNotRanked(id);
        }

        var maker = new ExpertGraphMaker(graph, expert, talents, market.Demands());
        var open = state.Demands.Current;
        var isOwner = caller.IsOwnerOf(expert.Item);
        var fitting = lists.Fitting(id, Keyset.MaxLimit).Where(fit => isOwner || (open.Find(fit.DemandId) is { } demand && caller.SeesRankingOf(demand.Item)))
            .Take(ExpertGraphMaker.MostDemands + 1);
        return TypedResults.Ok(maker.Make([.. fitting], open));
    }
}
