namespace Matchmaking.Ranking.Calibration;

/// <summary>How far predicted probabilities hold, on decisions that were not used to make them.</summary>
/// <param name="Decisions">Predictions that were compared with a decision.</param>
/// <param name="AcceptedShare">Share of them that was accepted, 0 to 1: the base rate.</param>
/// <param name="Brier">Mean square of prediction less outcome (Brier, Verification of forecasts expressed in terms of probability, 1950); 0 is perfect.</param>
/// <param name="BaseBrier">The same of who always says the base rate, and knows it beforehand.</param>
/// <param name="CalibrationError">Expected calibration error: mean distance of predicted and accepted share over the bins, 0 to 1.</param>
/// <param name="Bins">Of equal counts, lowest predictions first; equal predictions stand in one bin.</param>
public sealed record Reliability(int Decisions, double AcceptedShare, double Brier, double BaseBrier, double CalibrationError, IReadOnlyList<ReliabilityBin> Bins)
{
    private const int MostBins = 10;

    // Of twenty decisions the accepted share is off by a tenth by chance alone; smaller bins would show chance as an error.
    private const int LeastInBin = 20;

    /// <summary>Whether the predictions say more than the base rate.</summary>
    internal bool BeatsBaseRate => Brier < BaseBrier;

    /// <summary>Compares predictions with outcomes.</summary>
    /// <param name="predicted">From 0 to 1, at least one.</param>
    /// <param name="accepted">What came of each, in the same order.</param>
    internal static Reliability Of(IReadOnlyList<double> predicted, IReadOnlyList<bool> accepted)
    {
        if (predicted.Count != accepted.Count || predicted.Count == 0)
        {
            throw new ArgumentException("Every prediction needs an outcome, and there must be one.", nameof(accepted));
        }

        var share = (double)accepted.Count(outcome => outcome) / accepted.Count;
        var bins = Cut(predicted, accepted);
        return new Reliability(
            predicted.Count,
            share,
            predicted.Select((value, i) => Square(value - (accepted[i] ? 1 : 0))).Average(),
            share * (1 - share),
            bins.Sum(bin => bin.Decisions * Math.Abs(bin.Predicted - bin.Accepted)) / predicted.Count,
            bins);
    }

    private static List<ReliabilityBin> Cut(IReadOnlyList<double> predicted, IReadOnlyList<bool> accepted)
    {
        var order = Enumerable.Range(0, predicted.Count).OrderBy(i => predicted[i]).ToArray();
        var size = order.Length / Math.Clamp(order.Length / LeastInBin, 1, MostBins);
        var bins = new List<ReliabilityBin>(MostBins);
        for (var start = 0; start < order.Length;)
        {
            var end = start + size;
            // Which of equal predictions came first is chance: they are not cut apart.
            while (end < order.Length && predicted[order[end]] == predicted[order[end - 1]])
            {
                end++;
            }

            // A rest too small for a bin of its own belongs to the last.
            end = order.Length - end < size ? order.Length : end;
            var rows = order[start..end];
            bins.Add(new ReliabilityBin(rows.Length, rows.Average(i => predicted[i]), (double)rows.Count(i => accepted[i]) / rows.Length));
            start = end;
        }

        return bins;
    }

    private static double Square(double value) => value * value;
}

/// <summary>Predictions near each other.</summary>
/// <param name="Decisions">How many, at least one.</param>
/// <param name="Predicted">Mean of the predictions, 0 to 1.</param>
/// <param name="Accepted">Share that was accepted, 0 to 1.</param>
public sealed record ReliabilityBin(int Decisions, double Predicted, double Accepted);
