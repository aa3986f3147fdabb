using Matchmaking.Learning.Trees;

namespace Matchmaking.Learning.Tests;

public sealed class TreeEvaluatorTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 2, 2)]
    [InlineData(7, 13, 9)]
    [InlineData(30, 100, 16)]
    [InlineData(300, 6, 64)]
    public void Scores_are_those_of_the_plain_walk_to_the_last_bit(int columns, int trees, int leaves)
    {
        var ensemble = RandomTrees.Make(columns, columns, trees, leaves);
        var rows = RandomTrees.Rows(1, columns, 500);
        var evaluator = new TreeEvaluator(ensemble);
        var scores = new double[rows.Count];

        evaluator.Score(rows.Values, scores);

        for (var row = 0; row < rows.Count; row++)
        {
            Assert.Equal(ensemble.Score(rows.Row(row)), scores[row]);
            Assert.Equal(scores[row], evaluator.Score(rows.Row(row)));
        }
    }

    [Fact]
    public void A_score_allocates_nothing()
    {
        var evaluator = new TreeEvaluator(RandomTrees.Make(1, 40, 100, 16));
        var rows = RandomTrees.Rows(1, 40, 100);
        var scores = new double[rows.Count];
        evaluator.Score(rows.Values, scores);

        var before = GC.GetAllocatedBytesForCurrentThread();
        evaluator.Score(rows.Values, scores);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_row_of_another_length_is_refused()
    {
        var evaluator = new TreeEvaluator(RandomTrees.Make(1, 4, 2, 4));

        Assert.Throws<ArgumentException>(() => evaluator.Score([1, 2, 3]));
    }

    [Fact]
    public void Many_threads_may_score_at_once()
    {
        var ensemble = RandomTrees.Make(5, 12, 50, 16);
        var evaluator = new TreeEvaluator(ensemble);
        var rows = RandomTrees.Rows(5, 12, 400);
        var expected = Enumerable.Range(0, rows.Count).Select(row => ensemble.Score(rows.Row(row))).ToArray();

        var wrong = 0;
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            for (var row = 0; row < rows.Count; row++)
            {
                if (evaluator.Score(rows.Row(row)) != expected[row])
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        });

        Assert.Equal(0, wrong);
    }
}
