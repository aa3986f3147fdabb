namespace Matchmaking.Learning;

/// <summary>Looks at rows before an engine does: what tells nothing apart trains a model without a word of complaint.</summary>
public static class Judgements
{
    /// <summary>Looks at the rows.</summary>
    /// <exception cref="TrainingException">No query has rows of two grades.</exception>
    public static void Check(TrainingRows rows)
    {
        if (!Queries(rows).Any(query => query.Tells))
        {
            throw new TrainingException($"None of {rows.QuerySizes.Count} queries has rows of two grades: there is nothing to learn an order from.");
        }
    }

    /// <summary>The queries that have rows of two grades: the others hold nothing to learn, and FastTree learns from them that their rows are good.</summary>
    public static TrainingRows Telling(TrainingRows rows)
    {
        var telling = new TrainingRows(rows.Columns);
        foreach (var (first, size, _) in Queries(rows).Where(query => query.Tells))
        {
            telling.BeginQuery();
            for (var row = first; row < first + size; row++)
            {
                telling.Add(rows.Row(row), (int)rows.Grades[row], rows.Weights[row]);
            }
        }

        return telling;
    }

    private static IEnumerable<(int First, int Size, bool Tells)> Queries(TrainingRows rows)
    {
        var first = 0;
        foreach (var size in rows.QuerySizes)
        {
            var grades = rows.Grades.Slice(first, size);
            yield return (first, size, size > 1 && grades.ContainsAnyExcept(grades[0]));
            first += size;
        }
    }
}
