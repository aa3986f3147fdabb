using Matchmaking.Contracts.Ranking;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Explanations;

/// <summary>Where an expert fell out on the way to the list of a demand, and how far off the expert was.</summary>
/// <param name="Stage">See <see cref="WhyNotStages"/>.</param>
/// <param name="Exclusions">Codes of <see cref="Exclusion"/> where rules keep the expert out; empty else.</param>
/// <param name="TwinOf">The expert with the same documents who stands in the list instead; null else.</param>
/// <param name="Rank">In the list, or behind it among those who might have been listed; null for who did not come that far.</param>
/// <param name="Score">The score of the pair; null for who is excluded.</param>
/// <param name="Scorecard">What the scorecard alone gives the pair: the floor is measured in it, whatever model ranks. Null for who is excluded.</param>
/// <param name="ScoreToBeat">What would have been enough: the last listed score or, for <paramref name="Scorecard"/>, the floor; null where no score would.</param>
/// <param name="Parts">Feature by feature beside the last of the list, what costs the most first; empty without either.</param>
/// <param name="Missing">What the demand asks for and the profile does not show.</param>
public sealed record WhyNot(
    string Stage,
    IReadOnlyList<string> Exclusions,
    Guid? TwinOf,
    int? Rank,
    double? Score,
    double? Scorecard,
    double? ScoreToBeat,
    IReadOnlyList<WhyNotPart> Parts,
    IReadOnlyList<string> Missing)
{
    /// <summary>Goes the way of <see cref="RankedListMaker"/> and says where it ends for one expert.</summary>
    /// <param name="query">The demand.</param>
    /// <param name="talentId">The expert.</param>
    /// <param name="snapshot">The candidates.</param>
    /// <param name="moment">Today and the engagements in progress.</param>
    /// <param name="encoded">The demand as an external encoder placed it; null without.</param>
    /// <param name="scorer">What pairs are worth.</param>
    /// <param name="top">The most matches of the list.</param>
    public static WhyNot Find(
        RankingQuery query, Guid talentId, IndexSnapshot<Candidate> snapshot, RankingMoment moment, EncodedDemand? encoded, PairScorer scorer, int top = RankedListMaker.DefaultTop)
    {
        var exclusions = Exclusion.Reasons(query, snapshot.Find(talentId), moment);
        if (exclusions.Count > 0)
        {
            return new WhyNot(WhyNotStages.Excluded, exclusions, null, null, null, null, null, [], []);
        }

        var maker = new PairingMaker(query, snapshot, moment, encoded);
        var place = snapshot.Locate(talentId)!.Value;
        var entry = snapshot.EntryAt(place);
        var pairing = maker.Make(place, entry);
        var own = new ScoredPairing(entry, pairing, scorer.Score(pairing));
        var list = RankedListMaker.Make(query, snapshot, moment, top, encoded, scorer);
        var ranked = ScorecardRanker.Pair(maker, query, snapshot, moment, Math.Max(top, ScorecardRanker.LeastGenerated), scorer);
        var explainer = new MatchExplainer(query, maker.Bound, snapshot.Graph);
        var last = list.Matches.Count > 0 ? list.Matches[^1] : null;
        var parts = last is null ? [] : Beside(pairing, scorer.Parts(pairing, own.Score), last.Parts);
        WhyNot At(string stage, double? toBeat, int? rank = null, Guid? twinOf = null) =>
            new(stage, [], twinOf, rank, own.Score.Points, own.Score.Scorecard, toBeat, parts, explainer.Missing(pairing));

        if (list.Matches.FirstOrDefault(match => match.TalentId == talentId) is { } listed)
        {
            return At(WhyNotStages.Listed, null, listed.Rank);
        }

        if (!Array.Exists(ranked, pair => pair.Entry.Id == talentId))
        {
            return At(WhyNotStages.NotACandidate, null);
        }

        if (!RelevanceFloor.IsReached(pairing.Relevance, own.Score))
        {
            return At(WhyNotStages.BelowFloor, own.Score.Scorecard < RelevanceFloor.LeastScore ? RelevanceFloor.LeastScore : null);
        }

        var distinct = Twins.Without(ranked.Where(pair => RelevanceFloor.IsReached(pair.Pairing.Relevance, pair.Score)), ranked.Length);
        var rank = distinct.TakeWhile(pair => pair.Entry.Id != talentId).Count() + 1;
        if (rank > distinct.Count)
        {
            var twin = distinct.First(pair => !Twins.Without([pair, own], 2).Any(kept => kept.Entry.Id == talentId));
            return At(WhyNotStages.Twin, null, twinOf: twin.Entry.Id);
        }

        return explainer.Evidence(pairing).Count == 0 ? At(WhyNotStages.NoEvidence, null, rank) : At(WhyNotStages.BelowCut, last?.Score, rank);
    }

    // Every feature that either of the two has points of, so that the differences add up to that of the scores.
    private static List<WhyNotPart> Beside(Pairing pairing, IReadOnlyList<ScorePart> own, IReadOnlyList<ScorePart> last)
    {
        var (mine, theirs) = (own.ToDictionary(part => part.Feature), last.ToDictionary(part => part.Feature, part => part.Points));
        var parts = new List<WhyNotPart>();
        foreach (var feature in FeatureCatalogue.All.Where(feature => mine.ContainsKey(feature.Name) || theirs.ContainsKey(feature.Name)))
        {
            var part = mine.GetValueOrDefault(feature.Name);
            var (points, pointsOfLast) = (part?.Points ?? 0, theirs.GetValueOrDefault(feature.Name));
            var words = part is null ? feature.Reason(pairing, feature.Value(pairing)) : new Wording(part.Reason, part.ReasonEnglish);
            parts.Add(new WhyNotPart(feature.Name, feature.Family, points, pointsOfLast, Math.Round(points - pointsOfLast, 2) + 0.0, words.Chinese, words.English));
        }

        return [.. parts.OrderBy(part => part.Difference).ThenBy(part => part.Feature, StringComparer.Ordinal)];
    }
}

/// <summary>One part of a score beside the same part of the last match of the list.</summary>
/// <param name="Feature">Name of the feature.</param>
/// <param name="Family">findable (找得到), affordable (用得起) or reliable (靠得住).</param>
/// <param name="Points">What the expert has.</param>
/// <param name="PointsOfLast">What the last of the list has.</param>
/// <param name="Difference">The first less the second: below 0 where the expert falls behind.</param>
/// <param name="Reason">The expert's value in words, Chinese.</param>
/// <param name="ReasonEnglish">The same in English.</param>
public sealed record WhyNotPart(string Feature, string Family, double Points, double PointsOfLast, double Difference, string Reason, string ReasonEnglish);

/// <summary>The codes of <see cref="WhyNot.Stage"/>, in the order of the way to a list.</summary>
public static class WhyNotStages
{
    /// <summary>Rules keep the expert out, however well the texts fit.</summary>
    public const string Excluded = "excluded";

    /// <summary>A hundred others share more with the demand: the expert was not scored at all.</summary>
    public const string NotACandidate = "not_a_candidate";

    /// <summary>Scored, but under what is shown at all.</summary>
    public const string BelowFloor = "below_floor";

    /// <summary>Another expert with the same documents stands there instead.</summary>
    public const string Twin = "twin";

    /// <summary>No sentence of the profile speaks for the match.</summary>
    public const string NoEvidence = "no_evidence";

    /// <summary>The list was full before.</summary>
    public const string BelowCut = "below_cut";

    /// <summary>The expert stands in the list.</summary>
    public const string Listed = "listed";
}
