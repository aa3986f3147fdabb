using Matchmaking.Learning;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Training;

namespace Matchmaking.Ranking.Tests.Training;

public sealed class ModelTrainerTests
{
    /// <summary>By name, so that the name of the test says which engine it ran on.</summary>
    public static TheoryData<string> Engines => [.. RankerEngines.Present.Select(engine => engine.Name)];

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_reviewers_go_by_is_learned_beside_the_scorecard(string engine)
    {
        var training = Pairs(60, 1, followsRegion: true);
        var unseen = Pairs(40, 2, followsRegion: true);

        var model = ModelTrainer.Train(training, RankerEngines.Choose(engine), ModelKinds.Decisions).Model;

        Assert.InRange(model.ScorecardShare, 0.09, 0.91);
        Assert.True(Learned(unseen, model) > GradedOrder.MeanNdcg(unseen, row => unseen.Points[row]) + 0.1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Where_the_scorecard_is_right_hardly_anything_is_lost(string engine)
    {
        var training = Pairs(60, 3, followsRegion: false);
        var unseen = Pairs(60, 4, followsRegion: false);

        var model = ModelTrainer.Train(training, RankerEngines.Choose(engine), ModelKinds.Decisions).Model;

        Assert.True(Learned(unseen, model) > GradedOrder.MeanNdcg(unseen, row => unseen.Points[row]) - 0.02);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Equal_pairs_make_an_equal_model(string engine)
    {
        var first = ModelTrainer.Train(Pairs(20, 5, true), RankerEngines.Choose(engine), ModelKinds.Bootstrap).Model;
        var second = ModelTrainer.Train(Pairs(20, 5, true), RankerEngines.Choose(engine), ModelKinds.Bootstrap).Model;

        Assert.Equal(first.Digest, second.Digest);
        Assert.Equal(RankingModelFile.Write(first), RankingModelFile.Write(second));
        Assert.NotEqual(first.Digest, ModelTrainer.Train(Pairs(20, 6, true), RankerEngines.Choose(engine), ModelKinds.Bootstrap).Model.Digest);
    }

    [Fact]
    public void Demands_of_too_few_enterprises_are_refused()
    {
        var pairs = new GradedPairs();
        for (var demand = 0; demand < 30; demand++)
        {
            pairs.BeginDemand(demand % 4);
            pairs.Add(new float[FeatureRow.Columns.Count], 10, 0);
            pairs.Add(new float[FeatureRow.Columns.Count], 20, 1);
        }

        Assert.Contains("at least 5 enterprises", Assert.Throws<TrainingException>(() => ModelTrainer.Train(pairs, RankerEngines.Choose(null), ModelKinds.Decisions)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_engine_that_cannot_be_had_is_a_clear_error()
    {
        Assert.Contains("There is no engine lightgbm", Assert.Throws<TrainingException>(() => RankerEngines.Choose("lightgbm")).Message, StringComparison.Ordinal);
        foreach (var name in RankerEngines.Names.Except(RankerEngines.Present.Select(engine => engine.Name)))
        {
            Assert.NotEmpty(Assert.Throws<TrainingException>(() => RankerEngines.Choose(name)).Message);
        }
    }

    // The scorecard goes by a first feature; what reviewers go by is that or the region, and the same region is worth three times as much.
    private static GradedPairs Pairs(int demands, int seed, bool followsRegion)
    {
        var region = FeatureRow.Columns.Select(column => column.Name).ToList().IndexOf("region");
        var pairs = new GradedPairs();
        var random = new Random(seed);
        var row = new float[FeatureRow.Columns.Count];
        for (var demand = 0; demand < demands; demand++)
        {
            pairs.BeginDemand(demand);
            for (var i = 0; i < 20; i++)
            {
                Array.Fill(row, float.NaN);
                row[0] = (float)random.NextDouble();
                row[region] = random.Next(2);
                var worth = row[0] + (followsRegion ? 1.5 * row[region] : 0) + (0.2 * random.NextDouble());
                pairs.Add(row, 60 * row[0], worth > (followsRegion ? 2.2 : 0.95) ? 3 : worth > (followsRegion ? 1.8 : 0.8) ? 1 : 0);
            }
        }

        return pairs;
    }

    private static double Learned(GradedPairs pairs, RankingModel model)
    {
        var scorer = new ModelScorer(model);
        return GradedOrder.MeanNdcg(pairs, row => (model.ScorecardShare * pairs.Points[row]) + scorer.Points(pairs.Rows.Row(row)));
    }
}
