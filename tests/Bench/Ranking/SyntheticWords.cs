using System.Globalization;
using Matchmaking.Knowledge.Text;

namespace Matchmaking.Bench.Ranking;

/// <summary>
/// The words texts are made of, most frequent first: those of the segmenter's dictionary with their frequencies where it is installed,
/// otherwise pairs of characters by Zipf's law.
/// </summary>
internal static class SyntheticWords
{
    internal static (string[] Words, double[] Frequencies) Read()
    {
        if (!File.Exists(Lexicon.DefaultPath))
        {
            var made = Enumerable.Range(0, 80_000).Select(rank => new string([(char)(0x4E00 + (rank * 7 % 5_000)), (char)(0x4E00 + (rank * 131 % 4_999))])).ToArray();
            return (made, [.. made.Select((_, rank) => 1_000_000.0 / (rank + 1))]);
        }

        var words = new List<(string Word, double Frequency)>();
        foreach (var line in File.ReadLines(Lexicon.DefaultPath))
        {
            var parts = line.Split(' ');
            if (parts.Length >= 2 && parts[0].Length is >= 1 and <= 5 && double.TryParse(parts[1], CultureInfo.InvariantCulture, out var frequency) && frequency > 2)
            {
                words.Add((parts[0], frequency));
            }
        }

        words.Sort((left, right) => right.Frequency != left.Frequency ? right.Frequency.CompareTo(left.Frequency) : string.CompareOrdinal(left.Word, right.Word));
        return ([.. words.Select(word => word.Word)], [.. words.Select(word => word.Frequency)]);
    }
}
