namespace Matchmaking.Ranking.Relevance;

/// <summary>How well the texts of one portfolio fit one demand; comparable across demands.</summary>
/// <param name="Bm25">BM25 over the demand's self-score, 0 to 1.</param>
/// <param name="Cosine">Combined cosine of the best documents over the demand's self-score; about 0 to 1.</param>
/// <param name="DocumentCosines">The cosine of each document of the portfolio, in its order.</param>
public sealed record PortfolioRelevance(double Bm25, double Cosine, IReadOnlyList<double> DocumentCosines);
