using System.Globalization;

namespace Matchmaking.Ranking.Features;

/// <summary>What reasons are worded with, and how documents of a pairing are picked.</summary>
internal static class Phrases
{
    internal static readonly Wording NoCapacity = new("专家可承接数量未知", "How many projects the expert can take on is unknown");
    internal static readonly Wording NoField = new("专家未填技术领域", "The expert states no technical field");
    internal static readonly Wording NoKinds = new("成果类别未知", "The kinds of the achievements are unknown");
    internal static readonly Wording NoTechnology = new("需求文本没有关联到技术图谱", "The text of the need names no technology of the knowledge graph");

    // Of the first match in seeds written for the purpose the shares of portfolio_fit have quartiles .31, .37, .42; of strangers .12, .15, .19.
    internal static Wording Level(double? share) => share switch
    {
        null => new("未知", "unknown"),
        >= 0.4 => new("高", "high"),
        >= 0.28 => new("较高", "fairly high"),
        >= 0.17 => new("一般", "moderate"),
        _ => new("较低", "fairly low"),
    };

    /// <summary>The level of a share with the number it was made from.</summary>
    internal static Wording Level(double? share, double value)
    {
        var (level, number) = (Level(share), Number(value));
        return new($"{level.Chinese}（{number}）", $"{level.English} ({number})");
    }

    internal static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    internal static string Percent(double? share) => (share ?? 0).ToString("0%", CultureInfo.InvariantCulture);

    /// <summary>Money, in Chinese by ten thousands to a hundred yuan, as forms state it; in English, which has no such unit, in whole yuan.</summary>
    internal static Wording Yuan(decimal yuan) => new(
        string.Create(CultureInfo.InvariantCulture, $"{yuan / 10_000:0.##}万元"), string.Create(CultureInfo.InvariantCulture, $"CNY {yuan:#,0}"));

    /// <summary>A number of things in English, whose plural ends with an s.</summary>
    internal static string Count(int number, string thing) => string.Create(CultureInfo.InvariantCulture, $"{number} {thing}{(number == 1 ? "" : "s")}");

    /// <summary>Things in a row in English: a, b and c.</summary>
    internal static string Listed(IReadOnlyList<string> things, string word = "and") =>
        things.Count < 2 ? string.Concat(things) : $"{string.Join(", ", things.Take(things.Count - 1))} {word} {things[^1]}";

    internal static double Largest(IReadOnlyList<double> values)
    {
        var largest = 0.0;
        for (var i = 0; i < values.Count; i++)
        {
            largest = Math.Max(largest, values[i]);
        }

        return largest;
    }

    /// <summary>Place of the largest value above 0; -1 when there is none.</summary>
    internal static int Best(IReadOnlyList<double> values)
    {
        var best = -1;
        for (var i = 0; i < values.Count; i++)
        {
            best = values[i] > 0 && (best < 0 || values[i] > values[best]) ? i : best;
        }

        return best;
    }

    /// <summary>The largest cosine of the achievements or of the statements; null when the portfolio holds none.</summary>
    internal static double? Largest(Pairing pairing, bool achievements)
    {
        double? largest = null;
        for (var i = 0; i < pairing.Candidate.Documents.Count; i++)
        {
            if (pairing.Candidate.Documents[i].IsAchievement == achievements)
            {
                largest = Math.Max(largest ?? 0, pairing.Relevance.DocumentCosines[i]);
            }
        }

        return largest;
    }
}
