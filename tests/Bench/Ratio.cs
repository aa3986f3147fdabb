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
        $"{Name,-58} {Value,12:#,0.##} {Unit,-14}{(Limit is { } limit ? $"{(AtMost ? "at most" : "at least")} {limit:#,0.##}: {(Holds ? "holds" : "PASSED")}{(limit > 0 ? $" ({Value / limit:0.00} of it)" : "")}" : "")}");

    internal static double At(IEnumerable<double> values, double share)
    {
        // Nearest rank: a value that was measured, not one between two.
        var sorted = values.Order().ToArray();
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
