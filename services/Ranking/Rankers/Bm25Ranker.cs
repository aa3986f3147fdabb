using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Text;

namespace Matchmaking.Ranking.Rankers;

/// <summary>BM25 over the whole portfolio, divided by the demand's self-score: the baseline every other ranker is compared with.</summary>
public sealed class Bm25Ranker : IRanker
{
    /// <inheritdoc/>
    public string Name => "bm25";

    /// <inheritdoc/>
    public string Digest => "bm25/2+" + Tokenizer.Digest;

    /// <inheritdoc/>
    public IReadOnlyList<RankedCandidate> Rank(RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth) =>
        CandidateScan.Rank(query, snapshot, moment, static (scan, place) => scan.Bm25Of(place), depth);
}
