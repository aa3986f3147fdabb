using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.State;
using Matchmaking.Ranking.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>What ranks at present.</summary>
/// <param name="Ranker">Name of the ranker.</param>
/// <param name="Digest">Names the ranker with every setting that changes its output.</param>
/// <param name="IndexDigest">Names the content of the index.</param>
/// <param name="LatentDigest">Names the latent space; none while there is none.</param>
/// <param name="LatentDimensions">Its dimensions; 0 while there is none.</param>
/// <param name="GraphDigest">Names the knowledge graph.</param>
/// <param name="DictionaryDigest">Names the dictionary that cuts Chinese into words.</param>
/// <param name="Encoder">Whether an external encoder is configured.</param>
/// <param name="Candidates">Experts in the index.</param>
/// <param name="OpenDemands">Open demands in the index.</param>
/// <param name="Ready">Whether the tables have been read.</param>
public sealed record RankerView(
    string Ranker,
    string Digest,
    string IndexDigest,
    string LatentDigest,
    int LatentDimensions,
    string GraphDigest,
    string DictionaryDigest,
    bool Encoder,
    int Candidates,
    int OpenDemands,
    bool Ready);

/// <summary>GET /v1/ranker.</summary>
public static class GetRanker
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetRanker(this IEndpointRouteBuilder routes) => routes.MapGet("/ranker", Handle).WithName("GetRanker").WithTags("Rankings");

    private static Ok<RankerView> Handle(RankingState state, KnowledgeGraph graph, TextEncoder encoder)
    {
        var snapshot = state.Candidates.Current;
        return TypedResults.Ok(new RankerView(
            new ScorecardRanker().Name,
            RankedListMaker.Digest,
            snapshot.Digest,
            snapshot.LatentDigest,
            snapshot.Space?.Dimensions ?? 0,
            graph.Digest,
            Lexicon.Default.Digest,
            encoder.IsOn,
            snapshot.Count,
            state.Demands.Current.Count,
            state.Loaded.IsCompleted));
    }
}
