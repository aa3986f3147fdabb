using System.Globalization;
using Matchmaking.Learning;
using Matchmaking.Learning.Trees;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Models;

namespace Matchmaking.Ranking.Training;

/// <summary>
/// Trains a model on graded pairs. Several ensembles are grown, each without one part of the demands; how much the trees count beside the
/// scorecard is chosen by how well each ensemble orders the part it has not seen, and the model is the mean of all of them. No tree at all,
/// the scorecard as it is, is always among the choices.
/// </summary>
internal static class ModelTrainer
{
    private const int Parts = 5;

    // What the trees may count; the scorecard has the rest.
    private static readonly double[] TreeShares = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

    /// <summary>
    /// How trees are grown here: small ones, each split choosing from two fifths of the features. On the seeds' judgements, dealt into folds in three ways,
    /// NDCG@10 then lies .010 to .013 above the scorecard by XGBoost and .005 to .011 by ML.NET; with all features at every split .009 to .017 and .001 to .006.
    /// </summary>
    internal static readonly TrainingSettings Settings = new(Trees: 60, Leaves: 6, LearningRate: 0.1, LeastRowsInLeaf: 20, ColumnShare: 0.4);

    /// <summary>Trains.</summary>
    /// <param name="pairs">At least as many demands as parts, of <see cref="Parts"/> groups or more.</param>
    /// <param name="engine">What grows the trees.</param>
    /// <param name="kind">See <see cref="ModelKinds"/>.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <exception cref="TrainingException">There are too few demands, or they tell nothing apart.</exception>
    internal static TrainedModel Train(GradedPairs pairs, IRankerTrainer engine, string kind, CancellationToken cancellation = default)
    {
        var parts = PartsOf(pairs);
        var ensembles = new TreeEnsemble[Parts];
        for (var part = 0; part < Parts; part++)
        {
            var left = part;
            using var ranker = engine.Train(pairs.Where(demand => parts[demand] != left).Rows, Settings, cancellation);
            ensembles[part] = ranker.Ensemble;
        }

        var unseen = Unseen(pairs, parts, ensembles);
        var origin = new ModelOrigin(
            kind,
            Scorecard.Default.Digest,
            pairs.Rows.Digest(),
            pairs.Demands,
            pairs.Rows.Count,
            string.Create(CultureInfo.InvariantCulture, $"{Parts} x {Settings.Trees} trees of {Settings.Leaves} leaves, rate {Settings.LearningRate}, {Settings.LeastRowsInLeaf} rows, {Settings.ColumnShare} of the columns, seed {Settings.Seed}"));
        // Engines have scales of their own: a unit of the trees is made as wide as the scorecard's points.
        var deviation = Deviation(unseen);
        var width = deviation > 0 ? Deviation(pairs.Points) / deviation : 0;
        var share = width > 0 ? BestShare(pairs, unseen, width) : 0;
        return new TrainedModel(
            new RankingModel(Mean(ensembles).CountedOn(pairs.Rows), 1 - share, share * width, origin),
            Ndcg(pairs, unseen, width, share),
            Ndcg(pairs, unseen, width, 0));
    }

    // Demands of one group stay together: what was learned of an enterprise is not tried on the same enterprise.
    private static int[] PartsOf(GradedPairs pairs)
    {
        var groups = pairs.Groups.Distinct().ToArray();
        if (groups.Length < Parts)
        {
            throw new TrainingException($"{pairs.Demands} judged demands of {groups.Length} enterprises are too few: at least {Parts} enterprises are needed.");
        }

        var partOf = groups.Select((group, i) => (group, i)).ToDictionary(pair => pair.group, pair => pair.i % Parts);
        return [.. pairs.Groups.Select(group => partOf[group])];
    }

    // Every row by the ensemble that has not seen its demand.
    private static double[] Unseen(GradedPairs pairs, int[] parts, TreeEnsemble[] ensembles)
    {
        var evaluators = Array.ConvertAll(ensembles, ensemble => new TreeEvaluator(ensemble));
        var starts = pairs.Starts();
        var scores = new double[pairs.Rows.Count];
        for (var demand = 0; demand < pairs.Demands; demand++)
        {
            for (var row = starts[demand]; row < starts[demand + 1]; row++)
            {
                scores[row] = evaluators[parts[demand]].Score(pairs.Rows.Row(row));
            }
        }

        return scores;
    }

    private static double BestShare(GradedPairs pairs, double[] unseen, double width)
    {
        var (best, highest) = (0.0, double.NegativeInfinity);
        foreach (var share in TreeShares)
        {
            // Of equals the smallest: it comes first.
            if (Ndcg(pairs, unseen, width, share) is var mean && mean > highest)
            {
                (best, highest) = (share, mean);
            }
        }

        return best;
    }

    private static double Ndcg(GradedPairs pairs, double[] unseen, double width, double share) =>
        GradedOrder.MeanNdcg(pairs, row => ((1 - share) * pairs.Points[row]) + (share * width * unseen[row]));

    private static double Deviation(IReadOnlyList<double> scores)
    {
        var mean = scores.Average();
        return Math.Sqrt(scores.Average(score => (score - mean) * (score - mean)));
    }

    private static TreeEnsemble Mean(TreeEnsemble[] ensembles) => ensembles[0] with
    {
        Bias = ensembles.Average(ensemble => ensemble.Bias),
        Trees = [.. ensembles.SelectMany(ensemble => ensemble.Trees).Select(tree => tree with { Values = [.. tree.Values.Select(value => value / ensembles.Length)] })],
    };
}

/// <summary>A model with how it orders the demands that its trees had not seen.</summary>
/// <param name="Model">The model.</param>
/// <param name="NdcgAt10">Mean NDCG@10, a little too good: the share of the trees was chosen on the same demands.</param>
/// <param name="ScorecardNdcgAt10">The same of the scorecard alone.</param>
internal sealed record TrainedModel(RankingModel Model, double NdcgAt10, double ScorecardNdcgAt10)
{
    /// <summary>When the last demand was decided that it was trained on; null for the seeds' judgements alone.</summary>
    internal DateTimeOffset? TrainedUntil { get; init; }
}
