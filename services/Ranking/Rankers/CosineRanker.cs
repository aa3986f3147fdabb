using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Rankers;

/// <summary>TF-IDF cosine of the best documents (<see cref="DocumentCosine"/>), over every candidate.</summary>
public sealed class CosineRanker : IRanker
{
    /// <inheritdoc/>
    public string Name => "cosine";

    /// <inheritdoc/>
    public string Digest => "cosine/2+" + Tokenizer.Digest;

    /// <inheritdoc/>
    public IReadOnlyList<RankedCandidate> Rank(RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth)
    {
        var matcher = new PortfolioMatcher<Candidate>(snapshot, BoundQuery.Bind(query.Terms, snapshot));
        var filter = new EligibleCandidates(query, moment);
        var top = new TopEntries(depth);
        for (var i = 0; i < snapshot.Segments.Length; i++)
        {
            var live = snapshot.Segments[i];
            for (var entry = 0; entry < live.Segment.Count; entry++)
            {
                var place = new EntryPlace(i, entry);
                if (live.IsLive(entry) && filter.Accepts(live.Segment.Ids[entry], live.Segment.Gates[entry])
                    && matcher.Match(place).Cosine is var cosine and > 0)
                {
                    top.Offer(place, live.Segment.Ids[entry], cosine);
                }
            }
        }

        return Array.ConvertAll(top.Take(), match => new RankedCandidate(snapshot.EntryAt(match.Place), match.Score));
    }
}
