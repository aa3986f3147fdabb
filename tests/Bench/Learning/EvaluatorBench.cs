using System.Diagnostics;
using Matchmaking.Learning;
using Matchmaking.Learning.Trees;
using Matchmaking.Learning.XgBoost;

namespace Matchmaking.Bench.Learning;

/// <summary>Our walk of the trees beside the engine's own prediction, and the time of exact shares, over one model of every engine.</summary>
internal static class EvaluatorBench
{
    private const int TrainingQueries = 500;
    private const int ScoredQueries = 5;
    private const int ComparedQueries = 100;
    private const int ExplainedRows = 20;
    private const int Rounds = 200;

    // The runtime compiles hot code again in the background during its first seconds.
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(2);

    // Ours add up in double precision, the engines' in single.
    private const double MostDifference = 1e-5;
    private const double MostLeftOver = 1e-4;

    // Of a list's twenty, beside which the list itself takes about as long.
    private const double MostMilliseconds = 5;

    internal static IEnumerable<Ratio> Measure(IRankerTrainer engine)
    {
        using var ranker = engine.Train(SyntheticRows.Make(TrainingQueries, seed: 1), TrainingSettings.Default);
        var trees = ranker.Ensemble.Trees;
        var evaluator = new TreeEvaluator(ranker.Ensemble);
        return
        [
            new Ratio($"{engine.Name}: leaves of a tree, mean of {trees.Count}", trees.Average(tree => tree.Features.Count(feature => feature < 0)), "leaves"),
            new Ratio($"{engine.Name}: steps to the farthest leaf, mean", trees.Average(tree => tree.Depth()), "steps"),
            .. Scores(engine.Name, ranker, evaluator, SyntheticRows.Make(ScoredQueries, seed: 2)),
            Difference(engine.Name, ranker, evaluator, SyntheticRows.Make(ComparedQueries, seed: 3)),
            .. Shares(engine.Name, ranker, evaluator, FirstOf(SyntheticRows.Make(1, seed: 4), ExplainedRows)),
        ];
    }

    private static IEnumerable<Ratio> Scores(string name, ITrainedRanker ranker, TreeEvaluator evaluator, TrainingRows rows)
    {
        var scores = new double[rows.Count];
        var (ours, theirs) = Medians(() => evaluator.Score(rows.Values, scores), () => _ = ranker.Score(rows));
        yield return new Ratio($"{name}: {rows.Count} rows by the engine's own prediction, median", theirs, "ms");
        yield return new Ratio($"{name}: the same by our evaluator", ours, "ms");
        yield return new Ratio($"{name}: engine's time over ours", theirs / ours, "x", 1, AtMost: false);
        var before = GC.GetAllocatedBytesForCurrentThread();
        evaluator.Score(rows.Values, scores);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        yield return new Ratio($"{name}: allocated by our evaluator", allocated / (double)rows.Count, "bytes/row", 0);
    }

    private static Ratio Difference(string name, ITrainedRanker ranker, TreeEvaluator evaluator, TrainingRows rows)
    {
        var theirs = ranker.Score(rows);
        var greatest = Enumerable.Range(0, rows.Count).Max(row => Math.Abs(evaluator.Score(rows.Row(row)) - theirs[row]));
        return new Ratio($"{name}: greatest difference to the engine, {SyntheticRows.RowsOfQuery * ComparedQueries:#,0} rows", greatest, "", MostDifference);
    }

    private static IEnumerable<Ratio> Shares(string name, ITrainedRanker ranker, TreeEvaluator evaluator, TrainingRows rows)
    {
        var shap = new TreeShap(ranker.Ensemble);
        var shares = new double[rows.Columns.Count];
        var leftOver = 0.0;
        for (var row = 0; row < rows.Count; row++)
        {
            shap.Explain(rows.Row(row), shares);
            leftOver = Math.Max(leftOver, Math.Abs(evaluator.Score(rows.Row(row)) - shap.Expected - shares.Sum()));
        }

        var (ours, theirs) = Medians(
            () =>
            {
                for (var row = 0; row < rows.Count; row++)
                {
                    shap.Explain(rows.Row(row), shares);
                }
            },
            ranker is XgBoostRanker booster ? () => _ = booster.Explain(rows) : () => { });
        yield return new Ratio($"{name}: exact shares of {rows.Count} rows, median", ours, "ms", MostMilliseconds);
        if (ranker is XgBoostRanker)
        {
            yield return new Ratio($"{name}: the same by the engine's own TreeSHAP", theirs, "ms");
            yield return new Ratio($"{name}: engine's time over ours", theirs / ours, "x");
        }

        yield return new Ratio($"{name}: greatest |score - expected - sum of shares|", leftOver, "", MostLeftOver);
    }

    // In turn, so that other tenants of the machine slow down both alike.
    private static (double Ours, double Theirs) Medians(Action ours, Action theirs)
    {
        var times = (Ours: new List<double>(), Theirs: new List<double>());
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Warmup;)
        {
            ours();
            theirs();
        }

        for (var round = 0; round < Rounds; round++)
        {
            times.Ours.Add(Time(ours));
            times.Theirs.Add(Time(theirs));
        }

        return (Ratio.At(times.Ours, 0.5), Ratio.At(times.Theirs, 0.5));
    }

    private static double Time(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static TrainingRows FirstOf(TrainingRows rows, int count)
    {
        var first = new TrainingRows(rows.Columns);
        for (var row = 0; row < count; row++)
        {
            first.Add(rows.Row(row), (int)rows.Grades[row]);
        }

        return first;
    }
}
