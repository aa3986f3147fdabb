using System.Globalization;
using Matchmaking.Ranking.Evaluation;

namespace Matchmaking.Evaluate;

/// <summary>The table on standard output: means per ranker, then the paired differences to the baseline.</summary>
internal static class Report
{
    internal static void Write(TextWriter output, IReadOnlyList<RankerResult> results, RankerResult baseline, int seed)
    {
        output.WriteLine($"{"ranker",-12}{string.Concat(DemandMetrics.Columns.Select(column => $"{column.Name,12}"))}{"ms p50",10}{"ms p99",10}{"lists/s",10}{"lists",10}");
        foreach (var result in results)
        {
            var means = DemandMetrics.Columns.Select(column => Show(result.Values(column.Value).Average(), "0.0000", 12));
            output.WriteLine($"{result.Ranker,-12}{string.Concat(means)}{Show(result.Milliseconds(0.5), "0.00", 10)}{Show(result.Milliseconds(0.99), "0.00", 10)}{(result.ListsPerSecond is { } speed ? Show(speed, "0", 10) : "-".PadLeft(10))}{result.Demands.Count,10}");
        }

        output.WriteLine();
        output.WriteLine($"difference to {baseline.Ranker} (paired bootstrap over demands, 95 % interval)");
        foreach (var result in results.Where(result => result.Ranker != baseline.Ranker))
        {
            foreach (var (name, value) in DemandMetrics.Columns)
            {
                var difference = PairedBootstrap.Compare(result.Values(value), baseline.Values(value), seed);
                output.WriteLine($"{result.Ranker,-12}{name,12}{Signed(difference.Mean),12}   [{Signed(difference.Low)}; {Signed(difference.High)}]");
            }
        }
    }

    /// <summary>A difference of metrics.</summary>
    internal static string Signed(double difference) =>
        // A tiny negative number would else be written as -+0.0000.
        (Math.Round(difference, 4) + 0.0).ToString("+0.0000;-0.0000;+0.0000", CultureInfo.InvariantCulture);

    private static string Show(double value, string format, int width) => value.ToString(format, CultureInfo.InvariantCulture).PadLeft(width);
}
