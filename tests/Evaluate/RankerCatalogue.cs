using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.Training;

namespace Matchmaking.Evaluate;

/// <summary>The rankers that can be evaluated, by name.</summary>
internal static class RankerCatalogue
{
    internal static readonly IReadOnlyList<string> Names = ["shuffle", "bm25", "cosine", "scorecard", Learned];

    /// <summary>Those that can be had here: the learned one needs an engine.</summary>
    internal static IReadOnlyList<string> Present => RankerEngines.Present.Count > 0 ? Names : [.. Names.Where(name => name != Learned)];

    /// <summary>Trained on the judgements of the files, so made by <see cref="CrossValidation"/>.</summary>
    internal const string Learned = "learned";

    internal static IRanker Create(string name, int seed) => name switch
    {
        "shuffle" => new ShuffleRanker(seed),
        "bm25" => new Bm25Ranker(),
        "cosine" => new CosineRanker(),
        "scorecard" => new ScorecardRanker(),
        _ => throw new EvaluateException($"unknown ranker {name}"),
    };
}
