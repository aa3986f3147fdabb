using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.Training;

namespace Matchmaking.Evaluate;

/// <summary>The rankers that can be evaluated, by name.</summary>
internal static class RankerCatalogue
{
    internal static readonly IReadOnlyList<string> Names = ["shuffle", "bm25", "cosine", Scorecard, Learned, FromFile];

    /// <summary>Those whose scores are points, comparable across demands.</summary>
    internal static readonly IReadOnlyList<string> InPoints = [Scorecard, Learned, FromFile];

    internal const string Scorecard = "scorecard";

    /// <summary>Trained on the judgements of the files, so made by <see cref="CrossValidation"/>.</summary>
    internal const string Learned = "learned";

    /// <summary>Read from a file, so made by <see cref="ModelFile"/>.</summary>
    internal const string FromFile = "model";

    /// <summary>Those that can be had here without more being said: the learned one needs an engine.</summary>
    internal static IReadOnlyList<string> Present => [.. Names.Where(name => name != FromFile && (name != Learned || RankerEngines.Present.Count > 0))];

    internal static IRanker Create(string name, int seed) => name switch
    {
        "shuffle" => new ShuffleRanker(seed),
        "bm25" => new Bm25Ranker(),
        "cosine" => new CosineRanker(),
        Scorecard => new ScorecardRanker(),
        _ => throw new EvaluateException($"unknown ranker {name}"),
    };
}
