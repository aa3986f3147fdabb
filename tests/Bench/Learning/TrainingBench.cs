using System.Diagnostics;
using System.Globalization;
using Matchmaking.Learning;
using Matchmaking.Learning.Trees;

namespace Matchmaking.Bench.Learning;

/// <summary>How long every engine trains, whether it makes the same model again, and whether the model orders queries that it has not seen.</summary>
internal static class TrainingBench
{
    private const int Queries = 500;
    private const int HeldOut = 100;
    private const int Cutoff = 10;

    // More often than a reviewer would wait, less often than the market changes: nobody notices a training of this length.
    private const double MostSeconds = 20;

    // What is learned must stand far above chance: with less the rows or their queries were read wrongly.
    private const double LeastOverRandom = 0.4;

    internal static IEnumerable<Ratio> Measure(IRankerTrainer engine)
    {
        var rows = SyntheticRows.Make(Queries, seed: 1);
        var name = string.Create(CultureInfo.InvariantCulture, $"{engine.Name}: {rows.Count:#,0} x {SyntheticRows.Columns}");
        using var memory = new PeakMemory();
        var (first, seconds) = Train(engine, rows);
        var growth = memory.Growth();
        var (second, again) = Train(engine, rows);
        var slower = Math.Max(seconds, again);
        yield return new Ratio($"{name}, 100 trees of 16 leaves, slower of two", slower, "s", MostSeconds);
        yield return new Ratio($"{name}: the same", rows.Count / slower, "rows/s");
        yield return new Ratio($"{name}: greatest working set over the one before", growth, "MB");
        yield return new Ratio($"{name}: trained again to the same digest", first.Digest == second.Digest ? 1 : 0, "of 1", 1, AtMost: false);

        var unseen = SyntheticRows.Make(HeldOut, seed: 2);
        var evaluator = new TreeEvaluator(first);
        var scores = new float[unseen.Count];
        for (var row = 0; row < scores.Length; row++)
        {
            scores[row] = (float)evaluator.Score(unseen.Row(row));
        }

        var random = QueryOrder.RandomNdcg(unseen, Cutoff, GainConvention.PowersOfTwo);
        yield return new Ratio($"{engine.Name}: NDCG@{Cutoff} of {HeldOut} unseen queries, random order", random, "");
        yield return new Ratio(
            $"{engine.Name}: the same, learned", QueryOrder.Ndcg(unseen, scores, Cutoff, GainConvention.PowersOfTwo), "", random + LeastOverRandom, AtMost: false);
    }

    private static (TreeEnsemble Ensemble, double Seconds) Train(IRankerTrainer engine, TrainingRows rows)
    {
        var started = Stopwatch.GetTimestamp();
        using var ranker = engine.Train(rows, TrainingSettings.Default);
        return (ranker.Ensemble, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }
}
