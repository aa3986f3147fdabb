using System.Collections.Frozen;

namespace Matchmaking.Vocabulary;

/// <summary>A closed list of codes.</summary>
public sealed class CodeList
{
    private readonly FrozenSet<string> known;

    // The labels are for whoever reads the lists here; no answer shows them.
    internal CodeList(params (string Code, string Label)[] entries)
    {
        Codes = [.. entries.Select(e => e.Code)];
        known = Codes.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The codes in their order.</summary>
    public IReadOnlyList<string> Codes { get; }

    /// <summary>Whether <paramref name="code"/> is in the list.</summary>
    public bool Contains(string? code) => code is not null && known.Contains(code);
}
