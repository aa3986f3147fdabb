namespace Matchmaking.Ranking.Features;

/// <summary>
/// Where text relevance stands half way: values at which a text feature gives half its points, near the median of the first ranks of
/// public test sets.
/// </summary>
internal static class RelevanceScale
{
    internal const double Bm25Half = 0.15;
    internal const double CosineHalf = 0.15;
}
