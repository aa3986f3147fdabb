namespace Matchmaking.Learning.MlNet;

/// <summary>
/// What stands for unknown values: the engine drops training rows that hold a NaN and scores them without a word. One below the least value
/// of the column goes left at every split, and a split below all known values tells the unknown ones apart.
/// </summary>
internal static class UnknownValues
{
    internal static float[] Below(TrainingRows rows)
    {
        var least = new float[rows.Columns.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            var values = rows.Row(row);
            for (var column = 0; column < least.Length; column++)
            {
                least[column] = values[column] < least[column] ? values[column] : least[column];
            }
        }

        return Array.ConvertAll(least, value => value - 1);
    }
}
