using Matchmaking.Learning.Trees;

namespace Matchmaking.Learning.XgBoost;

/// <summary>A booster that was trained, with its trees.</summary>
internal sealed class XgBoostRanker(XgBooster booster, TreeEnsemble ensemble) : ITrainedRanker
{
    public TreeEnsemble Ensemble => ensemble;

    public float[] Score(TrainingRows rows)
    {
        // The library reads past the end of rows that are too short.
        if (rows.Columns.Count != ensemble.Columns.Count)
        {
            throw new ArgumentException($"The rows have {rows.Columns.Count} columns, the ranker {ensemble.Columns.Count}.", nameof(rows));
        }

        return rows.Count == 0 ? [] : booster.Predict(rows.Values, rows.Columns.Count);
    }

    public void Dispose() => booster.Dispose();
}
