using Matchmaking.Ranking.Calibration;

namespace Matchmaking.Ranking.Tests.Calibration;

public sealed class ReliabilityTests
{
    [Fact]
    public void Figures_equal_values_worked_out_by_hand()
    {
        // Thirty said 0.2, of which 3 were accepted; ten said 0.9, all accepted.
        var predicted = Enumerable.Repeat(0.2, 30).Concat(Enumerable.Repeat(0.9, 10)).ToArray();
        var accepted = Enumerable.Range(0, 40).Select(i => i is < 3 or >= 30).ToArray();
        var figures = Reliability.Of(predicted, accepted);

        Assert.Equal((40, 13 / 40.0), (figures.Decisions, figures.AcceptedShare));
        Assert.Equal(((3 * 0.64) + (27 * 0.04) + (10 * 0.01)) / 40, figures.Brier, 1e-12);
        Assert.Equal(13 / 40.0 * (27 / 40.0), figures.BaseBrier, 1e-12);
        // Ten are too few for a bin of their own.
        var bin = Assert.Single(figures.Bins);
        Assert.Equal((40, 13 / 40.0), (bin.Decisions, bin.Accepted));
        Assert.Equal(0.375, bin.Predicted, 1e-12);
        Assert.Equal(0.05, figures.CalibrationError, 1e-12);
    }

    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(39, new[] { 39 })]
    [InlineData(101, new[] { 20, 20, 20, 20, 21 })]
    [InlineData(1009, new[] { 100, 100, 100, 100, 100, 100, 100, 100, 100, 109 })]
    public void Bins_are_of_equal_count_from_the_lowest_prediction_up(int count, int[] expected)
    {
        var predicted = Enumerable.Range(0, count).Select(i => (i * 7919 % count) / (double)count).ToArray();
        var bins = Reliability.Of(predicted, [.. predicted.Select(value => value > 0.5)]).Bins;

        Assert.Equal(expected, bins.Select(bin => bin.Decisions));
        Assert.Equal(bins.Select(bin => bin.Predicted).Order(), bins.Select(bin => bin.Predicted));
    }

    [Fact]
    public void Equal_predictions_stand_in_one_bin_so_that_the_order_of_rows_does_not_matter()
    {
        var predicted = Enumerable.Range(0, 200).Select(i => i < 110 ? 0.1 : i / 200.0).ToArray();
        var accepted = Enumerable.Range(0, 200).Select(i => i % 3 == 0).ToArray();
        var figures = Reliability.Of(predicted, accepted);
        var turned = Reliability.Of([.. predicted.Reverse()], [.. accepted.Reverse()]);

        Assert.Equal([110, 20, 20, 20, 30], figures.Bins.Select(bin => bin.Decisions));
        Assert.Equal(figures.Bins.Select(bin => bin.Accepted), turned.Bins.Select(bin => bin.Accepted));
        Assert.Equal(figures.CalibrationError, turned.CalibrationError, 1e-12);
    }

    [Fact]
    public void Predictions_without_outcomes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Reliability.Of([], []));
        Assert.Throws<ArgumentException>(() => Reliability.Of([0.1, 0.2], [true]));
    }
}
