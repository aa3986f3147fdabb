using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.State;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>What ranks at present.</summary>
/// <param name="Ranker">Name of the ranker.</param>
/// <param name="Digest">Names the ranker with every setting that changes its output.</param>
/// <param name="IndexDigest">Names the content of the index.</param>
/// <param name="Candidates">Experts in the index.</param>
/// <param name="OpenDemands">Open demands in the index.</param>
/// <param name="Ready">Whether the tables have been read.</param>
public sealed record RankerView(string Ranker, string Digest, string IndexDigest, int Candidates, int OpenDemands, bool Ready);

/// <summary>GET /v1/ranker.</summary>
public static class GetRanker
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetRanker(this IEndpointRouteBuilder routes) => routes.MapGet("/ranker", Handle).WithName("GetRanker").WithTags("Rankings");

    private static Ok<RankerView> Handle(RankingState state)
    {
        var snapshot = state.Candidates.Current;
        return TypedResults.Ok(new RankerView(
            new ScorecardRanker().Name, RankedListMaker.Digest, snapshot.Digest, snapshot.Count, state.Demands.Current.Count, state.Loaded.IsCompleted));
    }
}
