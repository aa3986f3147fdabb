using System.Collections.Immutable;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.State;

/// <summary>
/// What this process ranks with: the index of candidates, the index of open demands and the engagements in progress. Each is a copy of the
/// service's own tables, kept by <see cref="StateFeed"/>; readers never wait.
/// </summary>
public sealed partial class RankingState(TimeProvider clock, KnowledgeGraph graph, ILogger<RankingState> log)
{
    private readonly TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Engaged engaged = Engaged.Nobody;
    private PairScorer scorer = PairScorer.Fixed;
    private ImmutableDictionary<Guid, EncodedPortfolio> encoded = ImmutableDictionary<Guid, EncodedPortfolio>.Empty;

    /// <summary>Experts, by what they have shown.</summary>
    public CandidateIndex<Candidate> Candidates { get; } = new(CandidateFormat.Packed, graph);

    /// <summary>Open demands, by what they ask for.</summary>
    public CandidateIndex<RankingQuery> Demands { get; } = new(null, graph);

    /// <summary>Completes when the tables have been read once; before that nothing may be ranked.</summary>
    public Task Loaded => loaded.Task;

    /// <summary>Today and who is engaged.</summary>
    public RankingMoment Moment() => MomentOn(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));

    /// <summary>Another day and who is engaged now.</summary>
    public RankingMoment MomentOn(DateOnly day) => Volatile.Read(ref engaged).On(day);

    /// <summary>What pairs are worth: the scorecard, with the model that was promoted last. Written by <see cref="ModelFeed"/> alone.</summary>
    public PairScorer Scorer
    {
        get => Volatile.Read(ref scorer);
        internal set => Volatile.Write(ref scorer, value);
    }

    /// <summary>What an external encoder made of the candidates' documents, by candidate; empty without one. Written by <see cref="EncodeCandidates"/> alone.</summary>
    internal ImmutableDictionary<Guid, EncodedPortfolio> Encoded
    {
        get => Volatile.Read(ref encoded);
        set => Volatile.Write(ref encoded, value);
    }

    internal void MarkLoaded() => loaded.TrySetResult();

    internal void Take(IReadOnlyCollection<CandidateRow> rows)
    {
        // Rows of transactions that are still running somewhere are read again and again: they must not be parsed again and again.
        var known = Candidates.Current;
        Candidates.Load([.. rows.Where(row => row.Profile is not null && !(known.RevisionOf(row.TalentId) >= row.Revision))
            .Select(row => Entry(row.TalentId, () => CandidateEntry.From(row.TalentId, row.Revision, StoredJson.Read<TalentProfile>(row.Profile!)))).OfType<IndexEntry<Candidate>>()]);
        foreach (var row in rows.Where(row => row.Profile is null))
        {
            Candidates.Remove(row.TalentId, row.Revision);
        }
    }

    internal void Take(IReadOnlyCollection<DemandRow> rows)
    {
        var known = Demands.Current;
        Demands.Load([.. rows.Where(row => row.Demand is not null && !(known.RevisionOf(row.DemandId) >= row.Revision))
            .Select(row => Entry(row.DemandId, () => DemandQuery.Entry(DemandQuery.From(row.DemandId, row.Revision, StoredJson.Read<OpenDemand>(row.Demand!))))).OfType<IndexEntry<RankingQuery>>()]);
        foreach (var row in rows.Where(row => row.Demand is null))
        {
            Demands.Remove(row.DemandId, row.Revision);
        }
    }

    internal void Take(IReadOnlyCollection<EngagementRow> rows) => Volatile.Write(ref engaged, engaged.With(rows));

    // One row that cannot be read must not keep everything behind it out of the state.
    private TEntry? Entry<TEntry>(Guid id, Func<TEntry> make)
        where TEntry : class
    {
        try
        {
            return make();
        }
        catch (Exception error)
        {
            LogUnreadable(log, error, id);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Row {Id} cannot be read and is left out of the state")]
    private static partial void LogUnreadable(ILogger logger, Exception error, Guid id);
}

/// <summary>A candidate as stored.</summary>
internal sealed record CandidateRow(Guid TalentId, long Revision, string? Profile);

/// <summary>A demand as stored.</summary>
internal sealed record DemandRow(Guid DemandId, long Revision, string? Demand);

/// <summary>Accepted matches of one talent that have not ended.</summary>
internal sealed record EngagementRow(Guid TalentId, int Engagements);
