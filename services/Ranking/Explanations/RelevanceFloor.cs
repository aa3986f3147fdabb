using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Explanations;

/// <summary>From where on texts are close enough to show a match at all.</summary>
internal static class RelevanceFloor
{
    internal const double Bm25 = 0.0;
    internal const double Cosine = 0.0;

    private const double LeastInformation = 25;

    internal static bool IsReached(PortfolioRelevance relevance) => relevance.Bm25 >= Bm25 && relevance.Cosine >= Cosine;

    /// <summary>Whether a demand has too few telling terms to rank by.</summary>
    internal static bool SaysTooLittle(BoundQuery query) => query.Bm25Ceiling < LeastInformation;
}
