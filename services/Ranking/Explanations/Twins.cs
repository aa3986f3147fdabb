using Matchmaking.Ranking.Candidates;
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
        var kept = new List<(ScoredPairing Pair, int[] Sizes)>();
        foreach (var pair in ranked.TakeWhile(_ => kept.Count < most))
        {
            var documents = pair.Pairing.Candidate.Documents;
            var sizes = new int[documents.Count];
            for (var i = 0; i < sizes.Length; i++)
            {
                sizes[i] = documents[i].Size;
            }

            Array.Sort(sizes);
            var twin = kept.FindIndex(above => MayShare(sizes, above.Sizes) && DoShare(documents, above.Pair.Pairing.Candidate.Documents));
            if (twin >= 0 && !IsOlderElsewhere(pair, kept[twin].Pair))
            {
                continue;
            }

            if (twin >= 0)
            {
                kept.RemoveAt(twin);
            }

            kept.Add((pair, sizes));
        }

        return [.. kept.Select(pair => pair.Pair)];
    }

    // Texts of different sizes differ: nearly all pairs are told apart without reading them. Both sorted.
    private static bool MayShare(int[] sizes, int[] others)
    {
        var (alone, other) = (0, 0);
        for (var i = 0; i < sizes.Length; i++)
        {
            while (other < others.Length && others[other] < sizes[i])
            {
                other++;
            }

            var isFirst = i == 0 || sizes[i - 1] != sizes[i];
            alone += isFirst && (other == others.Length || others[other] != sizes[i]) ? 1 : 0;
        }

        return sizes.Length > 0 && alone <= (1 - TwinShare) * sizes.Length;
    }

    private static bool DoShare(IReadOnlyList<PortfolioDocument> documents, IReadOnlyList<PortfolioDocument> others)
    {
        var texts = documents.Select(document => document.Text).ToHashSet(StringComparer.Ordinal);
        var theirs = others.Select(document => document.Text).ToHashSet(StringComparer.Ordinal);
        return texts.Count(theirs.Contains) >= TwinShare * texts.Count;
    }

    private static bool IsOlderElsewhere(ScoredPairing pair, ScoredPairing above) =>
        pair.Entry.Id.CompareTo(above.Entry.Id) < 0 && pair.Pairing.Candidate.InstituteCreditCode != above.Pairing.Candidate.InstituteCreditCode;
}
