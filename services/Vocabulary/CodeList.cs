using System.Collections.Frozen;

namespace Matchmaking.Vocabulary;

/// <summary>A closed list of codes.</summary>
public sealed class CodeList
{
    private readonly FrozenDictionary<string, string> labels;

    internal CodeList(params (string Code, string Label)[] entries)
    {
        Codes = [.. entries.Select(e => e.Code)];
        labels = entries.ToFrozenDictionary(e => e.Code, e => e.Label, StringComparer.Ordinal);
    }

    /// <summary>The codes in their order.</summary>
    public IReadOnlyList<string> Codes { get; }

    /// <summary>Whether <paramref name="code"/> is in the list.</summary>
    public bool Contains(string? code) => code is not null && labels.ContainsKey(code);

    /// <summary>The Chinese label of a code; null when it is not in the list.</summary>
    public string? Label(string code) => labels.GetValueOrDefault(code);
}
