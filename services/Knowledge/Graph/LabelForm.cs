using Matchmaking.Knowledge.Text;

namespace Matchmaking.Knowledge.Graph;

/// <summary>
/// The form in which labels and texts meet: lower case, one of each pair of characters that people write for each other, no blanks or
/// joints. Labels also stand in the plural and in British and American spelling.
/// </summary>
internal static class LabelForm
{
    // Written for each other in one and the same word: 胶黏剂 胶粘剂, 炭纤维 碳纤维, 图象 图像, 矽 硅.
    private static readonly (char From, char To)[] Twins = [('黏', '粘'), ('炭', '碳'), ('象', '像'), ('矽', '硅')];

    private static readonly (string British, string American)[] Spellings =
    [
        ("aluminium", "aluminum"), ("fibre", "fiber"), ("mould", "mold"), ("vapour", "vapor"), ("sulphur", "sulfur"), ("isation", "ization"),
        ("colour", "color"), ("tyre", "tire"), ("labell", "label"), ("modell", "model"), ("centre", "center"),
        ("haem", "hem"), ("oedema", "edema"), ("tumour", "tumor"), ("grey", "gray"), ("programme", "program"), ("metre", "meter"), ("behaviour", "behavior"),
    ];

    /// <summary>A label as it stands in the automaton.</summary>
    internal static string Of(string label) => string.Concat(Lower(Normalizer.Normalize(label)).Where(character => !IsSeparator(character)));

    /// <summary>A normalised text in lower case with its twins unified, in <paramref name="target"/>; every character stays at its place.</summary>
    internal static void Lower(ReadOnlySpan<char> text, Span<char> target)
    {
        _ = text.ToLowerInvariant(target);
        foreach (var (from, to) in Twins)
        {
            target[..text.Length].Replace(from, to);
        }
    }

    /// <summary>The same for a short text.</summary>
    internal static string Lower(string text) => string.Create(text.Length, text, static (target, text) => Lower(text, target));

    /// <summary>Blanks and joints: they may stand within a label or not, and only there.</summary>
    internal static bool IsSeparator(char character) => character is ' ' or '-' or '‐' or '‑' or '–' or '_' or '·';

    /// <summary>The ways to write a label that follow from its form.</summary>
    internal static IEnumerable<string> Variants(string form)
    {
        if (form.Length == 0 || !char.IsAsciiLetter(form[^1]))
        {
            yield break;
        }

        string[] spelled = [form, .. Spellings.SelectMany(pair => new[] { (pair.British, pair.American), (pair.American, pair.British) })
            .Where(pair => form.Contains(pair.Item1, StringComparison.Ordinal) && !form.Contains(pair.Item2, StringComparison.Ordinal))
            .Select(pair => form.Replace(pair.Item1, pair.Item2, StringComparison.Ordinal))];
        foreach (var variant in spelled)
        {
            yield return variant;
            yield return Plural(variant);
        }
    }

    private static string Plural(string form) => form[^1] switch
    {
        'y' when form.Length > 2 && form[^2] is not ('a' or 'e' or 'i' or 'o' or 'u') => $"{form[..^1]}ies",
        's' or 'x' or 'z' => $"{form}es",
        'h' when form[^2] is 'c' or 's' => $"{form}es",
        _ => $"{form}s",
    };
}
