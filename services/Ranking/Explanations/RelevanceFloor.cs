using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Explanations;

/// <summary>
/// From where on a match is shown at all, and from where on a list is more than a guess. Measured on the seeds' 1,655 judgements: of the
/// matches below 15 points 1 in 213 was fitting (grade 2 or 3), from 15 to 20 5 in 151, from 20 to 25 14 in 65, from 25 on 152 in 173; of the
/// nine open demands that nobody fits the best match had 26 points at most, of the others 27 and more in all but three.
/// </summary>
internal static class RelevanceFloor
{
    // The texts themselves must be near: half of what strangers reach by chance at best stays below these two.
    private const double LeastBm25 = 0.025;
    private const double LeastCosine = 0.02;

    /// <summary>Points below which a match is not listed.</summary>
    internal const double LeastScore = 15;

    /// <summary>Points that the best of a list must have, or the list is marked as thin.</summary>
    internal const double ClearScore = 26;

    /// <summary>Names the bounds.</summary>
    internal static readonly string Digest = FormattableString.Invariant($"floor:{LeastScore}/{ClearScore}");

    // About eight terms that nobody else uses.
    private const double LeastInformation = 40;

    internal static bool IsReached(PortfolioRelevance relevance, double score) =>
        relevance.Bm25 >= LeastBm25 && relevance.Cosine >= LeastCosine && score >= LeastScore;

    /// <summary>Whether a demand has too few telling terms to rank by.</summary>
    internal static bool SaysTooLittle(BoundQuery query) => query.Bm25Ceiling < LeastInformation;
}
