namespace Matchmaking.Ranking.Evaluation;

/// <summary>
/// Metrics of one ranked list. Every method takes the grades in the order of the ranking (0 where unjudged) and, where it needs them,
/// the grades of all judged talents of the demand. All results are 0 to 1; relevant means a grade above 0.
/// </summary>
public static class RankingMetrics
{
    /// <summary>
    /// Normalised discounted cumulative gain with gain 2^g - 1 and discount log2(rank + 1) (Burges et al., Learning to rank using gradient
    /// descent, 2005). Grades may be fractions.
    /// </summary>
    /// <param name="ranked">Grades in ranked order.</param>
    /// <param name="judged">All grades of the demand, in any order.</param>
    /// <param name="cutoff">Ranks that count, from 1.</param>
    public static double Ndcg(IReadOnlyList<double> ranked, IEnumerable<double> judged, int cutoff)
    {
        var ideal = Dcg([.. judged.OrderDescending().Take(cutoff)], cutoff);
        return ideal > 0 ? Dcg(ranked, cutoff) / ideal : 0;
    }

    /// <summary>Reciprocal rank of the first relevant talent; its mean over demands is MRR.</summary>
    public static double ReciprocalRank(IReadOnlyList<double> ranked)
    {
        for (var i = 0; i < ranked.Count; i++)
        {
            if (ranked[i] > 0)
            {
                return 1.0 / (i + 1);
            }
        }

        return 0;
    }

    /// <summary>Share of relevant talents among the first <paramref name="cutoff"/>; a shorter list counts as filled with irrelevant ones.</summary>
    public static double PrecisionAt(IReadOnlyList<double> ranked, int cutoff) => (double)RelevantIn(ranked, cutoff) / cutoff;

    /// <summary>Share of all relevant talents that stand among the first <paramref name="cutoff"/>.</summary>
    public static double RecallAt(IReadOnlyList<double> ranked, IEnumerable<double> judged, int cutoff)
    {
        var relevant = judged.Count(grade => grade > 0);
        return relevant > 0 ? (double)RelevantIn(ranked, cutoff) / relevant : 0;
    }

    /// <summary>Mean, over all relevant talents, of the precision at their ranks; one not ranked adds 0. Its mean over demands is MAP.</summary>
    public static double AveragePrecision(IReadOnlyList<double> ranked, IEnumerable<double> judged)
    {
        var relevant = judged.Count(grade => grade > 0);
        var found = 0;
        var sum = 0.0;
        for (var i = 0; i < ranked.Count; i++)
        {
            if (ranked[i] > 0)
            {
                found++;
                sum += (double)found / (i + 1);
            }
        }

        return relevant > 0 ? sum / relevant : 0;
    }

    private static double Dcg(IReadOnlyList<double> ranked, int cutoff)
    {
        var sum = 0.0;
        for (var i = 0; i < Math.Min(cutoff, ranked.Count); i++)
        {
            sum += (Math.Pow(2, ranked[i]) - 1) / Math.Log2(i + 2);
        }

        return sum;
    }

    private static int RelevantIn(IReadOnlyList<double> ranked, int cutoff)
    {
        var relevant = 0;
        for (var i = 0; i < Math.Min(cutoff, ranked.Count); i++)
        {
            relevant += ranked[i] > 0 ? 1 : 0;
        }

        return relevant;
    }
}
