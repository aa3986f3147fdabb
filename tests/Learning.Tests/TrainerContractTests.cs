using Matchmaking.Learning.Trees;

namespace Matchmaking.Learning.Tests;

/// <summary>What every engine promises, run on each that is present.</summary>
public sealed class TrainerContractTests
{
    private static readonly TrainingSettings Quick = new(Trees: 40, Leaves: 16, LearningRate: 0.1, LeastRowsInLeaf: 5);

    [EngineFact("xgboost")]
    public void XGBoost_is_here() => Assert.StartsWith("xgboost/", Engines.Named("xgboost").Version, StringComparison.Ordinal);

    [EngineFact("mlnet")]
    public void ML_NET_is_here() => Assert.StartsWith("mlnet/", Engines.Named("mlnet").Version, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Engines.Names), MemberType = typeof(Engines))]
    public void The_evaluator_gives_the_engines_own_scores_on_10_000_rows(string engine)
    {
        using var ranker = Engines.Named(engine).Train(SyntheticQueries.Make(60, 40, 30, 1), Quick with { Trees = 100 });
        var rows = SyntheticQueries.Make(250, 40, 30, 2, unknown: 0.2);
        var scores = new double[rows.Count];

        new TreeEvaluator(ranker.Ensemble).Score(rows.Values, scores);

        var own = ranker.Score(rows);
        Assert.Equal(10_000, own.Length);
        Assert.True(own.Distinct().Count() > 5_000, "the engine tells rows apart");
        Assert.InRange(own.Zip(scores, (theirs, ours) => Math.Abs(theirs - ours)).Max(), 0, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Engines.Names), MemberType = typeof(Engines))]
    public void Two_trainings_of_the_same_rows_give_the_same_digest(string engine)
    {
        var rows = SyntheticQueries.Make(40, 30, 12, 3);
        using var first = Engines.Named(engine).Train(rows, Quick);
        using var second = Engines.Named(engine).Train(rows, Quick);

        Assert.Equal(first.Ensemble.Digest, second.Ensemble.Digest);
        Assert.Equal(TreeEnsembleFile.Write(first.Ensemble), TreeEnsembleFile.Write(second.Ensemble));
    }

    [Theory]
    [MemberData(nameof(Engines.Names), MemberType = typeof(Engines))]
    public void It_learns_an_order_that_holds_for_other_queries(string engine)
    {
        using var ranker = Engines.Named(engine).Train(SyntheticQueries.Make(80, 30, 10, 4), Quick);
        var rows = SyntheticQueries.Make(60, 30, 10, 5);
        var random = new Random(1);
        var shuffled = Enumerable.Range(0, rows.Count).Select(_ => random.NextDouble()).ToArray();

        var learned = SyntheticQueries.Ndcg(rows, row => ranker.Ensemble.Score(rows.Row(row)));

        Assert.InRange(learned, SyntheticQueries.Ndcg(rows, row => shuffled[row]) + 0.2, 1);
    }

    [Theory]
    [MemberData(nameof(Engines.Names), MemberType = typeof(Engines))]
    public void Within_a_query_heavy_rows_outvote_light_ones(string engine)
    {
        using var counted = Engines.Named(engine).Train(Divided(heavy: 1), Quick);
        using var weighed = Engines.Named(engine).Train(Divided(heavy: 9), Quick);

        Assert.True(counted.Ensemble.Score([0.9f, 0]) < counted.Ensemble.Score([0.1f, 0]), "three in four rows say that less is better");
        Assert.True(weighed.Ensemble.Score([0.9f, 0]) > weighed.Ensemble.Score([0.1f, 0]), "the fourth says the opposite, and counts nine times");
    }

    [Theory]
    [MemberData(nameof(Engines.Names), MemberType = typeof(Engines))]
    public void Shares_add_up_to_the_engines_score(string engine)
    {
        var training = SyntheticQueries.Make(60, 30, 12, 6);
        using var ranker = Engines.Named(engine).Train(training, Quick);
        var rows = SyntheticQueries.Make(10, 30, 12, 7, unknown: 0.3);
        var own = ranker.Score(rows);
        var shap = new TreeShap(ranker.Ensemble);
        var shares = new double[12];

        for (var row = 0; row < rows.Count; row++)
        {
            shap.Explain(rows.Row(row), shares);
            Assert.Equal(own[row], shap.Expected + shares.Sum(), 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Engines.Names), MemberType = typeof(Engines))]
    public void Every_node_covers_the_training_rows_that_came_through_it(string engine)
    {
        var rows = SyntheticQueries.Make(30, 20, 8, 8);
        using var ranker = Engines.Named(engine).Train(rows, Quick);

        Assert.All(ranker.Ensemble.Trees, tree =>
        {
            Assert.Null(tree.Fault(8));
            Assert.Equal(rows.Count, tree.Covers[0]);
            Assert.InRange(Enumerable.Range(0, tree.Count).Count(tree.IsLeaf), 1, Quick.Leaves);
        });
        Assert.Equal(Quick.Trees, ranker.Ensemble.Trees.Count);
    }

    [Theory]
    [MemberData(nameof(Engines.Names), MemberType = typeof(Engines))]
    public void Rows_that_tell_nothing_apart_are_refused(string engine)
    {
        var rows = new TrainingRows([new FeatureColumn("a", true), new FeatureColumn("b", false)]);
        for (var query = 0; query < 20; query++)
        {
            rows.BeginQuery();
            rows.Add([query, 1], 2);
            rows.Add([query, 2], 2);
        }

        Assert.Contains("two grades", Assert.Throws<TrainingException>(() => Engines.Named(engine).Train(rows, Quick)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.Names), MemberType = typeof(Engines))]
    public void Settings_out_of_range_are_refused(string engine)
    {
        var rows = SyntheticQueries.Make(5, 10, 4, 9);

        Assert.Throws<ArgumentOutOfRangeException>(() => Engines.Named(engine).Train(rows, Quick with { Trees = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Engines.Named(engine).Train(rows, Quick with { LearningRate = 1.5 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Engines.Named(engine).Train(rows, Quick with { Leaves = 1 }));
    }

    [Theory]
    [MemberData(nameof(Engines.Names), MemberType = typeof(Engines))]
    public async Task Trainings_beside_each_other_do_not_disturb_each_other(string engine)
    {
        var rows = SyntheticQueries.Make(30, 20, 8, 10);
        using var alone = Engines.Named(engine).Train(rows, Quick);

        var beside = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            using var ranker = Engines.Named(engine).Train(rows, Quick);
            return ranker.Ensemble.Digest;
        })));

        Assert.All(beside, digest => Assert.Equal(alone.Ensemble.Digest, digest));
    }

    [Theory]
    [MemberData(nameof(Engines.Names), MemberType = typeof(Engines))]
    public void A_training_that_is_cancelled_ends(string engine)
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Engines.Named(engine).Train(SyntheticQueries.Make(5, 10, 4, 11), Quick, cancelled.Token));
    }

    [Theory]
    [MemberData(nameof(Engines.Names), MemberType = typeof(Engines))]
    public void Rows_of_other_columns_are_not_scored(string engine)
    {
        using var ranker = Engines.Named(engine).Train(SyntheticQueries.Make(10, 10, 6, 12), Quick);

        Assert.Throws<ArgumentException>(() => ranker.Score(SyntheticQueries.Make(2, 10, 5, 13)));
    }

    // Every query says both: its six light rows that less is better, its two heavy ones that more is.
    private static TrainingRows Divided(float heavy)
    {
        var rows = new TrainingRows([new FeatureColumn("divided", false), new FeatureColumn("noise", false)]);
        var random = new Random(7);
        for (var query = 0; query < 60; query++)
        {
            rows.BeginQuery();
            // In any order: of equal scores the first count as ranked first.
            foreach (var i in Enumerable.Range(0, 8).OrderBy(_ => random.Next()))
            {
                var (isHigh, isHeavy) = (i % 2 == 0, i >= 6);
                rows.Add([isHigh ? 0.9f : 0.1f, (float)random.NextDouble()], isHigh == isHeavy ? 2 : 0, isHeavy ? heavy : 1);
            }
        }

        return rows;
    }
}
