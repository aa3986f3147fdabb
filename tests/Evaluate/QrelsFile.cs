using System.Globalization;

namespace Matchmaking.Evaluate;

/// <summary>Reads judgements: demand, talent, grade, separated by tabs; a heading line is passed over.</summary>
internal static class QrelsFile
{
    private const double HighestGrade = 5;

    internal static Dictionary<string, Dictionary<string, double>> Read(string path)
    {
        var judgements = new Dictionary<string, Dictionary<string, double>>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#'))
            {
                continue;
            }

            var fields = line.TrimEnd('\r').Split('\t');
            if (fields.Length < 3)
            {
                throw new EvaluateException($"{path}:{number}: expected demand, talent and grade, separated by tabs");
            }

            if (!double.TryParse(fields[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var grade) || grade is not (>= 0 and <= HighestGrade))
            {
                if (number == 1)
                {
                    continue;
                }

                throw new EvaluateException($"{path}:{number}: the grade must be a number from 0 to {HighestGrade}, not {fields[2]}");
            }

            if (!judgements.TryGetValue(fields[0], out var grades))
            {
                judgements[fields[0]] = grades = [];
            }

            grades[fields[1]] = grade;
        }

        return judgements.Count > 0 ? judgements : throw new EvaluateException($"{path}: holds no judgement");
    }
}
