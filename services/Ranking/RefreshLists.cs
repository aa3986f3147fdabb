using Dapper;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Platform.Messaging;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Lists;
using Matchmaking.Ranking.State;
using Npgsql;

namespace Matchmaking.Ranking;

/// <summary>
/// Ranks open demands again whose list may have changed because an expert came, changed, left or was taken. Publishes only a list that
/// differs from the one before, so that an import of experts does not flood the queue.
/// </summary>
public sealed partial class RefreshLists(
    NpgsqlDataSource database, Outbox outbox, RankingState state, RankedLists lists, TimeProvider clock, ILogger<RefreshLists> log) : BackgroundService
{
    // Changes come in bursts (an import, a list of decisions); and the other replicas' indexes see a change within their poll of 0.2 s.
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private const string ClaimStale = """
        select d.demand_id as DemandId, d.revision as Revision, d.demand::text as Demand, l.matches::text as Matches, l.abstention as Abstention,
               l.ranking_digest as RankingDigest
        from demand d left join ranked_list l on l.demand_id = d.demand_id and l.list_number = d.list_number
        where d.stale_since < now() - interval '1 second' and d.demand is not null
        order by d.stale_since
        limit 1
        for update of d skip locked
        """;

    private const string ClearStale = "update demand set stale_since = null where demand_id = @DemandId";

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await state.Loaded.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RefreshOne(stoppingToken))
                {
                }

                await Task.Delay(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // The mark stays in the table; the next round finds it.
                LogFailed(log, error.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> RefreshOne(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var stale = await connection.QuerySingleOrDefaultAsync<StaleRow>(new CommandDefinition(ClaimStale, transaction: transaction, cancellationToken: cancellation));
        if (stale is null)
        {
            return false;
        }

        var list = lists.Make(stale.DemandId, stale.Revision, StoredJson.Read<OpenDemand>(stale.Demand));
        if (Differs(list, stale))
        {
            await StoreList.Run(transaction, stale.DemandId, stale.Revision, list, clock.GetUtcNow(), cancellation);
        }
        else
        {
            await connection.ExecuteAsync(new CommandDefinition(ClearStale, new { stale.DemandId }, transaction, cancellationToken: cancellation));
        }

        await outbox.Commit(transaction, cancellation);
        return true;
    }

    // Scores move a little with every expert that joins the corpus; what a reviewer sees is who stands where, and on which profile.
    private static bool Differs(RankedList list, StaleRow before) =>
        before.Matches is null || before.Abstention != list.Abstention || Ranker(before.RankingDigest!) != Ranker(list.RankingDigest)
        || !list.Matches.Select(Seen).SequenceEqual(StoredJson.Read<List<RankedMatch>>(before.Matches).Select(Seen));

    // The digest names ranker and index; the index changes with every expert.
    private static string Ranker(string digest) => digest.Split("+index:")[0];

    private static (Guid Talent, long Revision) Seen(RankedMatch match) => (match.TalentId, match.TalentRevision);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lists could not be refreshed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);

    private sealed record StaleRow(Guid DemandId, long Revision, string Demand, string? Matches, string? Abstention, string? RankingDigest);
}
