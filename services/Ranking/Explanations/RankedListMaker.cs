using Matchmaking.Contracts.Ranking;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Explanations;

/// <summary>Ranks candidates for a demand and says why: parts, evidence, what is missing, or that evidence is too thin.</summary>
public static class RankedListMaker
{
    /// <summary>The most matches of a list.</summary>
    public const int DefaultTop = 20;

    /// <summary>Names the ranker and what lists leave out; a list's own digest adds index, latent space and knowledge graph.</summary>
    public static readonly string Digest = DigestOf(PairScorer.Fixed);

    /// <summary>Makes the list of one demand.</summary>
    /// <param name="query">The demand, by <see cref="DemandQuery.From"/>.</param>
    /// <param name="snapshot">The candidates.</param>
    /// <param name="moment">Today and the engagements in progress.</param>
    /// <param name="top">The most matches, from 1.</param>
    /// <param name="encoded">The demand as an external encoder placed it; null without.</param>
    /// <param name="scorer">What pairs are worth; null for the scorecard alone.</param>
    public static RankedList Make(
        RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int top = DefaultTop, EncodedDemand? encoded = null, PairScorer? scorer = null)
    {
        scorer ??= PairScorer.Fixed;
        var maker = new PairingMaker(query, snapshot, moment, encoded);

        // The floor comes before the cut: a near but irrelevant candidate must not take the place of a relevant one.
        var ranked = ScorecardRanker.Pair(maker, query, snapshot, moment, Math.Max(top, ScorecardRanker.LeastGenerated), scorer);
        var digest = DigestOf(scorer, snapshot);
        if (ranked.Length == 0)
        {
            return new RankedList([], Abstentions.NoCandidates, digest, moment.Today, moment.EngagedDigest);
        }

        var explainer = new MatchExplainer(query, maker.Bound, snapshot.Graph);
        var (matches, shown) = (new List<RankedMatch>(), new List<ScoredPairing>());
        var clearest = 0.0;
        foreach (var pair in Twins.Without(ranked.Where(pair => RelevanceFloor.IsReached(pair.Pairing.Relevance, pair.Score)), 2 * top))
        {
            if (matches.Count == top)
            {
                break;
            }

            // A match without a sentence to show is no match: reviewers decide on evidence.
            if (explainer.Evidence(pair.Pairing) is { Count: > 0 } evidence)
            {
                var parts = scorer.Parts(pair.Pairing, pair.Score);
                clearest = Math.Max(clearest, pair.Score.Scorecard);
                matches.Add(new RankedMatch(
                    pair.Entry.Id, pair.Entry.Revision, matches.Count + 1, pair.Score.Points, parts, evidence, explainer.Missing(pair.Pairing), scorer.Likelihood(pair.Score)));
                shown.Add(pair);
            }
        }

        var thin = matches.Count == 0 || clearest < RelevanceFloor.ClearScore || RelevanceFloor.SaysTooLittle(maker.Bound);
        return new RankedList(matches, thin ? Abstentions.ThinEvidence : null, digest, moment.Today, moment.EngagedDigest) { Shown = shown };
    }

    /// <summary>Names all that a list is made of beside its demand, the day and the engagements.</summary>
    internal static string DigestOf(PairScorer scorer, IndexSnapshot<Candidate> snapshot) =>
        $"{DigestOf(scorer)}+index:{snapshot.Digest}+latent:{snapshot.LatentDigest}+graph:{snapshot.Graph?.Digest ?? "none"}+acceptance:{scorer.Acceptance?.Digest ?? "none"}";

    /// <summary>Names a scorer with what lists leave out.</summary>
    internal static string DigestOf(PairScorer scorer) => $"{ScorecardRanker.DigestOf(scorer)}+{RelevanceFloor.Digest}+{Twins.Digest}+{DemandPhrases.Digest}";
}
