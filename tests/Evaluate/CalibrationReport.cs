using System.Globalization;
using Matchmaking.Ranking.Calibration;

namespace Matchmaking.Evaluate;

/// <summary>How far the points of one ranker foretell that a pair is accepted.</summary>
/// <param name="Ranker">The ranker.</param>
/// <param name="AcceptedGrade">The least grade that counts as accepted.</param>
/// <param name="Reason">Why the service would give no calibration of such decisions; null when it would.</param>
/// <param name="Demands">Demands of the pairs.</param>
/// <param name="Enterprises">Enterprises of the demands.</param>
/// <param name="Digest">Names the calibration that it would give; null without one.</param>
/// <param name="Curve">Its curve, of all pairs; null without one.</param>
/// <param name="Reliability">The figures on enterprises that the curves had not seen; null when no curve could be fitted.</param>
internal sealed record CalibrationRow(string Ranker, int AcceptedGrade, string? Reason, int Demands, int Enterprises, string? Digest, PlattCalibration? Curve, Reliability? Reliability);

/// <summary>
/// Judgements taken for decisions: which probability belongs to the points of a pair, and does it hold? Over the judged pairs that were ranked.
/// </summary>
internal static class CalibrationReport
{
    private const int Width = 40;

    internal static IReadOnlyList<CalibrationRow> Measure(
        IReadOnlyList<RankerResult> results, IReadOnlyList<(Demand Demand, Dictionary<string, double> Grades)> demands, EvaluateOptions options) =>
        [.. results.Where(result => RankerCatalogue.InPoints.Contains(result.Ranker)).Select(result => Row(result, demands, options))];

    internal static void Write(TextWriter output, IReadOnlyList<CalibrationRow> rows)
    {
        output.WriteLine();
        output.WriteLine($"calibration: how likely a judged pair has grade {rows[0].AcceptedGrade} or more, by its points; each pair by a curve that had not seen its enterprise");
        output.WriteLine($"{"ranker",-12}{"pairs",8}{"accepted",12}{"Brier",12}{"base rate",12}{"ECE",12}   curve of all pairs");
        foreach (var row in rows)
        {
            var figures = row.Reliability is { } found
                ? $"{found.Decisions,8}{Percent(found.AcceptedShare),12}{Show(found.Brier),12}{Show(found.BaseBrier),12}{Show(found.CalibrationError),12}"
                : $"{"-",8}{"-",12}{"-",12}{"-",12}{"-",12}";
            var curve = row.Curve is { } given
                ? string.Create(CultureInfo.InvariantCulture, $"1 / (1 + exp({given.Slope:0.0000} points {given.Intercept:+ 0.000;- 0.000}))")
                : $"none: {row.Reason}";
            output.WriteLine($"{row.Ranker,-12}{figures}   {curve}");
        }

        foreach (var row in rows.Where(row => row.Reliability is not null))
        {
            output.WriteLine();
            output.WriteLine($"{row.Ranker,-12}{"pairs",8}{"predicted",12}{"accepted",12}   # accepted, | predicted, of 100 %");
            foreach (var bin in row.Reliability!.Bins)
            {
                output.WriteLine($"{"",-12}{bin.Decisions,8}{Percent(bin.Predicted),12}{Percent(bin.Accepted),12}   {Bar(bin)}");
            }
        }
    }

    private static CalibrationRow Row(RankerResult result, IReadOnlyList<(Demand Demand, Dictionary<string, double> Grades)> demands, EvaluateOptions options)
    {
        var enterprises = Enterprises.Of(demands);
        var rows = new List<DecidedScore>();
        for (var i = 0; i < demands.Count; i++)
        {
            foreach (var (talent, score) in result.Lists[i].Take(options.Depth))
            {
                if (demands[i].Grades.TryGetValue(talent, out var grade))
                {
                    rows.Add(new DecidedScore(score, grade >= options.Accepted, i, enterprises[i]));
                }
            }
        }

        var trial = CalibrationTrial.Of(rows);
        return new CalibrationRow(
            result.Ranker, options.Accepted, trial.Reason, rows.DistinctBy(row => row.Demand).Count(), rows.DistinctBy(row => row.Group).Count(),
            trial.Calibration?.Digest, trial.Calibration?.Curve, trial.Reliability);
    }

    private static string Bar(ReliabilityBin bin)
    {
        var line = new string('#', (int)Math.Round(bin.Accepted * Width)).PadRight(Width + 1).ToCharArray();
        line[(int)Math.Round(bin.Predicted * Width)] = '|';
        return new string(line).TrimEnd();
    }

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Show(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
