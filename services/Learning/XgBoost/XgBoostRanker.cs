using Matchmaking.Learning.Trees;

namespace Matchmaking.Learning.XgBoost;

/// <summary>A booster that was trained, with its trees.</summary>
internal sealed class XgBoostRanker(XgBooster booster, TreeEnsemble ensemble) : ITrainedRanker
{
    public TreeEnsemble Ensemble => ensemble;

    /// <summary>The library's own TreeSHAP, row by row a share of every column and behind them the score of an average row: what the time of ours is measured beside. It weighs ways by second derivatives, not by rows, so its shares are others.</summary>
    internal float[] Explain(TrainingRows rows)
    {
        using var matrix = XgBoostMatrix.Of(rows);
        return booster.Explain(matrix, rows.Count * (rows.Columns.Count + 1));
    }

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
