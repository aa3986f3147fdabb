using System.Globalization;
using Matchmaking.Learning;

namespace Matchmaking.Bench.Learning;

/// <summary>
/// Public queries for learning to rank, in a folder as LightGBM's example of lambdarank has it: rank.train and rank.test in libsvm format (a grade, then
/// column:value, columns from 1), rank.train.query and rank.test.query with the rows of each query, one number a line.
/// </summary>
internal sealed class LetorFolder
{
    // Columns that a line leaves out are 0 in libsvm by its origin, but XGBoost reads them as unknown, and that gives what is published of it: at its
    // settings (depth 4, eta .1) we measured NDCG@3/5/10 of .662/.691/.750 with unknown values and .700/.715/.779 with 0, where .666/.694/.756 is
    // published. FastTree at its defaults has .754 at 10 either way (.747 is published): no value of the example is below 0.
    private const float Absent = float.NaN;

    private LetorFolder(TrainingRows train, TrainingRows test) => (Train, Test) = (train, test);

    internal TrainingRows Train { get; }

    internal TrainingRows Test { get; }

    /// <param name="folder">Its path.</param>
    /// <exception cref="FormatException">A file is not as said.</exception>
    internal static LetorFolder Read(string folder)
    {
        try
        {
            var train = Lines(folder, "rank.train");
            var test = Lines(folder, "rank.test");
            var columns = train.Concat(test).SelectMany(line => line.Values).Max(value => value.Column) + 1;
            return new LetorFolder(Rows(train, folder, "rank.train", columns), Rows(test, folder, "rank.test", columns));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException($"{folder}: {error.Message}", error);
        }
    }

    private static Line[] Lines(string folder, string name) => [.. File.ReadLines(Path.Combine(folder, name)).Select(text =>
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Line(
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            [.. parts.Skip(1).Select(part => part.Split(':')).Select(part => (int.Parse(part[0], CultureInfo.InvariantCulture) - 1, float.Parse(part[1], CultureInfo.InvariantCulture)))]);
    })];

    private static TrainingRows Rows(Line[] lines, string folder, string name, int columns)
    {
        var sizes = File.ReadLines(Path.Combine(folder, $"{name}.query")).Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToArray();
        if (sizes.Sum() != lines.Length)
        {
            throw new FormatException($"{name} has {lines.Length} rows, its queries {sizes.Sum()}");
        }

        var rows = new TrainingRows([.. Enumerable.Range(1, columns).Select(column => new FeatureColumn(column.ToString(CultureInfo.InvariantCulture), false))]);
        var values = new float[columns];
        var next = 0;
        foreach (var size in sizes)
        {
            rows.BeginQuery();
            foreach (var line in lines.AsSpan(next, size))
            {
                Array.Fill(values, Absent);
                foreach (var (column, value) in line.Values)
                {
                    values[column] = value;
                }

                rows.Add(values, line.Grade);
            }

            next += size;
        }

        return rows;
    }

    private readonly record struct Line(int Grade, (int Column, float Value)[] Values);
}
