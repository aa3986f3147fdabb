using Matchmaking.Contracts.Ranking;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Explanations;

/// <summary>An open demand that fits an expert.</summary>
/// <param name="DemandId">The demand.</param>
/// <param name="DemandRevision">The revision that was scored.</param>
/// <param name="Rank">Position from 1.</param>
/// <param name="Score">The score of this pair, the same that the demand's own list shows.</param>
/// <param name="Parts">What the score is made of.</param>
/// <param name="Evidence">The sentences of the profile that speak for it.</param>
/// <param name="Missing">What the demand asks for and the profile does not show.</param>
public sealed record FittingDemand(
    Guid DemandId,
    long DemandRevision,
    int Rank,
    double Score,
    IReadOnlyList<ScorePart> Parts,
    IReadOnlyList<EvidenceSentence> Evidence,
    IReadOnlyList<string> Missing);

/// <summary>The other direction: open demands for one expert.</summary>
public static class OpenDemands
{
    /// <summary>Ranks the open demands for an expert by the same scores.</summary>
    /// <param name="talentId">The expert.</param>
    /// <param name="candidates">The index of candidates: the corpus that the scores are measured in.</param>
    /// <param name="demands">The index of open demands, of entries by <see cref="DemandQuery.Entry"/>.</param>
    /// <param name="moment">Today and the engagements in progress.</param>
    /// <param name="top">The most demands, from 1.</param>
    /// <param name="encoded">Of the demands that <see cref="Sharing"/> names, those an external encoder placed; null without one.</param>
    /// <param name="scorer">What pairs are worth; null for the scorecard alone.</param>
    /// <returns>Best first, equal scores by rising id; empty when the expert is unknown, withdrawn or never ranked.</returns>
    public static IReadOnlyList<FittingDemand> For(
        Guid talentId,
        IndexSnapshot<Candidate> candidates,
        IndexSnapshot<RankingQuery> demands,
        RankingMoment moment,
        int top,
        IReadOnlyDictionary<Guid, EncodedDemand>? encoded = null,
        PairScorer? scorer = null)
    {
        scorer ??= PairScorer.Fixed;
        if (candidates.Locate(talentId) is not { } place)
        {
            return [];
        }

        var entry = candidates.EntryAt(place);
        var pairs = new List<(Indexed<RankingQuery> Demand, BoundQuery Bound, Pairing Pairing, PairScore Score)>();
        foreach (var demand in Generate(entry.Item, demands))
        {
            if (Exclusion.Reasons(demand.Item, entry, moment).Count > 0)
            {
                continue;
            }

            var maker = new PairingMaker(demand.Item, candidates, moment, encoded?.GetValueOrDefault(demand.Id));
            var pairing = maker.Make(place, entry);
            var score = scorer.Score(pairing);
            if (RelevanceFloor.IsReached(pairing.Relevance, score))
            {
                pairs.Add((demand, maker.Bound, pairing, score));
            }
        }

        return [.. pairs.OrderByDescending(pair => pair.Score.Points).ThenBy(pair => pair.Demand.Id).Take(top).Select((pair, index) =>
        {
            var explainer = new MatchExplainer(pair.Demand.Item, pair.Bound, candidates.Graph);
            return new FittingDemand(
                pair.Demand.Id,
                pair.Demand.Revision,
                index + 1,
                pair.Score.Points,
                scorer.Parts(pair.Pairing, pair.Score),
                explainer.Evidence(pair.Pairing),
                explainer.Missing(pair.Pairing));
        })];
    }

    /// <summary>The open demands that share the most with a profile: those whose list it might join. Unscored, and for profiles not yet in the index.</summary>
    public static Guid[] Sharing(Candidate candidate, IndexSnapshot<RankingQuery> demands) => [.. Generate(candidate, demands).Select(demand => demand.Id)];

    private static List<Indexed<RankingQuery>> Generate(Candidate candidate, IndexSnapshot<RankingQuery> demands)
    {
        var terms = QueryTerms.Of(candidate.Documents.Select(document => (document.Text, 1.0)));
        var bound = BoundQuery.Bind(terms, demands, [.. candidate.Documents.Select(document => document.Text)]);
        var top = TopSearch<RankingQuery, EveryEntry>.Run(demands, bound.StrongestTerms(ScorecardRanker.SearchPostings), bound.Impacts, default, ScorecardRanker.LeastGenerated);
        return [.. top.Select(match => demands.EntryAt(match.Place))];
    }
}
