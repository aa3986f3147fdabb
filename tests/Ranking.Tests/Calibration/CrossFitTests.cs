using Matchmaking.Ranking.Calibration;

namespace Matchmaking.Ranking.Tests.Calibration;

public sealed class CrossFitTests
{
    [Fact]
    public void Parts_never_share_a_group_and_are_of_like_size()
    {
        // An enterprise with 300 decisions beside sixty with five.
        var rows = Simulated.ByTruth(120, seed: 1).Select(row => row with { Group = row.Demand < 60 ? 1000 : row.Demand }).ToArray();
        var parts = CrossFit.PartsOf(rows);

        Assert.All(rows.Zip(parts).GroupBy(pair => pair.First.Group), group => Assert.Single(group.Select(pair => pair.Second).Distinct()));
        Assert.Equal([75, 75, 75, 75, 300], parts.GroupBy(part => part).Select(part => part.Count()).Order());
    }

    [Fact]
    public void A_prediction_does_not_change_with_the_decisions_of_its_own_part()
    {
        var rows = Simulated.ByTruth(60, seed: 2);
        var parts = CrossFit.PartsOf(rows);
        var before = CrossFit.Predict(rows)!;
        var after = CrossFit.Predict([.. rows.Select((row, i) => parts[i] == 3 ? row with { Accepted = !row.Accepted } : row)])!;

        Assert.All(Enumerable.Range(0, rows.Length), i => Assert.Equal(parts[i] == 3, before[i] == after[i]));
    }

    [Fact]
    public void One_curve_that_does_not_rise_is_enough_for_none()
    {
        // All that was accepted stands in one group: the curve without it has nothing to go by.
        var rows = Simulated.ByTruth(60, seed: 3).Select(row => row with { Accepted = row.Group == 7 && row.Score > 40 }).ToArray();

        Assert.NotNull(PlattCalibration.Fit(rows));
        Assert.Null(CrossFit.Predict(rows));
    }
}
