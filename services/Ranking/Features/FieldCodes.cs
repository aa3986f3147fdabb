namespace Matchmaking.Ranking.Features;

/// <summary>How far codes of 国家重点支持的高新技术领域 agree.</summary>
internal static class FieldCodes
{
    internal const double Same = 1;
    internal const double SameGroup = 0.8;
    internal const double SameArea = 0.4;

    /// <summary>The best agreement of any wanted with any offered; null when either side names none.</summary>
    internal static double? Best(IReadOnlyList<string> wanted, IReadOnlyList<string> offered)
    {
        if (wanted.Count == 0 || offered.Count == 0)
        {
            return null;
        }

        var best = 0.0;
        foreach (var left in wanted)
        {
            foreach (var right in offered)
            {
                best = Math.Max(best, Agreement(left, right));
            }
        }

        return best;
    }

    private static double Agreement(string left, string right)
    {
        if (left.StartsWith(right, StringComparison.Ordinal) || right.StartsWith(left, StringComparison.Ordinal))
        {
            // The shorter code says all it can; only an area code leaves the group open.
            return Math.Min(left.Length, right.Length) >= 3 ? Same : SameGroup;
        }

        if (left.Length >= 3 && right.Length >= 3 && left.AsSpan(0, 3).SequenceEqual(right.AsSpan(0, 3)))
        {
            return SameGroup;
        }

        return left.Length > 0 && right.Length > 0 && left[0] == right[0] ? SameArea : 0;
    }
}
