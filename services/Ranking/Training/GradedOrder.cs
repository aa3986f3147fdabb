using Matchmaking.Ranking.Evaluation;

namespace Matchmaking.Ranking.Training;

/// <summary>How well a score orders graded pairs.</summary>
internal static class GradedOrder
{
    private const int Cutoff = 10;

    /// <summary>NDCG@10 of every demand, against the best order of its own pairs.</summary>
    internal static double[] Ndcg(GradedPairs pairs, Func<int, double> score)
    {
        var starts = pairs.Starts();
        var values = new double[pairs.Demands];
        for (var demand = 0; demand < values.Length; demand++)
        {
            var rows = Enumerable.Range(starts[demand], starts[demand + 1] - starts[demand]).ToArray();
            var keys = Array.ConvertAll(rows, row => -score(row));
            // Equal scores keep the order of the rows, which is that of the lists.
            var ranked = rows.Select((row, i) => (row, keys[i])).OrderBy(pair => pair.Item2).ThenBy(pair => pair.row).Select(pair => (double)pairs.Rows.Grades[pair.row]).ToArray();
            values[demand] = RankingMetrics.Ndcg(ranked, ranked, Cutoff);
        }

        return values;
    }

    /// <summary>Its mean over the demands.</summary>
    internal static double MeanNdcg(GradedPairs pairs, Func<int, double> score) => Ndcg(pairs, score).Average();
}
