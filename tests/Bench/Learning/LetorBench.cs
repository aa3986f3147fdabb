using Matchmaking.Learning;

namespace Matchmaking.Bench.Learning;

/// <summary>
/// The engines on public queries, beside what is published of them there (201 queries to train on, 50 to test on, 300 columns): whoever groups rows or
/// grades wrongly falls far behind.
/// </summary>
/// <remarks>
/// Published: XGBoost, objective rank:ndcg, depth 4, 100 rounds, eta .1: NDCG@1/3/5/10 .641/.666/.694/.756 with gains 2^grade-1, where a random order has
/// .346/.419/.470/.586; ML.NET FastTree as it is by default: NDCG@1/5/10 .650/.695/.747 with gains 0,3,7,15,31, where random orders are said to have .427/.523/.617.
/// </remarks>
internal static class LetorBench
{
    // The mean of fifty queries is known no better than this.
    private const double Noise = 0.03;

    private static readonly int[] Cutoffs = [1, 3, 5, 10];

    private static readonly GainConvention[] Conventions = [GainConvention.PowersOfTwo, GainConvention.Raised];

    private static readonly Dictionary<string, (GainConvention Gains, int Cutoff, double Ndcg)> Published = new()
    {
        ["xgboost"] = (GainConvention.PowersOfTwo, 10, 0.756),
        ["mlnet"] = (GainConvention.Raised, 10, 0.747),
    };

    internal static IEnumerable<Ratio> Measure(IReadOnlyList<IRankerTrainer> engines, LetorFolder letor)
    {
        var measured = new[] { ("random order", (IReadOnlyList<float>?)null) }.Concat(engines.Select(engine => (engine.Name, (IReadOnlyList<float>?)Scores(engine, letor)))).ToArray();
        foreach (var gains in Conventions)
        {
            foreach (var cutoff in Cutoffs)
            {
                foreach (var (name, scores) in measured)
                {
                    var ndcg = scores is null ? QueryOrder.RandomNdcg(letor.Test, cutoff, gains) : QueryOrder.Ndcg(letor.Test, scores, cutoff, gains);
                    double? least = Published.TryGetValue(name, out var published) && (published.Gains, published.Cutoff) == (gains, cutoff) ? published.Ndcg - Noise : null;
                    yield return new Ratio($"public queries, {gains.Name}: NDCG@{cutoff}, {name}", ndcg, "", least, AtMost: false);
                }
            }
        }
    }

    private static float[] Scores(IRankerTrainer engine, LetorFolder letor)
    {
        using var ranker = engine.Train(letor.Train, TrainingSettings.Default);
        return ranker.Score(letor.Test);
    }
}
