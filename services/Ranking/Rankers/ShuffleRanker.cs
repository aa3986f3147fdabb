using System.Globalization;
using System.Runtime.InteropServices;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Randomness;

namespace Matchmaking.Ranking.Rankers;

/// <summary>A random order, fixed by seed and demand: what a ranker is worth begins above it.</summary>
public sealed class ShuffleRanker(long seed = 1) : IRanker
{
    /// <inheritdoc/>
    public string Name => "shuffle";

    /// <inheritdoc/>
    public string Digest => "shuffle/1+seed:" + seed.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public IReadOnlyList<RankedCandidate> Rank(RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth)
    {
        var filter = new EligibleCandidates(query, moment);
        var top = new TopEntries(depth);
        for (var i = 0; i < snapshot.Segments.Length; i++)
        {
            var live = snapshot.Segments[i];
            for (var entry = 0; entry < live.Segment.Count; entry++)
            {
                var id = live.Segment.Ids[entry];
                if (live.IsLive(entry) && filter.Accepts(id, live.Segment.Gates[entry]))
                {
                    top.Offer(new EntryPlace(i, entry), id, Draw(query.DemandId, id));
                }
            }
        }

        return Array.ConvertAll(top.Take(), match => new RankedCandidate(snapshot.EntryAt(match.Place), match.Score));
    }

    // A hash instead of a generator: the draw of one pair does not depend on who else is in the index.
    private double Draw(Guid demandId, Guid talentId)
    {
        Span<ulong> words = stackalloc ulong[5];
        _ = demandId.TryWriteBytes(MemoryMarshal.AsBytes(words));
        _ = talentId.TryWriteBytes(MemoryMarshal.AsBytes(words)[16..]);
        words[4] = (ulong)seed;
        var state = 0UL;
        foreach (var word in words)
        {
            state = SplitMix.Mix((state ^ word) + SplitMix.Step);
        }

        return (state >> 11) / (double)(1L << 53);
    }
}
