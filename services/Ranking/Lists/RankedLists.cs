using Matchmaking.Contracts.Ranking;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.State;

namespace Matchmaking.Ranking.Lists;

/// <summary>A ranked list before it is stored.</summary>
/// <param name="Digest">What produced it.</param>
/// <param name="Matches">At most 20, best first.</param>
/// <param name="Abstention">Why it is short or empty, as a code; null when it is not.</param>
public sealed record RankedList(string Digest, IReadOnlyList<RankedMatch> Matches, string? Abstention);

/// <summary>Makes the lists of this process, over what <see cref="RankingState"/> holds at the moment.</summary>
public sealed class RankedLists(RankingState state)
{
    private readonly Bm25Ranker ranker = new();

    /// <summary>Ranks experts for a demand.</summary>
    public RankedList Make(Guid demandId, long revision, OpenDemand demand)
    {
        var snapshot = state.Candidates.Current;
        var ranked = ranker.Rank(DemandQuery.From(demandId, revision, demand), snapshot, state.Moment(), 20);
        return new RankedList(
            $"{ranker.Digest}+{snapshot.Digest}",
            [.. ranked.Select((r, i) => new RankedMatch(r.Entry.Id, r.Entry.Revision, i + 1, r.Score, [], [], []))],
            ranked.Count == 0 ? "no_candidates" : null);
    }

    /// <summary>The open demands that an expert fits best.</summary>
    public Guid[] DemandsFor(Guid talentId, long revision, TalentProfile profile) => [];
}
