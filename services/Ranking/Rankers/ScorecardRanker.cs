using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Relevance;
using Matchmaking.Ranking.Text;

namespace Matchmaking.Ranking.Rankers;

/// <summary>
/// The fixed scorecard over generated candidates: the best by words and technologies together. The score of a pair does not depend on who
/// else was generated.
/// </summary>
/// <param name="scorecard">The scorecard; null for the one in use.</param>
/// <param name="name">As reports name it.</param>
public sealed class ScorecardRanker(Scorecard? scorecard = null, string name = "scorecard") : IRanker
{
    private readonly Scorecard scorecard = scorecard ?? Scorecard.Default;

    // NDCG@10 of all measured sets is the same to four digits with 80 and with 400. Of the twenty best by full scores of 3,000, 98 to 99.7 % are among these.
    internal const int LeastGenerated = 100;

    // Read in one to two milliseconds.
    internal const int SearchPostings = 300_000;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Digest => FormattableString.Invariant($"scorecard/2+features:{scorecard.Digest}+search:{SearchPostings}/{LeastGenerated}+{CopyFinder.Digest}+{Tokenizer.Digest}");

    /// <inheritdoc/>
    public IReadOnlyList<RankedCandidate> Rank(RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth) =>
        Array.ConvertAll(Pair(new PairingMaker(query, snapshot, moment), query, snapshot, moment, depth, scorecard), pair => new RankedCandidate(pair.Entry, pair.Score));

    /// <summary>The same with what the scores were made from.</summary>
    internal static ScoredPairing[] Pair(
        PairingMaker maker, RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth, Scorecard? scorecard = null, int postings = SearchPostings)
    {
        var generated = TopSearch<Candidate, EligibleCandidates>.Run(
            snapshot, maker.Bound.StrongestTerms(postings), maker.Bound.Impacts, new EligibleCandidates(query, moment), Math.Max(LeastGenerated, depth));
        var pairs = new ScoredPairing[generated.Length];
        var next = 0;
        foreach (var (place, _) in generated)
        {
            var entry = snapshot.EntryAt(place);
            var pairing = maker.Make(place, entry);
            pairs[next++] = new ScoredPairing(entry, pairing, (scorecard ?? Scorecard.Default).Score(pairing));
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
