using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Explanations;

/// <summary>
/// From where on texts are close enough to show a match. Measured with 240 written experts: the best match of a need written for them has
/// BM25 .070, .091, .112 (quartiles), of an abstract of another trade .023, .029, .038; for the cosine .067, .089, .107 and .018, .024, .034.
/// </summary>
internal static class RelevanceFloor
{
    /// <summary>Below this a candidate is not listed: half of what strangers reach by chance at best stays below.</summary>
    internal const double Bm25 = 0.025;

    /// <summary>The same for the cosine.</summary>
    internal const double Cosine = 0.02;

    /// <summary>The best of a list must reach this, or the list is marked as thin: three in four strangers stay below.</summary>
    internal const double ClearBm25 = 0.04;

    // About eight terms that nobody else uses.
    private const double LeastInformation = 40;

    internal static bool IsReached(PortfolioRelevance relevance) => relevance.Bm25 >= Bm25 && relevance.Cosine >= Cosine;

    /// <summary>Whether a demand has too few telling terms to rank by.</summary>
    internal static bool SaysTooLittle(BoundQuery query) => query.Bm25Ceiling < LeastInformation;
}
