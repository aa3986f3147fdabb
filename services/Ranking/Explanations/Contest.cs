using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Explanations;

/// <summary>
/// An expert beside those who stand in the way, scored for edited needs without searching or explaining, to see which edits are worth a list. Others may
/// come up too, so being ahead here is no place yet.
/// </summary>
internal sealed class Contest
{
    private readonly IndexSnapshot<Candidate> snapshot;
    private readonly RankingMoment moment;
    private readonly PairScorer scorer;
    private readonly Contestant own;
    private readonly Contestant[] rivals;
    private readonly int places;

    /// <param name="snapshot">The candidates.</param>
    /// <param name="moment">Today and the engagements in progress.</param>
    /// <param name="scorer">What pairs are worth.</param>
    /// <param name="talentId">The expert.</param>
    /// <param name="rivals">Who stands in the list, and behind it.</param>
    /// <param name="places">How many of the expert and the rivals may.</param>
    internal Contest(IndexSnapshot<Candidate> snapshot, RankingMoment moment, PairScorer scorer, Guid talentId, IEnumerable<Guid> rivals, int places)
    {
        this.snapshot = snapshot;
        this.moment = moment;
        this.scorer = scorer;
        this.places = places;
        own = Find(talentId);
        this.rivals = [.. rivals.Select(Find)];
    }

    /// <summary>
    /// By how many points the expert is ahead of the first who would get no place, or over the floor where that is less; below 0 when behind or under it.
    /// Of equal scores the lower id is ahead by nothing.
    /// </summary>
    internal Standing Of(RankingQuery query, EncodedDemand? encoded)
    {
        var maker = new PairingMaker(query, snapshot, moment, encoded);
        var (mine, isReached) = Score(maker, own);
        var ahead = 0;
        var theirs = new List<double>(rivals.Length);
        foreach (var rival in rivals)
        {
            if (Score(maker, rival) is (var score, true))
            {
                theirs.Add(score.Points);
                ahead += score.Points > mine.Points || (score.Points == mine.Points && rival.Entry.Id.CompareTo(own.Entry.Id) < 0) ? 1 : 0;
            }
        }

        theirs.Sort();
        var lead = mine.Points - (theirs.Count < places ? 0 : theirs[^places]);
        return new Standing(isReached && ahead < places, isReached ? lead : Math.Min(lead, Math.Min(mine.Scorecard - RelevanceFloor.LeastScore, 0)));
    }

    private (PairScore Score, bool IsReached) Score(PairingMaker maker, Contestant one)
    {
        var pairing = maker.Make(one.Place, one.Entry);
        var score = scorer.Score(pairing);
        return (score, RelevanceFloor.IsReached(pairing.Relevance, score));
    }

    private Contestant Find(Guid id)
    {
        var place = snapshot.Locate(id)!.Value;
        return new Contestant(place, snapshot.EntryAt(place));
    }

    private readonly record struct Contestant(EntryPlace Place, Indexed<Candidate> Entry);
}

/// <summary>How an expert stands beside the rivals.</summary>
/// <param name="MayBeListed">Over the floor, and ahead of enough of them.</param>
/// <param name="Lead">Points ahead; below 0 when behind.</param>
internal readonly record struct Standing(bool MayBeListed, double Lead);
