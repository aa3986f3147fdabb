using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Rankers;

/// <summary>Candidate generation: the eligible candidates that share a term with the demand, best first by one score of the scan.</summary>
internal static class CandidateScan
{
    internal static (EntryPlace Place, double Score)[] Top(
        RankingQuery query,
        IndexSnapshot<Candidate> snapshot,
        RankingMoment moment,
        PortfolioScan<Candidate> scan,
        Func<PortfolioScan<Candidate>, EntryPlace, double> score,
        int depth)
    {
        var top = new TopCandidates(depth);
        for (var i = 0; i < snapshot.Segments.Length; i++)
        {
            var live = snapshot.Segments[i];
            var entries = live.Segment.Entries;
            for (var entry = 0; entry < entries.Length; entry++)
            {
                var place = new EntryPlace(i, entry);
                if (scan.IsTouched(place) && live.IsLive(entry) && !Exclusion.Applies(query, entries[entry], moment))
                {
                    top.Offer(place, entries[entry].Id, score(scan, place));
                }
            }
        }

        return top.Take();
    }

    internal static IReadOnlyList<RankedCandidate> Rank(
        RankingQuery query,
        IndexSnapshot<Candidate> snapshot,
        RankingMoment moment,
        Func<PortfolioScan<Candidate>, EntryPlace, double> score,
        int depth)
    {
        using var scan = PortfolioScan<Candidate>.Run(snapshot, BoundQuery.Bind(query.Terms, snapshot));
        var top = Top(query, snapshot, moment, scan, score, depth);
        return Array.ConvertAll(top, match => new RankedCandidate(snapshot.EntryAt(match.Place), match.Score));
    }
}
