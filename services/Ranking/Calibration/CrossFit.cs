namespace Matchmaking.Ranking.Calibration;

/// <summary>What a calibration says of demands that it has not seen: the figures it is judged by.</summary>
internal static class CrossFit
{
    internal const int Parts = 5;

    /// <summary>The probability of every row, by a curve that was fitted without the part that its group is in.</summary>
    /// <returns>Null when one of the curves does not rise.</returns>
    internal static double[]? Predict(IReadOnlyList<DecidedScore> rows)
    {
        var parts = PartsOf(rows);
        var curves = new PlattCalibration[Parts];
        for (var part = 0; part < Parts; part++)
        {
            if (PlattCalibration.Fit([.. rows.Where((_, i) => parts[i] != part)]) is not { } curve)
            {
                return null;
            }

            curves[part] = curve;
        }

        return [.. rows.Select((row, i) => curves[parts[i]].Probability(row.Score))];
    }

    /// <summary>The part of every row. Groups stay together, the greatest is dealt first and each to the part with the fewest rows: an enterprise may have posted half of the demands.</summary>
    internal static int[] PartsOf(IReadOnlyList<DecidedScore> rows)
    {
        var sizes = new int[Parts];
        var partOf = new Dictionary<int, int>();
        // Groups of one size keep the order of their first rows: the sort is stable.
        foreach (var group in rows.GroupBy(row => row.Group).OrderByDescending(group => group.Count()))
        {
            var part = Array.IndexOf(sizes, sizes.Min());
            sizes[part] += group.Count();
            partOf[group.Key] = part;
        }

        return [.. rows.Select(row => partOf[row.Group])];
    }
}
