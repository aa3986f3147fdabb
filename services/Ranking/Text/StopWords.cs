using System.Collections.Frozen;

namespace Matchmaking.Ranking.Text;

/// <summary>
/// Words that say nothing about a technology. English ones are never indexed; Chinese bigrams are, since their low inverse
/// document frequency already silences them, but no phrase shown to people is made of them.
/// </summary>
internal static class StopWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> English = (
        "a an and are as at be been but by can do for from had has have if in into is it its may more most no not of on or our "
        + "such than that the their these they this those to under using was we were which while will with within without").Split(' ')
        .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a lower-case English word carries no meaning of its own.</summary>
    internal static bool IsEnglish(ReadOnlySpan<char> word) => English.Contains(word);
}
