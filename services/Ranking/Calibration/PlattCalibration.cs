namespace Matchmaking.Ranking.Calibration;

/// <summary>
/// A probability from a score: 1 / (1 + exp(slope * score + intercept)) (Platt, Probabilistic outputs for support vector machines, 1999). It never
/// falls when the score rises.
/// </summary>
/// <param name="Slope">For each point of the score; below 0.</param>
/// <param name="Intercept">Logarithm of the odds against at score 0.</param>
public sealed record PlattCalibration(double Slope, double Intercept)
{
    // As in the paper of Lin, Lin and Weng; from standardised scores a fit takes 2 to 7 iterations.
    private const int MostIterations = 100;
    private const double Settled = 1e-5;
    private const double LeastStep = 1e-10;
    private const double LeastDecrease = 1e-4;

    // Keeps the second derivatives invertible.
    private const double Ridge = 1e-12;

    /// <summary>The probability at a score, 0 to 1.</summary>
    public double Probability(double score) => Logistic((Slope * score) + Intercept);

    /// <summary>
    /// The curve of greatest likelihood, by Newton's method with backtracking (Lin, Lin and Weng, A note on Platt's probabilistic outputs for support
    /// vector machines, Machine Learning 68, 2007). Its targets are not 1 and 0 but Platt's (n + 1) / (n + 2) and 1 / (n + 2), so that the curve stays
    /// finite where scores separate the decisions perfectly.
    /// </summary>
    /// <returns>Null when there is no rising curve: one kind of decision only, scores all equal or too great to square, or higher scores accepted less often.</returns>
    internal static PlattCalibration? Fit(IReadOnlyList<DecidedScore> rows)
    {
        var accepted = rows.Count(row => row.Accepted);
        if (accepted == 0 || accepted == rows.Count || rows.All(row => row.Score == rows[0].Score))
        {
            return null;
        }

        // Standardised: Newton's steps do not depend on the scale, what rounding does to them does.
        var mean = rows.Average(row => row.Score);
        var deviation = Math.Sqrt(rows.Average(row => (row.Score - mean) * (row.Score - mean)));
        if (!double.IsFinite(deviation) || deviation <= 0)
        {
            return null;
        }

        var (high, low) = ((accepted + 1.0) / (accepted + 2.0), 1 / (rows.Count - accepted + 2.0));
        var scores = rows.Select(row => (row.Score - mean) / deviation).ToArray();
        var targets = rows.Select(row => row.Accepted ? high : low).ToArray();
        var start = (Slope: 0.0, Intercept: Math.Log((rows.Count - accepted + 1.0) / (accepted + 1.0)));
        return Minimum(scores, targets, start) is { Slope: < 0 } curve
            ? new PlattCalibration(curve.Slope / deviation, curve.Intercept - (curve.Slope * mean / deviation))
            : null;
    }

    private static (double Slope, double Intercept)? Minimum(double[] scores, double[] targets, (double Slope, double Intercept) curve)
    {
        var loss = Loss(scores, targets, curve);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            var (bySlope, byIntercept, twiceSlope, twiceIntercept, both) = (0.0, 0.0, Ridge, Ridge, 0.0);
            for (var i = 0; i < scores.Length; i++)
            {
                var probability = Logistic((curve.Slope * scores[i]) + curve.Intercept);
                var (error, spread) = (targets[i] - probability, probability * (1 - probability));
                bySlope += scores[i] * error;
                byIntercept += error;
                twiceSlope += scores[i] * scores[i] * spread;
                twiceIntercept += spread;
                both += scores[i] * spread;
            }

            if (Math.Abs(bySlope) < Settled && Math.Abs(byIntercept) < Settled)
            {
                return curve;
            }

            var determinant = (twiceSlope * twiceIntercept) - (both * both);
            var step = (Slope: ((both * byIntercept) - (twiceIntercept * bySlope)) / determinant, Intercept: ((both * bySlope) - (twiceSlope * byIntercept)) / determinant);
            var descent = (bySlope * step.Slope) + (byIntercept * step.Intercept);
            var length = 1.0;
            for (; length >= LeastStep; length /= 2)
            {
                var next = (Slope: curve.Slope + (length * step.Slope), Intercept: curve.Intercept + (length * step.Intercept));
                if (Loss(scores, targets, next) is var lower && lower < loss + (LeastDecrease * length * descent))
                {
                    (curve, loss) = (next, lower);
                    break;
                }
            }

            if (length < LeastStep)
            {
                return null;
            }
        }

        return null;
    }

    // The cross entropy, written so that neither exponential overflows: Lin, Lin and Weng show how the plain form loses all digits.
    private static double Loss(double[] scores, double[] targets, (double Slope, double Intercept) curve)
    {
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            var against = (curve.Slope * scores[i]) + curve.Intercept;
            sum += against >= 0
                ? (targets[i] * against) + Math.Log(1 + Math.Exp(-against))
                : ((targets[i] - 1) * against) + Math.Log(1 + Math.Exp(against));
        }

        return sum;
    }

    private static double Logistic(double against) => against >= 0 ? Math.Exp(-against) / (1 + Math.Exp(-against)) : 1 / (1 + Math.Exp(against));
}
