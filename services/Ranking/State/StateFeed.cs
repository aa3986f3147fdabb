using Dapper;
using Matchmaking.Platform;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Storage;
using Npgsql;

namespace Matchmaking.Ranking.State;

/// <summary>
/// Keeps <see cref="RankingState"/> equal to the tables: reads them whole at start, then only what has changed, woken by the consumers of
/// this process and by a poll for the changes of other replicas. Because the tables are the only source, a replica that was killed or cut
/// off has nothing to recover.
/// </summary>
public sealed partial class StateFeed(NpgsqlDataSource database, RankingState state, StoredIndex stored, LatentFeed latent, ModelFeed models, ILogger<StateFeed> log) : BackgroundService
{
    private const int PageRows = 2_000;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private const string SelectOldestRunning = "select pg_snapshot_xmin(pg_current_snapshot())::text";

    private const string SelectCandidates = """
        select talent_id as TalentId, revision as Revision, profile::text as Profile
        from candidate where change_xid >= @Since::xid8 and talent_id > @After order by talent_id limit @PageRows
        """;

    private const string SelectDemands = """
        select demand_id as DemandId, revision as Revision, demand::text as Demand
        from demand where change_xid >= @Since::xid8 and demand_id > @After order by demand_id limit @PageRows
        """;

    // An accepted match engages the expert until it ends or its demand is closed. Each kind of change is looked for by itself, by its index:
    // asked for with "or" over the joined tables, every poll reads all decisions (88 ms with 200,000 of them, so 1).
    private const string SelectEngagements = """
        select talent_id as TalentId, count(*) filter (where ended.match_id is null and (d.demand_id is null or d.demand is not null))::int as Engagements
        from decision left join demand d using (demand_id) left join outcome ended on ended.match_id = decision.match_id and ended.stage = 'ended'
        where decision = 'accepted'
          and talent_id in (
              select talent_id from decision where decision = 'accepted' and change_xid >= @Since::xid8
              union all
              select talent_id from demand changed join decision using (demand_id) where decision = 'accepted' and changed.change_xid >= @Since::xid8
              union all
              select talent_id from outcome changed join decision using (match_id)
              where decision = 'accepted' and stage = 'ended' and changed.change_xid >= @Since::xid8)
        group by talent_id
        """;

    private readonly WakeSignal wake = new();

    private volatile string since = "0";

    /// <summary>The oldest transaction that was still running when the tables were last read: every change before it is in the state.</summary>
    public string Seen => since;

    /// <summary>Tells that this process has committed a change.</summary>
    public void Wake() => wake.Wake();

    /// <inheritdoc />
    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Read(stoppingToken);
                if (!state.Loaded.IsCompleted)
                {
                    await latent.Enter(stoppingToken);
                    await models.Enter(stoppingToken);
                    LogLoaded(log, state.Candidates.Current.Count, state.Demands.Current.Count, TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
                    state.MarkLoaded();
                }

                await wake.Wait(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // The database is away; what is in memory still serves, and the cursor has not moved.
                LogFailed(log, error);
                await Task.Delay(TimeSpan.FromMilliseconds(500), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Read(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);

        // Taken before the rows: whatever commits while they are read is read again next time, and taking it twice has no effect.
        var next = await connection.QuerySingleAsync<string>(new CommandDefinition(SelectOldestRunning, cancellationToken: cancellation));
        // An index read from disk lacks only what has changed since it was stored.
        var reconciled = since == "0" && await new Reconciliation(connection, state, stored).Run(cancellation);
        await Pages<CandidateRow>(connection, SelectCandidates, row => row.TalentId, state.Take, reconciled ? next : since, cancellation);
        await Pages<DemandRow>(connection, SelectDemands, row => row.DemandId, state.Take, since, cancellation);
        var engagements = await connection.QueryAsync<EngagementRow>(new CommandDefinition(SelectEngagements, new { Since = since }, cancellationToken: cancellation));
        if (engagements.AsList() is { Count: > 0 } taken)
        {
            state.Take(taken);
        }

        since = next;
    }

    private static async Task Pages<TRow>(NpgsqlConnection connection, string select, Func<TRow, Guid> key, Action<IReadOnlyCollection<TRow>> take, string from, CancellationToken cancellation)
    {
        var after = Guid.Empty;
        while (true)
        {
            var page = (await connection.QueryAsync<TRow>(
                new CommandDefinition(select, new { Since = from, After = after, PageRows }, cancellationToken: cancellation))).AsList();
            if (page.Count == 0)
            {
                return;
            }

            take(page);
            after = key(page[^1]);
            if (page.Count < PageRows)
            {
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Loaded {Candidates} candidates and {Demands} open demands in {Milliseconds:F0} ms")]
    private static partial void LogLoaded(ILogger logger, int candidates, int demands, double milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tables could not be read; what is in memory still serves")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
