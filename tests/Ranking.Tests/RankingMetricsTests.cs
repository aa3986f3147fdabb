using Matchmaking.Ranking.Evaluation;

namespace Matchmaking.Ranking.Tests;

public sealed class RankingMetricsTests
{
    [Fact]
    public void A_perfect_order_has_ndcg_one_and_an_empty_list_zero()
    {
        Assert.Equal(1, RankingMetrics.Ndcg([3, 2, 1, 0], [0, 1, 2, 3], 10));
        Assert.Equal(0, RankingMetrics.Ndcg([], [3], 10));
        Assert.Equal(0, RankingMetrics.Ndcg([0, 0], [0, 0], 10));
    }

    [Fact]
    public void Ndcg_equals_a_value_worked_out_by_hand()
    {
        // Gains 7, 0, 1 at discounts 1, log2 3, 2; ideal 7, 1.
        var expected = (7 + (1 / 2.0)) / (7 + (1 / Math.Log2(3)));
        Assert.Equal(expected, RankingMetrics.Ndcg([3, 0, 1], [1, 3, 0], 10), 1e-12);
        Assert.Equal((Math.Pow(2, 0.5) - 1) / (Math.Pow(2, 1.5) - 1), RankingMetrics.Ndcg([0.5], [1.5, 0.5], 1), 1e-12);
    }

    [Fact]
    public void The_other_metrics_equal_values_worked_out_by_hand()
    {
        Assert.Equal(0.5, RankingMetrics.ReciprocalRank([0, 2, 1]));
        Assert.Equal(0, RankingMetrics.ReciprocalRank([0, 0]));
        Assert.Equal(0.4, RankingMetrics.PrecisionAt([1, 0, 1], 5));
        Assert.Equal(0.5, RankingMetrics.RecallAt([0, 1], [1, 1], 2));
        Assert.Equal(((1.0 / 2) + (2.0 / 3)) / 3, RankingMetrics.AveragePrecision([0, 1, 1], [1, 1, 1]), 1e-12);
    }
}

public sealed class PairedBootstrapTests
{
    [Fact]
    public void The_interval_holds_the_mean_and_repeats_with_its_seed()
    {
        var better = Enumerable.Range(0, 200).Select(i => 0.5 + (0.1 * (i % 3))).ToArray();
        var worse = Enumerable.Range(0, 200).Select(i => 0.4 + (0.1 * (i % 5))).ToArray();
        var first = PairedBootstrap.Compare(better, worse, 7);
        Assert.InRange(first.Mean, first.Low, first.High);
        Assert.Equal(first, PairedBootstrap.Compare(better, worse, 7));
        Assert.NotEqual(first, PairedBootstrap.Compare(better, worse, 8));
    }

    [Fact]
    public void Equal_rankers_differ_by_nothing() => Assert.Equal(new DifferenceInterval(0, 0, 0), PairedBootstrap.Compare([0.1, 0.9], [0.1, 0.9], 1));

    [Fact]
    public void Lists_of_different_length_are_refused() => Assert.Throws<ArgumentException>(() => PairedBootstrap.Compare([1], [1, 2], 1));
}
