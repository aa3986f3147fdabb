using Matchmaking.Bench.Ranking;
using Matchmaking.Learning;
using Matchmaking.Ranking.Evaluation;

namespace Matchmaking.Bench.Learning;

/// <summary>What a grade is worth in NDCG: papers and engines differ, and the figures with them.</summary>
/// <param name="Name">As figures are labelled.</param>
/// <param name="IsRaised">Whether a grade above 0 counts as the next one: 2^(grade + 1) - 1 is 3, 7, 15, 31.</param>
internal sealed record GainConvention(string Name, bool IsRaised)
{
    /// <summary>As Burges et al. have it, and XGBoost.</summary>
    internal static readonly GainConvention PowersOfTwo = new("gains 2^grade-1", false);

    /// <summary>What ML.NET measures by when nothing else is said.</summary>
    internal static readonly GainConvention Raised = new("gains 0,3,7,15,31", true);

    /// <summary>The grade whose plain gain is the gain of this one here.</summary>
    internal double GradeOf(float grade) => IsRaised && grade > 0 ? grade + 1 : grade;
}

/// <summary>How well scores order the rows of graded queries: mean NDCG over the queries.</summary>
internal static class QueryOrder
{
    private const int Shuffles = 200;

    /// <param name="rows">The queries.</param>
    /// <param name="scores">One of every row; equal ones keep the order of the rows.</param>
    /// <param name="cutoff">Ranks that count.</param>
    /// <param name="gains">What grades are worth.</param>
    internal static double Ndcg(TrainingRows rows, IReadOnlyList<float> scores, int cutoff, GainConvention gains)
    {
        var (first, sum) = (0, 0.0);
        foreach (var size in rows.QuerySizes)
        {
            var grades = new double[size];
            for (var row = 0; row < size; row++)
            {
                grades[row] = gains.GradeOf(rows.Grades[first + row]);
            }

            var start = first;
            var ranked = Enumerable.Range(0, size).OrderByDescending(row => scores[start + row]).Select(row => grades[row]).ToArray();
            sum += RankingMetrics.Ndcg(ranked, grades, cutoff);
            first += size;
        }

        return sum / rows.QuerySizes.Count;
    }

    /// <summary>The same of a random order: the mean of many shuffles.</summary>
    internal static double RandomNdcg(TrainingRows rows, int cutoff, GainConvention gains) => Enumerable.Range(0, Shuffles).Average(shuffle =>
    {
        var random = new SeededRandom(1, (ulong)shuffle);
        return Ndcg(rows, [.. Enumerable.Range(0, rows.Count).Select(_ => (float)random.NextDouble())], cutoff, gains);
    });
}
