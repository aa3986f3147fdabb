using Matchmaking.Bench.Ranking;
using Matchmaking.Learning;

namespace Matchmaking.Bench.Learning;

/// <summary>
/// Queries whose grades follow a hidden truth: a sum of bent columns, two of which only count together, with noise and unknown values; the rest of the
/// columns means nothing. Grades are dealt by rank within a query, as few are good and most are not. A seed makes the same rows every time.
/// </summary>
internal static class SyntheticRows
{
    internal const int Columns = 30;
    internal const int RowsOfQuery = 100;

    private const int Meaningful = 10;
    private const double Unknown = 0.1;
    private const double Noise = 0.3;

    // The best 3 of a query have the highest grade, the next 7 the one below, the next 15 the lowest above 0.
    private static readonly int[] Dealt = [3, 10, 25];

    private static readonly FeatureColumn[] Named = [.. Enumerable.Range(0, Columns).Select(column => new FeatureColumn($"column_{column}", false))];

    internal static TrainingRows Make(int queries, ulong seed)
    {
        var rows = new TrainingRows(Named);
        var values = new float[RowsOfQuery][];
        var worths = new double[RowsOfQuery];
        for (var query = 0; query < queries; query++)
        {
            var random = new SeededRandom(seed, (ulong)query);
            for (var row = 0; row < RowsOfQuery; row++)
            {
                var truth = Array.ConvertAll(Named, _ => random.NextDouble());
                worths[row] = Worth(truth) + (Noise * random.NextDouble());
                values[row] = Array.ConvertAll(truth, value => random.NextDouble() < Unknown ? float.NaN : (float)value);
            }

            rows.BeginQuery();
            var ranks = new int[RowsOfQuery];
            foreach (var (row, rank) in Enumerable.Range(0, RowsOfQuery).OrderByDescending(row => worths[row]).Select((row, rank) => (row, rank)))
            {
                ranks[row] = rank;
            }

            for (var row = 0; row < RowsOfQuery; row++)
            {
                rows.Add(values[row], Dealt.Count(least => ranks[row] < least));
            }
        }

        return rows;
    }

    private static double Worth(double[] row)
    {
        var sum = row[0] * row[1];
        for (var column = 2; column < Meaningful; column++)
        {
            // The later the column, the less it counts; every second one counts from a half on.
            sum += (column % 2 == 0 ? row[column] : row[column] > 0.5 ? 0.7 : 0.3) / column;
        }

        return sum;
    }
}
