using System.Text.RegularExpressions;
using Matchmaking.Knowledge.Text;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>What two instruments are alike in, each 0 to 1.</summary>
/// <param name="Name">Pieces of the names: two Chinese characters in a row, or a word.</param>
/// <param name="Model">Letters and digits of 规格型号; null where one has none.</param>
/// <param name="Fields">服务领域; null where one names none.</param>
public sealed record LikenessParts(double Name, double? Model, double? Fields);

/// <summary>An instrument as it is compared.</summary>
internal sealed record ComparedInstrument(string Name, string? EnglishName, string? Model, IReadOnlyList<string> Fields);

/// <summary>How much two instruments are the same (购置查重): equal texts always compare alike, nothing is learned and nothing is by chance.</summary>
internal static partial class InstrumentLikeness
{
    // A shorter model, such as 500, is that of many things.
    private const int TellingModel = 4;

    // Below it, models have no more in common than models do.
    private const double NearModel = 0.75;

    // As people write them for short. Longer ones stand before those that they contain.
    private static readonly (string Short, string Long)[] ShortForms =
    [
        ("icp-ms", "电感耦合等离子体质谱仪"), ("gc-ms", "气相色谱质谱联用仪"), ("lc-ms", "液相色谱质谱联用仪"), ("hplc", "高效液相色谱仪"), ("ftir", "傅里叶变换红外光谱仪"),
        ("xrd", "X射线衍射仪"), ("xps", "X射线光电子能谱仪"), ("sem", "扫描电子显微镜"), ("tem", "透射电子显微镜"), ("afm", "原子力显微镜"), ("nmr", "核磁共振波谱仪"),
        ("气质联用", "气相色谱质谱联用"), ("液质联用", "液相色谱质谱联用"), ("电镜", "电子显微镜"),
    ];

    // Names that share most of their pieces and are different things by one: 气相色谱仪, 液相色谱仪.
    private static readonly string[][] Contrasts =
    [
        ["气相", "液相", "离子色谱", "薄层"], ["扫描", "透射", "光学显微", "原子力", "共聚焦", "体视"], ["红外", "紫外", "拉曼", "荧光", "原子吸收", "原子发射", "核磁"],
        ["拉伸", "压缩", "冲击", "疲劳", "弯曲", "硬度", "扭转"], ["高温", "低温"], ["车床", "铣床", "磨床", "刨床"], ["注塑", "吹塑", "挤出", "压延"],
    ];

    /// <summary>The letters and digits of a text, normalised: what models are compared by and what is searched.</summary>
    public static string Key(string? text) => string.Concat(Normalizer.Normalize(text).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    /// <summary>How alike they are, 0 to 1, and in what.</summary>
    public static (double Likeness, LikenessParts Parts) Of(ComparedInstrument one, ComparedInstrument other)
    {
        var name = new[] { Names(one.Name, other.Name), Names(one.EnglishName, other.EnglishName), Names(one.Name, other.EnglishName), Names(one.EnglishName, other.Name) }.Max();
        double? fields = one.Fields.Count == 0 || other.Fields.Count == 0 ? null : one.Fields.Max(field => other.Fields.Max(second => Fields(field, second)));
        var (model, weight) = Models(Key(one.Model), Key(other.Model));
        var likeness = fields is null ? name : (0.85 * name) + (0.15 * fields.Value);
        // A model that agrees takes away most of the doubt, and one that does not adds none: two makes of one thing are bought twice all the same.
        likeness += (1 - likeness) * weight * (model ?? 0);
        return (Math.Round(likeness, 4), new LikenessParts(Math.Round(name, 4), model is null ? null : Math.Round(model.Value, 4), fields));
    }

    private static double Names(string? one, string? other)
    {
        if (string.IsNullOrWhiteSpace(one) || string.IsNullOrWhiteSpace(other))
        {
            return 0;
        }

        var (first, second) = (Whole(one), Whole(other));
        var (pieces, others) = (Pieces(first), Pieces(second));
        if (pieces.Count == 0 || others.Count == 0)
        {
            return 0;
        }

        var shared = pieces.Count(others.Contains);
        var dice = 2.0 * shared / (pieces.Count + others.Count);
        // A longer name of the same thing holds the shorter one.
        var held = (double)shared / Math.Min(pieces.Count, others.Count);
        return (dice + held) / 2 * (Contrasts.Any(group => AreApart(group, first, second)) ? 0.5 : 1);
    }

    private static bool AreApart(string[] group, string one, string other)
    {
        string[] first = [.. group.Where(word => one.Contains(word, StringComparison.Ordinal))];
        string[] second = [.. group.Where(word => other.Contains(word, StringComparison.Ordinal))];
        return first.Length > 0 && second.Length > 0 && !first.Intersect(second).Any();
    }

    private static string Whole(string name)
    {
        var text = Normalizer.Normalize(name).ToLowerInvariant();
        foreach (var (brief, whole) in ShortForms)
        {
            text = char.IsAsciiLetter(brief[0])
                ? Regex.Replace(text, $"(?<![a-z0-9]){Regex.Escape(brief).Replace("-", "-?", StringComparison.Ordinal)}(?![a-z0-9])", whole)
                : text.Replace(brief, whole, StringComparison.Ordinal);
        }

        return text.ToLowerInvariant();
    }

    private static HashSet<string> Pieces(string text)
    {
        var pieces = new HashSet<string>(StringComparer.Ordinal);
        foreach (var run in Runs().EnumerateMatches(text))
        {
            var word = text.Substring(run.Index, run.Length);
            if (char.IsAsciiLetterOrDigit(word[0]) || word.Length == 1)
            {
                pieces.Add(word);
                continue;
            }

            for (var i = 0; i + 1 < word.Length; i++)
            {
                pieces.Add(word.Substring(i, 2));
            }
        }

        return pieces;
    }

    private static double Fields(string one, string other) => one == other ? 1
        : one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal) || (one.Length >= 3 && other.Length >= 3 && one[..3] == other[..3]) ? 0.8
        : one[0] == other[0] ? 0.4 : 0;

    private static (double? Model, double Weight) Models(string one, string other)
    {
        if (one.Length == 0 || other.Length == 0)
        {
            return (null, 0);
        }

        var (brief, whole) = one.Length <= other.Length ? (one, other) : (other, one);
        var weight = brief.Length >= TellingModel ? 0.6 : 0.3;
        if (brief == whole)
        {
            return (1, weight);
        }

        if (brief.Length >= TellingModel && whole.StartsWith(brief, StringComparison.Ordinal))
        {
            return (0.9, weight);
        }

        var near = 1 - ((double)Edits(brief, whole) / whole.Length);
        return (near >= NearModel ? near : 0, weight);
    }

    // Levenshtein, row by row.
    private static int Edits(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (before, first) = (row[0], row[0] + 1);
            row[0] = first;
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = before + (one[i - 1] == other[j - 1] ? 0 : 1);
                before = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }

    [GeneratedRegex("[a-z0-9]+|[㐀-鿿]+")]
    private static partial Regex Runs();
}
