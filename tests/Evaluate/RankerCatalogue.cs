using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Evaluate;

/// <summary>The rankers that can be evaluated, by name.</summary>
internal static class RankerCatalogue
{
    internal static readonly IReadOnlyList<string> Names = ["shuffle", "bm25", "cosine", "scorecard"];

    internal static IRanker Create(string name, int seed) => name switch
    {
        "shuffle" => new ShuffleRanker(seed),
        "bm25" => new Bm25Ranker(),
        "cosine" => new CosineRanker(),
        "scorecard" => new ScorecardRanker(),
        _ => throw new EvaluateException($"unknown ranker {name}"),
    };
}
