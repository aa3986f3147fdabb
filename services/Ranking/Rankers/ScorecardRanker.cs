using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Rankers;

/// <summary>
/// The fixed scorecard over generated candidates: the best by BM25 united with the best by cosine. The score of a pair does not depend on
/// who else was generated.
/// </summary>
public sealed class ScorecardRanker : IRanker
{
    // Of each kind; at 200 the first twenty of the scorecard were the same as over all candidates in the measured sets.
    private const int LeastGenerated = 400;

    // Read in about a millisecond.
    private const int SearchPostings = 300_000;

    /// <inheritdoc/>
    public string Name => "scorecard";

    /// <inheritdoc/>
    public string Digest => "scorecard/1+features:" + Scorecard.Digest;

    /// <inheritdoc/>
    public IReadOnlyList<RankedCandidate> Rank(RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth) =>
        Array.ConvertAll(Pair(query, snapshot, moment, depth), pair => new RankedCandidate(pair.Entry, pair.Score));

    /// <summary>The same with what the scores were made from.</summary>
    internal static ScoredPairing[] Pair(RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth)
    {
        var bound = BoundQuery.Bind(query.Terms, snapshot);
        var matcher = new PortfolioMatcher<Candidate>(snapshot, bound);
        var generated = TopSearch<Candidate, EligibleCandidates>.Run(
            snapshot, bound.SearchedBy(SearchPostings), new EligibleCandidates(query, moment), Math.Max(LeastGenerated, depth));
        var pairs = new ScoredPairing[generated.Length];
        var next = 0;
        foreach (var (place, _) in generated)
        {
            var entry = snapshot.EntryAt(place);
            var pairing = new Pairing(query, entry.Item, matcher.Match(place), moment.Today, moment.EngagementsOf(entry.Id));
            pairs[next++] = new ScoredPairing(entry, pairing, Scorecard.Score(pairing));
        }

        Array.Sort(pairs, static (left, right) =>
        {
            var byScore = right.Score.CompareTo(left.Score);
            return byScore != 0 ? byScore : left.Entry.Id.CompareTo(right.Entry.Id);
        });
        return pairs.Length <= depth ? pairs : pairs[..depth];
    }
}

/// <summary>A candidate with its score and what it was made from.</summary>
internal readonly record struct ScoredPairing(Indexed<Candidate> Entry, Pairing Pairing, double Score);
