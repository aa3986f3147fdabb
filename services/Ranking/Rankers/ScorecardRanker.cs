using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Rankers;

/// <summary>
/// The fixed scorecard over generated candidates: the best by words and technologies together. The score of a pair does not depend on who
/// else was generated.
/// </summary>
/// <param name="scorecard">The scorecard; null for the one in use.</param>
/// <param name="name">As reports name it.</param>
public sealed class ScorecardRanker(Scorecard? scorecard = null, string name = "scorecard") : IRanker
{
    private readonly PairScorer scorer = new(scorecard ?? Scorecard.Default);

    // NDCG@10 of all measured sets is the same to four digits with 80 and with 400. Of the twenty best by full scores of 3,000, 98 to 99.7 % are among these.
    internal const int LeastGenerated = 100;

    // Read in one to two milliseconds.
    internal const int SearchPostings = 300_000;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Digest => DigestOf(scorer);

    /// <inheritdoc/>
    public IReadOnlyList<RankedCandidate> Rank(RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth) =>
        Array.ConvertAll(Pair(new PairingMaker(query, snapshot, moment), query, snapshot, moment, depth, scorer), pair => new RankedCandidate(pair.Entry, pair.Score.Points));

    /// <summary>Names a scorer with how candidates are found for it.</summary>
    internal static string DigestOf(PairScorer scorer) =>
        FormattableString.Invariant($"scorecard/2+{scorer.Digest}+search:{SearchPostings}/{LeastGenerated}+{CopyFinder.Digest}+{Tokenizer.Digest}");

    /// <summary>The same with what the scores were made from.</summary>
    /// <param name="maker">Of the same demand and candidates.</param>
    /// <param name="query">The demand.</param>
    /// <param name="snapshot">The candidates.</param>
    /// <param name="moment">Today and the engagements in progress.</param>
    /// <param name="depth">The most pairs, from 1.</param>
    /// <param name="scorer">What pairs are worth.</param>
    /// <param name="postings">How much may be read to find candidates.</param>
    internal static ScoredPairing[] Pair(
        PairingMaker maker, RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth, PairScorer scorer, int postings = SearchPostings)
    {
        var generated = TopSearch<Candidate, EligibleCandidates>.Run(
            snapshot, maker.Bound.StrongestTerms(postings), maker.Bound.Impacts, new EligibleCandidates(query, moment), Math.Max(LeastGenerated, depth));
        var pairs = new ScoredPairing[generated.Length];
        var next = 0;
        foreach (var (place, _) in generated)
        {
            var entry = snapshot.EntryAt(place);
            var pairing = maker.Make(place, entry);
            pairs[next++] = new ScoredPairing(entry, pairing, scorer.Score(pairing));
        }

        Array.Sort(pairs, static (left, right) =>
        {
            var byScore = right.Score.Points.CompareTo(left.Score.Points);
            return byScore != 0 ? byScore : left.Entry.Id.CompareTo(right.Entry.Id);
        });
        return pairs.Length <= depth ? pairs : pairs[..depth];
    }
}

/// <summary>A candidate with its score and what it was made from.</summary>
internal readonly record struct ScoredPairing(Indexed<Candidate> Entry, Pairing Pairing, PairScore Score);
