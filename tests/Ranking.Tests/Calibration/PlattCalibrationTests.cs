using Matchmaking.Ranking.Calibration;

namespace Matchmaking.Ranking.Tests.Calibration;

public sealed class PlattCalibrationTests
{
    [Fact]
    public void A_known_curve_is_found_again()
    {
        var found = PlattCalibration.Fit(Simulated.ByTruth(4000, seed: 1))!;

        Assert.Equal(Simulated.Truth.Slope, found.Slope, 0.005);
        Assert.Equal(Simulated.Truth.Intercept, found.Intercept, 0.25);
        Assert.All(Enumerable.Range(20, 61), score => Assert.Equal(Simulated.Truth.Probability(score), found.Probability(score), 0.02));
    }

    [Fact]
    public void The_mean_prediction_is_the_mean_of_platts_targets()
    {
        // Where the derivative by the intercept is 0; with 3 of 5 accepted the targets are 4/5 and 1/4.
        DecidedScore[] rows = [new(10, false, 0, 0), new(20, true, 1, 1), new(30, false, 2, 2), new(40, true, 3, 3), new(55, true, 4, 4)];
        var found = PlattCalibration.Fit(rows)!;

        Assert.Equal(((3 * 4 / 5.0) + (2 / 4.0)) / 5, rows.Average(row => found.Probability(row.Score)), 1e-5);
        // The other derivative, by the slope.
        Assert.Equal(0, rows.Sum(row => (row.Score - 31) * ((row.Accepted ? 0.8 : 0.25) - found.Probability(row.Score))), 1e-3);
    }

    [Theory]
    [InlineData(1e-6, 0)]
    [InlineData(1, -1e6)]
    [InlineData(1e6, 1e12)]
    [InlineData(1e100, 0)]
    public void Another_scale_of_scores_gives_the_same_probabilities(double factor, double shift)
    {
        var rows = Simulated.ByTruth(40, seed: 2);
        var plain = PlattCalibration.Fit(rows)!;
        var scaled = PlattCalibration.Fit([.. rows.Select(row => row with { Score = (row.Score * factor) + shift })])!;

        Assert.All(rows, row => Assert.Equal(plain.Probability(row.Score), scaled.Probability((row.Score * factor) + shift), 1e-4));
    }

    [Fact]
    public void Scores_that_separate_perfectly_give_a_finite_curve_that_is_never_sure()
    {
        var rows = Enumerable.Range(0, 100).Select(i => new DecidedScore(i < 50 ? 10 : 90, i >= 50, i, i)).ToArray();
        var found = PlattCalibration.Fit(rows)!;

        Assert.True(double.IsFinite(found.Slope) && double.IsFinite(found.Intercept));
        // Two points fit their targets exactly.
        Assert.Equal(51 / 52.0, found.Probability(90), 1e-5);
        Assert.Equal(1 / 52.0, found.Probability(10), 1e-5);
    }

    [Fact]
    public void Scores_of_one_far_outlier_do_not_break_the_fit()
    {
        foreach (var far in new[] { 1e6, 1e15, -1e15 })
        {
            // Whichever curve such rows give, if any, it is one.
            var found = PlattCalibration.Fit([.. Simulated.ByTruth(40, seed: 3), new DecidedScore(far, far > 0, 99, 99)]);
            Assert.True(found is null || (found.Slope < 0 && double.IsFinite(found.Slope) && double.IsFinite(found.Intercept)), $"{far}: {found}");
        }
    }

    [Fact]
    public void A_higher_score_is_never_less_likely_and_every_probability_lies_between_0_and_1()
    {
        var found = PlattCalibration.Fit(Simulated.ByTruth(40, seed: 4))!;
        double[] scores = [double.MinValue, -1e300, -1e6, .. Enumerable.Range(-500, 1501).Select(i => i / 5.0), 1e6, 1e300, double.MaxValue];
        var probabilities = Array.ConvertAll(scores, found.Probability);

        Assert.Equal(probabilities.Order(), probabilities);
        Assert.All(probabilities, probability => Assert.InRange(probability, 0, 1));
        Assert.Equal((0, 1), (probabilities[0], probabilities[^1]));
        Assert.True(found.Probability(60) > found.Probability(40) + 0.2);
    }

    [Fact]
    public void Without_a_rising_curve_there_is_none()
    {
        var rows = Simulated.ByTruth(40, seed: 5);

        Assert.Null(PlattCalibration.Fit([.. rows.Select(row => row with { Accepted = !row.Accepted })]));
        Assert.Null(PlattCalibration.Fit([.. rows.Select(row => row with { Accepted = true })]));
        Assert.Null(PlattCalibration.Fit([.. rows.Select(row => row with { Accepted = false })]));
        Assert.Null(PlattCalibration.Fit([.. rows.Select(row => row with { Score = 0.1 })]));
        Assert.Null(PlattCalibration.Fit([.. rows.Select(row => row with { Score = row.Score * 1e300 })]));
        Assert.Null(PlattCalibration.Fit([]));
    }
}
