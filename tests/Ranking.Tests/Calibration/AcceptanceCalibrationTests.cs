using System.Text.Json;
using Matchmaking.Ranking.Calibration;

namespace Matchmaking.Ranking.Tests.Calibration;

public sealed class AcceptanceCalibrationTests
{
    [Fact]
    public void Scores_that_tell_are_calibrated_and_the_figures_say_so()
    {
        var given = AcceptanceCalibration.Fit(Simulated.ByTruth(400, seed: 1))!;
        var figures = given.Reliability;

        Assert.Equal((400, 200, 2000), (given.Demands, given.Groups, figures.Decisions));
        Assert.Equal(10, figures.Bins.Count);
        Assert.InRange(figures.AcceptedShare, 0.45, 0.55);
        // Who knows the truth has 0.15 here, the base rate 0.25.
        Assert.InRange(figures.Brier, 0.14, 0.16);
        Assert.Equal(0.25, figures.BaseBrier, 0.002);
        Assert.InRange(figures.CalibrationError, 0, 0.04);
        Assert.Equal(0.5, given.Probability(50), 0.05);
    }

    [Fact]
    public void Of_a_hundred_decisions_the_figures_are_coarser_but_there_is_a_calibration()
    {
        var given = Enumerable.Range(0, 100).Select(seed => AcceptanceCalibration.Fit(Simulated.ByTruth(20, seed))).ToArray();

        Assert.All(given, Assert.NotNull);
        Assert.All(given, calibration => Assert.InRange(calibration!.Probability(70) - calibration.Probability(30), 0.4, 0.99));
        Assert.InRange(given.Average(calibration => calibration!.Reliability.CalibrationError), 0, 0.08);
    }

    [Theory]
    [InlineData(19, 6, 2, NoCalibration.FewDemands)]
    [InlineData(20, 4, 2, NoCalibration.FewDecisions)]
    [InlineData(27, 5, 3, NoCalibration.FewGroups)]
    public void Of_too_few_decisions_there_is_none(int demands, int perDemand, int perGroup, string reason)
    {
        var trial = CalibrationTrial.Of(Simulated.ByTruth(demands, 1, perDemand, perGroup));

        Assert.Null(trial.Calibration);
        Assert.Equal(reason, trial.Reason);
        // The figures are there for whoever looks at how it goes.
        Assert.True(trial.Reliability!.BeatsBaseRate);
    }

    [Fact]
    public void Where_nearly_all_decisions_are_alike_there_is_none()
    {
        var rows = Simulated.ByTruth(60, seed: 2);
        var accepted = 0;
        var few = rows.Select(row => row with { Accepted = row.Accepted && ++accepted <= 19 }).ToArray();
        var rejected = 0;
        var many = rows.Select(row => row with { Accepted = row.Accepted || ++rejected > 19 }).ToArray();

        Assert.Equal(NoCalibration.OneSided, CalibrationTrial.Of(few).Reason);
        Assert.Equal(NoCalibration.OneSided, CalibrationTrial.Of(many).Reason);
        Assert.Equal(NoCalibration.FewDecisions, CalibrationTrial.Of([]).Reason);
    }

    [Fact]
    public void Scores_that_know_nothing_are_calibrated_once_in_twenty_times_and_then_hardly_told_apart()
    {
        var trials = Enumerable.Range(0, 300).Select(seed => CalibrationTrial.Of(Simulated.ByChance(60, seed))).ToArray();
        var given = trials.Where(trial => trial.Calibration is not null).ToArray();

        // 15 are expected; 300 throws at one in twenty give 25 or more once in a hundred times.
        Assert.InRange(given.Length, 0, 25);
        Assert.All(given, trial => Assert.InRange(trial.Calibration!.Probability(60) - trial.Calibration.Probability(40), 0, 0.15));
        Assert.All(trials.Where(trial => trial.Calibration is null), trial => Assert.Contains(trial.Reason, new[] { NoCalibration.NotRising, NoCalibration.NoGain }));
        Assert.Contains(trials, trial => trial.Reason == NoCalibration.NoGain && trial.Reliability!.Brier >= trial.Reliability.BaseBrier);
    }

    [Fact]
    public void Equal_decisions_have_an_equal_digest_and_others_another()
    {
        var first = AcceptanceCalibration.Fit(Simulated.ByTruth(60, seed: 3))!;

        Assert.Equal(first.Digest, AcceptanceCalibration.Fit(Simulated.ByTruth(60, seed: 3))!.Digest);
        Assert.Matches("^[0-9a-f]{24}$", first.Digest);
        Assert.NotEqual(first.Digest, AcceptanceCalibration.Fit(Simulated.ByTruth(60, seed: 4))!.Digest);
        Assert.NotEqual(first.Digest, (first with { Curve = first.Curve with { Slope = first.Curve.Slope * 1.0001 } }).Digest);
    }

    [Fact]
    public void What_is_written_as_json_reads_back_to_the_same_calibration()
    {
        var given = AcceptanceCalibration.Fit(Simulated.ByTruth(60, seed: 5))!;
        var text = JsonSerializer.Serialize(given, JsonSerializerOptions.Web);
        var read = JsonSerializer.Deserialize<AcceptanceCalibration>(text, JsonSerializerOptions.Web)!;

        Assert.StartsWith("{\"curve\":{\"slope\":-", text, StringComparison.Ordinal);
        Assert.Equal((given.Digest, given.Curve), (read.Digest, read.Curve));
        Assert.Equal(given.Reliability.Bins, read.Reliability.Bins);
    }

    [Fact]
    public void A_score_that_is_no_number_is_refused()
    {
        var rows = Simulated.ByTruth(60, seed: 6);
        rows[7] = rows[7] with { Score = double.NaN };

        Assert.Throws<ArgumentException>(() => AcceptanceCalibration.Fit(rows));
    }
}
