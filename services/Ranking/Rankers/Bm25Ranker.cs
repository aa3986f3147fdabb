using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Rankers;

/// <summary>BM25 over the whole portfolio, divided by the demand's self-score: the baseline every other ranker is compared with.</summary>
public sealed class Bm25Ranker : IRanker
{
    /// <inheritdoc/>
    public string Name => "bm25";

    /// <inheritdoc/>
    public string Digest => "bm25/2+" + Tokenizer.Digest;

    /// <inheritdoc/>
    public IReadOnlyList<RankedCandidate> Rank(RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth)
    {
        var bound = BoundQuery.Bind(query.Terms, snapshot);
        var top = TopSearch<Candidate, EligibleCandidates>.Run(snapshot, bound.AllTerms(), bound.Impacts, new EligibleCandidates(query, moment), depth);
        return Array.ConvertAll(top, match => new RankedCandidate(snapshot.EntryAt(match.Place), match.Score));
    }
}
