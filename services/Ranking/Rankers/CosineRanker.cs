using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Text;

namespace Matchmaking.Ranking.Rankers;

/// <summary>TF-IDF cosine of the best documents (<see cref="Relevance.DocumentCosine"/>).</summary>
public sealed class CosineRanker : IRanker
{
    /// <inheritdoc/>
    public string Name => "cosine";

    /// <inheritdoc/>
    public string Digest => "cosine/2+" + Tokenizer.Digest;

    /// <inheritdoc/>
    public IReadOnlyList<RankedCandidate> Rank(RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth) =>
        CandidateScan.Rank(query, snapshot, moment, static (scan, place) => scan.CosineOf(place), depth);
}
