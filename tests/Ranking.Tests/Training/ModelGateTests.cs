using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Training;
using Xunit.Abstractions;

namespace Matchmaking.Ranking.Tests.Training;

/// <summary>How often the gate lets a challenger through, by how much better it is.</summary>
public sealed class ModelGateTests(ITestOutputHelper output)
{
    private const int Runs = 1000;

    [Theory]
    [InlineData(ModelGate.LeastDemands, ModelGate.LeastDemands, 0)]
    [InlineData(60, 60, 0)]
    [InlineData(ModelGate.LeastDemands, ModelGate.LeastEnterprises, 0.1)]
    [InlineData(60, ModelGate.LeastEnterprises, 0.1)]
    [InlineData(200, 40, 0.1)]
    public void A_challenger_exactly_as_good_passes_no_more_often_than_the_stated_error_rate(int demands, int enterprises, double habit)
    {
        var passed = Passed(demands, championNoise: 0.3, challengerNoise: 0.3, enterprises, habit);

        output.WriteLine($"{passed} of {Runs} pass on {demands} demands of {enterprises} enterprises, each of which suits one of the two by {habit}");
        Assert.InRange(passed, 0, ModelGate.ErrorRate * Runs);
    }

    [Fact]
    public void A_worse_one_hardly_ever_passes_and_a_better_one_mostly()
    {
        var (worse, better) = (Passed(40, 0.2, 0.4), Passed(40, 0.4, 0.2));

        output.WriteLine($"worse {worse}, better {better} of {Runs}");
        Assert.InRange(worse, 0, 0.002 * Runs);
        Assert.InRange(better, 0.8 * Runs, Runs);
    }

    [Fact]
    public void A_challenger_that_orders_everything_alike_does_not_pass()
    {
        var pairs = Pairs(new Random(1), 30);

        var verdict = ModelGate.Compare(pairs, row => pairs.Points[row], row => 2 * pairs.Points[row]);

        Assert.Equal((0, 0, false), (verdict.GainLow, verdict.GainHigh, verdict.IsPassed));
    }

    [Fact]
    public void Too_few_demands_are_no_proof()
    {
        var pairs = Pairs(new Random(1), ModelGate.LeastDemands - 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => ModelGate.Compare(pairs, row => 0, row => pairs.Rows.Grades[row]));
    }

    [Fact]
    public void Demands_of_too_few_enterprises_are_no_proof()
    {
        var pairs = Pairs(new Random(1), 60, ModelGate.LeastEnterprises - 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => ModelGate.Compare(pairs, row => 0, row => pairs.Rows.Grades[row]));
    }

    // Two rankers see the truth through noise of their own; neither is better but by its noise. The demands of an enterprise may suit one of them.
    private static int Passed(int demands, double championNoise, double challengerNoise, int enterprises = int.MaxValue, double habit = 0) => Enumerable.Range(1, Runs).Count(run =>
    {
        var random = new Random(run);
        var pairs = Pairs(random, demands, enterprises);
        var favours = Enumerable.Range(0, demands).Select(_ => habit * ((2 * random.Next(2)) - 1)).ToArray();
        var favour = pairs.Groups.SelectMany((group, demand) => Enumerable.Repeat(favours[group], pairs.Rows.QuerySizes[demand])).ToArray();
        double See(int row, double noise) => pairs.Rows.Grades[row] + (4 * noise * (random.NextDouble() + random.NextDouble() - 1));
        var champion = Enumerable.Range(0, pairs.Rows.Count).Select(row => See(row, championNoise - favour[row])).ToArray();
        var challenger = Enumerable.Range(0, pairs.Rows.Count).Select(row => See(row, challengerNoise + favour[row])).ToArray();
        return ModelGate.Compare(pairs, row => champion[row], row => challenger[row]).IsPassed;
    });

    private static GradedPairs Pairs(Random random, int demands, int enterprises = int.MaxValue)
    {
        var pairs = new GradedPairs();
        for (var demand = 0; demand < demands; demand++)
        {
            pairs.BeginDemand(demand % enterprises);
            for (var i = 0; i < 6; i++)
            {
                pairs.Add(new float[FeatureRow.Columns.Count], random.NextDouble(), i < 2 ? i : random.Next(3));
            }
        }

        return pairs;
    }
}
