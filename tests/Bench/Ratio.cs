using System.Globalization;

namespace Matchmaking.Bench;

/// <summary>A measured value against a limit or a peer of the same run.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">ms, x, bytes and so on.</param>
/// <param name="Limit">What the value must not pass, or must reach; null for a figure that is told only.</param>
/// <param name="AtMost">Whether the limit is an upper one.</param>
internal sealed record Ratio(string Name, double Value, string Unit, double? Limit = null, bool AtMost = true)
{
    /// <summary>Whether the limit is kept.</summary>
    public bool Holds => Limit is not { } limit || (AtMost ? Value <= limit : Value >= limit);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-58} {Show(Value),12} {Unit,-14}{(Limit is { } limit ? $"{(AtMost ? "at most" : "at least")} {Show(limit)}: {(Holds ? "holds" : "PASSED")}{(limit > 0 ? $" ({Value / limit:0.00} of it)" : "")}" : "")}");

    internal static double At(IEnumerable<double> values, double share)
    {
        // Nearest rank: a value that was measured, not one between two.
        var sorted = values.Order().ToArray();
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }

    // Two decimals tell nothing of a metric below 1, nor of a difference in the last bits.
    private static string Show(double value) => value.ToString(
        Math.Abs(value) switch { 0 => "0", < 0.001 => "0.##E+0", < 1 => "0.###", _ => "#,0.##" }, CultureInfo.InvariantCulture);
}
