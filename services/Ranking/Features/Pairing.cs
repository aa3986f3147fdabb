using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Features;

/// <summary>
/// One demand and one candidate, as features see them. Name, degree and professional title are not among it, so no feature can weigh them.
/// </summary>
/// <param name="Query">The demand.</param>
/// <param name="Candidate">The candidate.</param>
/// <param name="Relevance">How the texts fit.</param>
/// <param name="Today">The day to count from.</param>
/// <param name="Engagements">Engagements of the candidate in progress.</param>
public sealed record Pairing(RankingQuery Query, Candidate Candidate, PortfolioRelevance Relevance, DateOnly Today, int Engagements)
{
    /// <summary>Field codes of the technologies that the demand's text names; empty when it names none.</summary>
    public IReadOnlyList<string> NamedFields { get; init; } = [];
}
