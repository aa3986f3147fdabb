using Matchmaking.Learning.XgBoost;

namespace Matchmaking.Learning.Tests;

/// <summary>What XGBoost promises beyond the contract.</summary>
public sealed class XgBoostTrainerTests
{
    [EngineFact("xgboost")]
    public void A_monotone_column_never_lowers_a_score()
    {
        var rows = SyntheticQueries.Make(60, 30, 6, 21, unknown: 0);
        using var ranker = new XgBoostTrainer().Train(rows, TrainingSettings.Default);
        var row = rows.Row(3).ToArray();

        for (var column = 0; column < row.Length; column += 2)
        {
            var before = double.NegativeInfinity;
            for (var value = 0; value <= 100; value++)
            {
                var changed = row.ToArray();
                changed[column] = value / 100f;
                var score = ranker.Ensemble.Score(changed);
                Assert.True(score >= before - 1e-9, $"column {column} at {value}");
                before = score;
            }
        }
    }

    [EngineFact("xgboost")]
    public void A_monotone_column_is_held_to_it_against_the_grades()
    {
        // The best rows have the least of a column that must not count against them: nothing may be learned from it.
        var rows = new TrainingRows([new FeatureColumn("held", true), new FeatureColumn("free", false)]);
        var random = new Random(1);
        for (var query = 0; query < 50; query++)
        {
            rows.BeginQuery();
            for (var i = 0; i < 20; i++)
            {
                var value = (float)random.NextDouble();
                rows.Add([value, (float)random.NextDouble()], value < 0.5 ? 2 : 0);
            }
        }

        using var ranker = new XgBoostTrainer().Train(rows, TrainingSettings.Default);

        Assert.True(ranker.Ensemble.Score([0.9f, 0.5f]) >= ranker.Ensemble.Score([0.1f, 0.5f]) - 1e-9);
    }

    [EngineFact("xgboost")]
    public void Heavier_queries_count_for_more()
    {
        var even = SyntheticQueries.Make(20, 10, 4, 22);
        var uneven = new TrainingRows(even.Columns);
        var row = 0;
        for (var query = 0; query < even.QuerySizes.Count; query++)
        {
            uneven.BeginQuery();
            for (var i = 0; i < even.QuerySizes[query]; i++, row++)
            {
                uneven.Add(even.Row(row), (int)even.Grades[row], query < 10 ? 9 : 1);
            }
        }

        using var first = new XgBoostTrainer().Train(even, TrainingSettings.Default);
        using var second = new XgBoostTrainer().Train(uneven, TrainingSettings.Default);

        Assert.NotEqual(first.Ensemble.Digest, second.Ensemble.Digest);
        Assert.NotEqual(even.Digest(), uneven.Digest());
    }
}
