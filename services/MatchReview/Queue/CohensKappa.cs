namespace Matchmaking.MatchReview.Queue;

/// <summary>
/// Agreement of two raters beyond chance (Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20(1), 1960, 37-46):
/// (observed - expected) / (1 - expected), with the large-sample standard error of the paper, sqrt(observed (1 - observed) / (n (1 - expected)²)).
/// </summary>
/// <param name="Pairs">How often both rated the same thing.</param>
/// <param name="Observed">Share of pairs in which they agree, 0 to 1; null without pairs.</param>
/// <param name="Expected">Share in which they would by chance, each with the shares of the own ratings; null without pairs.</param>
/// <param name="Kappa">-1 to 1; null below ten pairs, and where both always say one and the same thing, for then chance explains all.</param>
/// <param name="Lower">Lower end of its 95 % interval, at least -1; null where there is no kappa.</param>
/// <param name="Upper">Upper end, at most 1.</param>
internal sealed record CohensKappa(int Pairs, double? Observed, double? Expected, double? Kappa, double? Lower, double? Upper)
{
    /// <summary>Below so many pairs a kappa says nothing and is not told.</summary>
    public const int Fewest = 10;

    // The 97.5 % quantile of the normal distribution.
    private const double Quantile = 1.959963984540054;

    /// <summary>Of a square table: how often the first rater said the row and the second the column.</summary>
    public static CohensKappa Of(int[,] table)
    {
        var kinds = table.GetLength(0);
        var pairs = table.Cast<int>().Sum();
        if (pairs == 0)
        {
            return new(0, null, null, null, null, null);
        }

        var all = Enumerable.Range(0, kinds);
        var observed = all.Sum(kind => table[kind, kind]) / (double)pairs;
        var expected = all.Sum(kind => all.Sum(other => table[kind, other]) / (double)pairs * (all.Sum(other => table[other, kind]) / (double)pairs));
        if (pairs < Fewest || expected >= 1)
        {
            return new(pairs, observed, expected, null, null, null);
        }

        var kappa = (observed - expected) / (1 - expected);
        var error = Math.Sqrt(observed * (1 - observed) / pairs) / (1 - expected);
        return new(pairs, observed, expected, kappa, Math.Max(-1, kappa - (Quantile * error)), Math.Min(1, kappa + (Quantile * error)));
    }
}
