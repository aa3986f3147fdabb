using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;

namespace Matchmaking.Ranking.Rankers;

/// <summary>The scorecard corrected by a learned model (<see cref="RankingModel"/>), over the same candidates.</summary>
/// <param name="model">The model.</param>
/// <exception cref="InvalidDataException">It corrects another scorecard, or asks for a feature that there is none of.</exception>
public sealed class LearnedRanker(RankingModel model) : IRanker
{
    private readonly PairScorer scorer = new(Scorecard.Default, new ModelScorer(model));

    /// <inheritdoc/>
    public string Name => "learned";

    /// <inheritdoc/>
    public string Digest => ScorecardRanker.DigestOf(scorer);

    /// <inheritdoc/>
    public IReadOnlyList<RankedCandidate> Rank(RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth) => Array.ConvertAll(
        ScorecardRanker.Pair(new PairingMaker(query, snapshot, moment), query, snapshot, moment, depth, scorer), pair => new RankedCandidate(pair.Entry, pair.Score.Points));
}
