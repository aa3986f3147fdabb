using Matchmaking.Learning.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Matchmaking.Learning.MlNet;

/// <summary>A model of the engine, with its trees.</summary>
internal sealed class FastTreeRanker(
    MLContext context, RankingPredictionTransformer<FastTreeRankingModelParameters> model, TreeEnsemble ensemble, float[] unknown) : ITrainedRanker
{
    public TreeEnsemble Ensemble => ensemble;

    public float[] Score(TrainingRows rows)
    {
        if (rows.Columns.Count != ensemble.Columns.Count)
        {
            throw new ArgumentException($"The rows have {rows.Columns.Count} columns, the ranker {ensemble.Columns.Count}.", nameof(rows));
        }

        return [.. model.Transform(RankedRow.Of(context, rows, unknown)).GetColumn<float>("Score")];
    }

    // Nothing of the engine is outside the garbage collector's reach.
    public void Dispose()
    {
    }
}
