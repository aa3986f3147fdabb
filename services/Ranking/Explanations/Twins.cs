using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Explanations;

/// <summary>
/// Keeps a list from being filled by copies of one portfolio: entered twice, or many times on purpose. Of two that share nearly all documents the
/// one with the higher score stays; co-authors, who share some, both stay.
/// </summary>
/// <remarks>
/// Between two institutes the older entry stays whatever the scores: else whoever copies an expert's documents and adds one could push the expert
/// out. Identities of talents are UUIDs of version 7 (RFC 9562), which grow with time.
/// </remarks>
internal static class Twins
{
    private const double TwinShare = 0.8;

    /// <summary>Names the rule.</summary>
    internal static readonly string Digest = FormattableString.Invariant($"twins:{TwinShare}/older");

    /// <summary>The first <paramref name="most"/> pairs, in their order, without twins.</summary>
    internal static IReadOnlyList<ScoredPairing> Without(IEnumerable<ScoredPairing> ranked, int most)
    {
        var kept = new List<(ScoredPairing Pair, HashSet<string> Texts)>();
        foreach (var pair in ranked.TakeWhile(_ => kept.Count < most))
        {
            var texts = pair.Pairing.Candidate.Documents.Select(document => document.Text).ToHashSet(StringComparer.Ordinal);
            var twin = texts.Count == 0 ? -1 : kept.FindIndex(above => texts.Count(above.Texts.Contains) >= TwinShare * texts.Count);
            if (twin >= 0 && !IsOlderElsewhere(pair, kept[twin].Pair))
            {
                continue;
            }

            if (twin >= 0)
            {
                kept.RemoveAt(twin);
            }

            kept.Add((pair, texts));
        }

        return [.. kept.Select(pair => pair.Pair)];
    }

    private static bool IsOlderElsewhere(ScoredPairing pair, ScoredPairing above) =>
        pair.Entry.Id.CompareTo(above.Entry.Id) < 0 && pair.Pairing.Candidate.InstituteCreditCode != above.Pairing.Candidate.InstituteCreditCode;
}
