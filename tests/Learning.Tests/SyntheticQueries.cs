namespace Matchmaking.Learning.Tests;

/// <summary>Rows whose grades follow from their values, with noise and holes: something to learn, the same every time.</summary>
internal static class SyntheticQueries
{
    public static TrainingRows Make(int queries, int rowsPerQuery, int columns, int seed, double unknown = 0.1)
    {
        // Columns are held to be monotone one by one in turn.
        var rows = new TrainingRows([.. Enumerable.Range(0, columns).Select(column => new FeatureColumn($"column_{column}", column % 2 == 0))]);
        var random = new Random(seed);
        var row = new float[columns];
        for (var query = 0; query < queries; query++)
        {
            rows.BeginQuery();
            for (var i = 0; i < rowsPerQuery; i++)
            {
                for (var column = 0; column < columns; column++)
                {
                    row[column] = (float)Math.Round(random.NextDouble(), 3);
                }

                var worth = (2 * row[0]) + row[1] + (row[2] > 0.5 ? row[3 % columns] : 0) + (0.5 * random.NextDouble());
                for (var column = 0; column < columns; column++)
                {
                    row[column] = random.NextDouble() < unknown ? float.NaN : row[column];
                }

                rows.Add(row, Math.Clamp((int)(worth * 1.2), 0, 3));
            }
        }

        return rows;
    }

    /// <summary>Mean NDCG@10 of some scores over the queries of the rows.</summary>
    public static double Ndcg(TrainingRows rows, Func<int, double> score)
    {
        var (first, sum) = (0, 0.0);
        foreach (var size in rows.QuerySizes)
        {
            var places = Enumerable.Range(first, size).ToArray();
            var grades = Array.ConvertAll(places, place => (double)rows.Grades[place]);
            var ideal = Dcg(grades.OrderDescending());
            sum += ideal == 0 ? 0 : Dcg(places.OrderByDescending(score).Select(place => grades[place - first])) / ideal;
            first += size;
        }

        return sum / rows.QuerySizes.Count;
    }

    private static double Dcg(IEnumerable<double> grades) => grades.Take(10).Select((grade, place) => (Math.Pow(2, grade) - 1) / Math.Log2(place + 2)).Sum();
}
