using System.Globalization;

namespace Matchmaking.Bench;

/// <summary>Percentiles of measured times, as ratios to a limit.</summary>
internal sealed record Figures(string Name, int Count, double P50, double P95, double P99, double Max, double Limit)
{
    /// <summary>95th percentile over the limit; below 1 is within it.</summary>
    public double Ratio => P95 / Limit;

    public static Figures Of(string name, IEnumerable<double> milliseconds, double limit)
    {
        var sorted = milliseconds.Order().ToArray();
        return new Figures(name, sorted.Length, At(sorted, 0.50), At(sorted, 0.95), At(sorted, 0.99), sorted[^1], limit);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-28} n {Count,4}   p50 {P50,7:F0} ms   p95 {P95,7:F0} ms   p99 {P99,7:F0} ms   max {Max,7:F0} ms   p95/limit {Ratio:F3} (limit {Limit:F0} ms)");

    // Nearest rank: a value that was measured, not one between two.
    private static double At(double[] sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
