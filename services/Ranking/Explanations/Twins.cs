using Matchmaking.Ranking.Candidates;

namespace Matchmaking.Ranking.Explanations;

/// <summary>
/// Keeps a list from being filled by copies of one portfolio: entered twice, or many times on purpose. Who shares nearly all documents with
/// somebody above is left out; co-authors, who share some, are not.
/// </summary>
internal sealed class Twins
{
    private const double TwinShare = 0.8;

    private readonly List<HashSet<string>> listed = [];

    /// <summary>Whether nearly all documents of a candidate stand in a portfolio above.</summary>
    internal bool Has(Candidate candidate)
    {
        var texts = candidate.Documents.Select(document => document.Text).ToHashSet(StringComparer.Ordinal);
        return texts.Count > 0 && listed.Exists(above => texts.Count(above.Contains) >= TwinShare * texts.Count);
    }

    internal void Add(Candidate candidate) => listed.Add([.. candidate.Documents.Select(document => document.Text)]);
}
