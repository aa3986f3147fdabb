using Matchmaking.Ranking.Decisions;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Training;

namespace Matchmaking.Ranking.Tests.Training;

/// <summary>What decisions say about relevance, how much it counts, and who it may be tried on.</summary>
public sealed class DecisionsAsRowsTests
{
    [Theory]
    [InlineData("accepted", "good_fit", "", "", 2)]
    [InlineData("held", "needs_clarification", "", "", 1)]
    [InlineData("held", "price time", "", "", null)]
    [InlineData("held", "price thin_evidence", "", "", 1)]
    [InlineData("rejected", "irrelevant", "", "", 0)]
    [InlineData("rejected", "price wrong_field", "", "", 0)]
    [InlineData("rejected", "price", "", "", null)]
    [InlineData("rejected", "time no_capacity conflict_of_interest", "", "", null)]
    [InlineData("rejected", "thin_evidence", "", "", null)]
    [InlineData("accepted", "good_fit", "visited agreement contract", "", 3)]
    [InlineData("accepted", "good_fit", "visited ended", "irrelevant", 0)]
    [InlineData("accepted", "good_fit", "visited ended", "price", 2)]
    [InlineData("accepted", "good_fit", "agreement contract ended", "irrelevant", 3)]
    public void A_decision_is_graded_by_its_reason_and_what_became_of_it(string decision, string reasons, string stages, string endReasons, int? grade) =>
        Assert.Equal(grade, DecisionGrade.Of(decision, reasons.Split(' '), stages.Split(' '), endReasons.Split(' ')));

    [Fact]
    public void Who_is_looked_at_less_often_counts_more_up_to_double()
    {
        // Of a hundred lists the first pair is always decided, the second in four of five, the third in every twentieth.
        var demands = Enumerable.Range(0, 100).Select(i => Demand($"e{i}", i, Pair(1, 2), i % 5 != 0 ? Pair(2, 0) : Pair(2), i % 20 == 0 ? Pair(3, 1) : Pair(3))).ToArray();

        var examination = Examination.Of(demands);

        Assert.Equal([1, 0.8, 0.5, 0.5], [examination.At(1), examination.At(2), examination.At(3), examination.At(17)]);
        Assert.Equal([1, 1.25, 2], [examination.WeightAt(1), examination.WeightAt(2), examination.WeightAt(3)]);
    }

    [Fact]
    public void Chance_does_not_make_a_lower_rank_likelier()
    {
        var demands = Enumerable.Range(0, 10).Select(i => Demand($"e{i}", i, i < 6 ? Pair(1, 2) : Pair(1), i < 8 ? Pair(2, 0) : Pair(2), i < 2 ? Pair(3, 0) : Pair(3)));

        var examination = Examination.Of(demands);

        Assert.Equal([0.7, 0.7, 0.5], [examination.At(1), examination.At(2), examination.At(3)]);
    }

    [Fact]
    public void A_model_is_tried_on_later_demands_of_other_enterprises()
    {
        var demands = Enumerable.Range(0, 200).Select(i => Demand($"enterprise {(i * 7) % 60}", i, Pair(1, 2), Pair(2, 0))).ToArray();

        var split = DecisionSplit.Of(demands);

        Assert.Empty(split.Training.Select(demand => demand.Enterprise).Intersect(split.Later.Select(demand => demand.Enterprise)));
        Assert.True(split.Training.Max(demand => demand.DecidedAt) < split.Later.Min(demand => demand.DecidedAt));
        Assert.True(split.Training.Count >= 40 && split.Later.Count >= 20, $"{split.Training.Count} and {split.Later.Count}");
    }

    [Fact]
    public void A_champion_is_not_tried_on_what_it_was_trained_on()
    {
        var demands = Enumerable.Range(0, 200).Select(i => Demand($"enterprise {i}", i, Pair(1, 2), Pair(2, 0))).ToArray();

        var split = DecisionSplit.Of(demands, demands[160].DecidedAt);

        Assert.Equal(39, split.Later.Count);
        Assert.Equal(161, split.Training.Count);
    }

    [Fact]
    public void Demands_that_tell_no_order_are_on_neither_side()
    {
        var alike = Enumerable.Range(0, 50).Select(i => Demand($"a{i}", i, Pair(1, 2), Pair(2, 2), Pair(3)));
        var one = Enumerable.Range(0, 50).Select(i => Demand($"b{i}", i, Pair(1, 2), Pair(2)));

        var split = DecisionSplit.Of([.. alike, .. one]);

        Assert.Equal((0, 0), (split.Training.Count, split.Later.Count));
    }

    private static DecidedDemand Demand(string enterprise, int hour, params ShownPair[] pairs) =>
        new(Guid.NewGuid(), enterprise, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hour), pairs);

    private static ShownPair Pair(int rank, int? grade = null) =>
        new(Guid.NewGuid(), rank, 50 - rank, new float[FeatureRow.Columns.Count], grade is null ? null : new Verdict(grade, grade == 2));
}
