namespace Matchmaking.Ranking.Calibration;

/// <summary>An attempt at a calibration: what came of it, and why nothing did.</summary>
/// <param name="Calibration">Null where none may be given yet.</param>
/// <param name="Reliability">The figures on unseen demands, also where they were too bad or of too few decisions; null when curves could not be fitted.</param>
/// <param name="Reason">See <see cref="NoCalibration"/>; null with a calibration.</param>
internal sealed record CalibrationTrial(AcceptanceCalibration? Calibration, Reliability? Reliability, string? Reason)
{
    /// <exception cref="ArgumentException">A score is not finite.</exception>
    internal static CalibrationTrial Of(IReadOnlyList<DecidedScore> rows)
    {
        if (rows.Any(row => !double.IsFinite(row.Score)))
        {
            throw new ArgumentException("A score is a finite number.", nameof(rows));
        }

        var demands = rows.Select(row => row.Demand).Distinct().Count();
        var groups = rows.Select(row => row.Group).Distinct().Count();
        var curve = PlattCalibration.Fit(rows);
        var reliability = curve is not null && CrossFit.Predict(rows) is { } predicted ? Reliability.Of(predicted, [.. rows.Select(row => row.Accepted)]) : null;
        var reason = TooFew(rows, demands, groups) ?? (reliability is null ? NoCalibration.NotRising : reliability.BeatsBaseRate ? null : NoCalibration.NoGain);
        return new CalibrationTrial(reason is null ? new AcceptanceCalibration(curve!, demands, groups, reliability!) : null, reliability, reason);
    }

    private static string? TooFew(IReadOnlyList<DecidedScore> rows, int demands, int groups)
    {
        var accepted = rows.Count(row => row.Accepted);
        return rows.Count < AcceptanceCalibration.LeastDecisions ? NoCalibration.FewDecisions
            : demands < AcceptanceCalibration.LeastDemands ? NoCalibration.FewDemands
            : groups < AcceptanceCalibration.LeastGroups ? NoCalibration.FewGroups
            : Math.Min(accepted, rows.Count - accepted) < AcceptanceCalibration.LeastOfEither ? NoCalibration.OneSided
            : null;
    }
}

/// <summary>Why there is no calibration.</summary>
internal static class NoCalibration
{
    internal const string FewDecisions = "few_decisions";
    internal const string FewDemands = "few_demands";
    internal const string FewGroups = "few_enterprises";

    /// <summary>Too few were accepted, or too few not.</summary>
    internal const string OneSided = "one_sided";

    /// <summary>Higher scores were not accepted more often, in all or without one of the parts.</summary>
    internal const string NotRising = "not_rising";

    /// <summary>The base rate foretells unseen demands as well.</summary>
    internal const string NoGain = "no_gain";
}
