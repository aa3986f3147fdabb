using System.Collections.Frozen;

namespace Matchmaking.Vocabulary;

/// <summary>A closed list of codes with their Chinese labels.</summary>
public sealed class CodeList
{
    private readonly FrozenDictionary<string, string> labels;

    internal CodeList(string name, params (string Code, string Label)[] entries)
    {
        Name = name;
        Codes = [.. entries.Select(e => e.Code)];
        labels = entries.ToFrozenDictionary(e => e.Code, e => e.Label, StringComparer.Ordinal);
    }

    /// <summary>What the list is of.</summary>
    public string Name { get; }

    /// <summary>The codes in their order.</summary>
    public IReadOnlyList<string> Codes { get; }

    /// <summary>Whether <paramref name="code"/> is in the list.</summary>
    public bool Contains(string? code) => code is not null && labels.ContainsKey(code);

    /// <summary>The Chinese label, or the code itself where it is not in the list.</summary>
    public string Label(string code) => labels.GetValueOrDefault(code, code);
}
