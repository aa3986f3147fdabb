namespace Matchmaking.Ranking.Relevance;

/// <summary>
/// Okapi BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009) over the whole portfolio of an
/// entry. One setting serves all data: K1 = 1.6, B = 0.3 gave NDCG@10 .539 on Chinese abstracts, .211 on grant titles and .348 on English
/// abstracts; B = 0.75 gains .007 on the first and loses .014 and .040 on the others, since a long portfolio is a merit, not padding.
/// </summary>
internal static class Bm25
{
    internal const double K1 = 1.6;
    internal const double B = 0.3;

    /// <summary>
    /// Entries without any of the terms that every count is padded with: in an index of three experts a shared term would else count as
    /// worthless, and nobody would ever be found for the first demands.
    /// </summary>
    internal const int Background = 200;

    /// <summary>The idf of Lucene, ln(1 + (N - df + 0.5) / (df + 0.5)), over the padded count: above 0 for every term.</summary>
    internal static double Idf(int entries, int holders) => Math.Log(1 + ((entries + Background - holders + 0.5) / (holders + 0.5)));

    /// <summary>K1 scaled by the length of the portfolio against the average.</summary>
    internal static double LengthFactor(int length, double averageLength) => K1 * (1 - B + (averageLength > 0 ? B * length / averageLength : 0));

    /// <summary>Share of the most a term can give, 0 to 1, for its frequency in the portfolio.</summary>
    internal static double Saturation(int frequency, double lengthFactor) => frequency / (frequency + lengthFactor);
}
