using Matchmaking.Learning.Trees;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Models;

namespace Matchmaking.Ranking.Tests.Models;

/// <summary>Small models that anybody can follow with a pencil.</summary>
internal static class SampleModels
{
    /// <summary>One tree of one question: a value above the threshold gets the high leaf. Half the training rows went either way.</summary>
    internal static RankingModel Stump(string feature, float threshold, double low, double high, double share = 0.5, double pointsPerUnit = 10) => new(
        new TreeEnsemble(
            FeatureRow.Columns,
            0,
            [
                new RegressionTree(
                    [FeatureRow.Columns.Select(column => column.Name).ToList().IndexOf(feature), -1, -1], [threshold, 0, 0], [true, false, false], [1, -1, -1], [2, -1, -1],
                    [0, low, high], [2, 1, 1]),
            ],
            "by hand"),
        share,
        pointsPerUnit,
        new ModelOrigin(ModelKinds.Bootstrap, Scorecard.Default.Digest, "none", 1, 2, "by hand"));

    internal static PairScorer Scorer(RankingModel model) => new(Scorecard.Default, new ModelScorer(model));
}
