using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.State;

namespace Matchmaking.Ranking.Lists;

/// <summary>Makes the lists of this process, over what <see cref="RankingState"/> holds at the moment.</summary>
public sealed class RankedLists(RankingState state)
{
    /// <summary>Ranks experts for a demand.</summary>
    public RankedList Make(Guid demandId, long revision, OpenDemand demand) =>
        Make(DemandQuery.From(demandId, revision, demand), RankedListMaker.DefaultTop);

    /// <summary>Ranks experts for a query.</summary>
    public RankedList Make(RankingQuery query, int top) => RankedListMaker.Make(query, state.Candidates.Current, state.Moment(), top);

    /// <summary>The open demands whose list an expert might join; none for one who has left or cannot be ranked.</summary>
    public Guid[] DemandsFor(Guid talentId) =>
        state.Candidates.Current.Find(talentId) is { Item: { Consent: true, Capacity: > 0 } candidate } ? OpenDemands.Sharing(candidate, state.Demands.Current) : [];

    /// <summary>The open demands that fit an expert best, explained.</summary>
    public IReadOnlyList<FittingDemand> Fitting(Guid talentId, int top) =>
        OpenDemands.For(talentId, state.Candidates.Current, state.Demands.Current, state.Moment(), top);
}
