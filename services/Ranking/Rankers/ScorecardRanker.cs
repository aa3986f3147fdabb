using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Relevance;
using Matchmaking.Ranking.Text;

namespace Matchmaking.Ranking.Rankers;

/// <summary>
/// The fixed scorecard over generated candidates: the best by BM25 united with the best by cosine. The score of a pair does not depend on
/// who else was generated.
/// </summary>
public sealed class ScorecardRanker : IRanker
{
    // Of each kind; at 200 the first twenty of the scorecard were the same as over all candidates in the measured sets.
    private const int LeastGenerated = 200;

    /// <inheritdoc/>
    public string Name => "scorecard";

    /// <inheritdoc/>
    public string Digest => $"scorecard/2+features:{Scorecard.Digest}+{Tokenizer.Digest}";

    /// <inheritdoc/>
    public IReadOnlyList<RankedCandidate> Rank(RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth) =>
        Array.ConvertAll(Pair(query, snapshot, moment, depth), pair => new RankedCandidate(pair.Entry, pair.Score));

    /// <summary>The same with what the scores were made from.</summary>
    internal static ScoredPairing[] Pair(RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth)
    {
        using var scan = PortfolioScan<Candidate>.Run(snapshot, BoundQuery.Bind(query.Terms, snapshot));
        var generated = Math.Max(LeastGenerated, depth);
        var places = new HashSet<EntryPlace>();
        places.UnionWith(CandidateScan.Top(query, snapshot, moment, scan, static (scan, place) => scan.Bm25Of(place), generated).Select(match => match.Place));
        places.UnionWith(CandidateScan.Top(query, snapshot, moment, scan, static (scan, place) => scan.CosineOf(place), generated).Select(match => match.Place));
        var pairs = new ScoredPairing[places.Count];
        var next = 0;
        foreach (var place in places)
        {
            var entry = snapshot.EntryAt(place);
            var pairing = new Pairing(query, entry.Item, scan.RelevanceOf(place), moment.Today, moment.EngagementsOf(entry.Id));
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
internal readonly record struct ScoredPairing(IndexEntry<Candidate> Entry, Pairing Pairing, double Score);
