using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.State;

namespace Matchmaking.Ranking.Lists;

/// <summary>Makes the lists of this process, over what <see cref="RankingState"/> holds at the moment.</summary>
public sealed class RankedLists(RankingState state, TextEncoder encoder)
{
    /// <summary>Asks the external encoder about a query, before it is ranked: waits no longer than its time-out.</summary>
    /// <param name="query">The query.</param>
    /// <param name="keep">False leaves no trace of it in the database.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>Null without an encoder, or when it is slow or broken: the list is made all the same.</returns>
    public async Task<EncodedDemand?> Encode(RankingQuery query, bool keep, CancellationToken cancellation) =>
        await encoder.Encode(encoder.IsOn ? EncodedDemand.TextOf(query) : "", keep, cancellation) is { } vector ? new EncodedDemand(vector, state.Encoded) : null;

    /// <summary>Ranks experts for a query.</summary>
    public RankedList Make(RankingQuery query, EncodedDemand? encoded, int top = RankedListMaker.DefaultTop) =>
        RankedListMaker.Make(query, state.Candidates.Current, state.Moment(), top, encoded, state.Scorer);

    /// <summary>Ranks experts for a query as another moment and another scorer would have.</summary>
    internal RankedList Make(RankingQuery query, EncodedDemand? encoded, RankingMoment moment, PairScorer scorer) =>
        RankedListMaker.Make(query, state.Candidates.Current, moment, RankedListMaker.DefaultTop, encoded, scorer);

    /// <summary>Why an expert does not stand in the list of a query.</summary>
    public WhyNot WhyNot(RankingQuery query, Guid talentId, EncodedDemand? encoded) =>
        Explanations.WhyNot.Find(query, talentId, state.Candidates.Current, state.Moment(), encoded, state.Scorer);

    /// <summary>What change of a query would lift an expert into its list. Takes as long as some dozens of lists and waits for the encoder: for a thread of its own.</summary>
    /// <exception cref="OperationCanceledException">The search was ended.</exception>
    public WhatIf WhatIf(RankingQuery query, Guid talentId, CancellationToken cancellation) => WhatIfSearch.Run(
        query, talentId, state.Candidates.Current, state.Moment(), edited => Encode(edited, keep: false, cancellation).GetAwaiter().GetResult(), state.Scorer, cancellation: cancellation);

    /// <summary>The open demands whose list an expert might join; none for one who has left or cannot be ranked.</summary>
    public Guid[] DemandsFor(Guid talentId) =>
        state.Candidates.Current.Find(talentId) is { Item: { Consent: true, Capacity: > 0 } candidate } ? OpenDemands.Sharing(candidate, state.Demands.Current) : [];

    /// <summary>What the external encoder made of the open demands that an expert may fit, when they were ranked: nobody waits for it here.</summary>
    /// <returns>Null without an encoder.</returns>
    public async Task<IReadOnlyDictionary<Guid, EncodedDemand>?> EncodedFor(Guid talentId, CancellationToken cancellation)
    {
        if (!encoder.IsOn)
        {
            return null;
        }

        var demands = DemandsFor(talentId).Select(state.Demands.Current.Find).OfType<Indexed<RankingQuery>>().ToArray();
        var vectors = await encoder.Known(Array.ConvertAll(demands, demand => EncodedDemand.TextOf(demand.Item)), cancellation);
        var portfolios = state.Encoded;
        return demands.Zip(vectors).Where(demand => demand.Second is not null).ToDictionary(demand => demand.First.Id, demand => new EncodedDemand(demand.Second!, portfolios));
    }

    /// <summary>The open demands that fit an expert best, explained.</summary>
    public IReadOnlyList<FittingDemand> Fitting(Guid talentId, int top, IReadOnlyDictionary<Guid, EncodedDemand>? encoded = null) =>
        OpenDemands.For(talentId, state.Candidates.Current, state.Demands.Current, state.Moment(), top, encoded, state.Scorer);
}
