using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Explanations;

/// <summary>
/// From where on a match is shown at all, and from where on a list is more than a guess. Measured on the seeds' 1,583 judgements that are not
/// excluded: of the matches below 12 points 8 in 948 were fitting (grade 2 or 3), from 12 to 18 7 in 292, from 18 to 27 26 in 147, from 27 on
/// 156 in 196; of the nine demands that nobody fits the best match had 26.3 points at most, of the others 28 and more in all but two.
/// </summary>
internal static class RelevanceFloor
{
    // The texts themselves must be near: half of what strangers reach by chance at best stays below these two.
    private const double LeastBm25 = 0.025;
    private const double LeastCosine = 0.02;

    // Or the technologies must be shown, whatever the words: a profile in another language.
    private const double LeastTechnology = 0.15;

    /// <summary>Points below which a match is not listed.</summary>
    internal const double LeastScore = 12;

    /// <summary>Points that the best of a list must have, or the list is marked as thin.</summary>
    internal const double ClearScore = 27;

    /// <summary>Names the bounds.</summary>
    internal static readonly string Digest = FormattableString.Invariant($"floor:{LeastScore}/{ClearScore}/{LeastBm25}/{LeastCosine}/{LeastTechnology}/{LeastInformation}");

    // About eight terms that nobody else uses.
    private const double LeastInformation = 40;

    /// <summary>Whether a match is shown: the scorecard decides, whatever model orders the list; one that a model leaves no point is not shown either.</summary>
    internal static bool IsReached(PortfolioRelevance relevance, PairScore score) =>
        score.Scorecard >= LeastScore && score.Points > 0 && ((relevance.Bm25 >= LeastBm25 && relevance.Cosine >= LeastCosine) || relevance.Technology >= LeastTechnology);

    /// <summary>Whether a demand has too few telling terms to rank by.</summary>
    internal static bool SaysTooLittle(BoundQuery query) => query.Bm25Ceiling < LeastInformation;
}
