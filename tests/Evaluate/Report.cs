using System.Globalization;
using Matchmaking.Ranking.Evaluation;

namespace Matchmaking.Evaluate;

/// <summary>The table on standard output: means per ranker, then the paired differences to the baseline.</summary>
internal static class Report
{
    internal static void Write(TextWriter output, IReadOnlyList<RankerResult> results, RankerResult baseline, int seed)
    {
        output.WriteLine($"{"ranker",-12}{string.Concat(DemandMetrics.Columns.Select(column => $"{column.Name,12}"))}{"ms p50",10}{"ms p99",10}{"lists",10}");
        foreach (var result in results)
        {
            var means = DemandMetrics.Columns.Select(column => Show(result.Values(column.Value).Average(), "0.0000", 12));
            output.WriteLine($"{result.Ranker,-12}{string.Concat(means)}{Show(result.Milliseconds(0.5), "0.00", 10)}{Show(result.Milliseconds(0.99), "0.00", 10)}{result.Demands.Count,10}");
        }

        output.WriteLine();
        output.WriteLine($"difference to {baseline.Ranker} (paired bootstrap over demands, 95 % interval)");
        foreach (var result in results.Where(result => result.Ranker != baseline.Ranker))
        {
            foreach (var (name, value) in DemandMetrics.Columns)
            {
                var difference = PairedBootstrap.Compare(result.Values(value), baseline.Values(value), seed);
                output.WriteLine($"{result.Ranker,-12}{name,12}{Show(difference.Mean, "+0.0000;-0.0000", 12)}   [{Show(difference.Low, "+0.0000;-0.0000", 0)}; {Show(difference.High, "+0.0000;-0.0000", 0)}]");
            }
        }
    }

    private static string Show(double value, string format, int width) => value.ToString(format, CultureInfo.InvariantCulture).PadLeft(width);
}
