namespace Matchmaking.Learning.XgBoost;

/// <summary>
/// The ranking objectives of XGBoost 1.7 take one weight a query and none a row. Within a query a row that counts three times as much as the lightest is
/// therefore given three times: each copy draws a partner of another grade for itself.
/// </summary>
internal static class WeighedCopies
{
    private const int Most = 10;

    /// <summary>The rows as the library takes them; the same ones where the rows of every query weigh the same.</summary>
    internal static TrainingRows Of(TrainingRows rows)
    {
        var copies = new TrainingRows(rows.Columns);
        var first = 0;
        foreach (var size in rows.QuerySizes)
        {
            var weights = rows.Weights.Slice(first, size).ToArray();
            var (least, mean) = (weights.Min(), weights.Average());
            copies.BeginQuery();
            for (var i = 0; i < size; i++)
            {
                var times = Math.Clamp((int)Math.Round(weights[i] / least), 1, Most);
                for (var copy = 0; copy < times; copy++)
                {
                    // The query as a whole counts the mean of its rows, however many copies it has.
                    copies.Add(rows.Row(first + i), (int)rows.Grades[first + i], mean);
                }
            }

            first += size;
        }

        return copies.Count == rows.Count ? rows : copies;
    }
}
