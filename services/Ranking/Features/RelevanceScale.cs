namespace Matchmaking.Ranking.Features;

/// <summary>
/// Where text relevance stands half way: the value at which a text feature gives half its points. The best matches of written seeds reach
/// .09 in the median and .15 at the top, so the scale still tells the best apart.
/// </summary>
internal static class RelevanceScale
{
    internal const double Bm25Half = 0.15;
    internal const double CosineHalf = 0.15;
}
