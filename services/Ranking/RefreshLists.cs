using Dapper;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Platform.Messaging;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Lists;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.State;
using Npgsql;

namespace Matchmaking.Ranking;

/// <summary>
/// Ranks open demands again whose list may have changed because an expert came, changed, left or was taken. Publishes only a list that
/// differs from the one before, so that an import of experts does not flood the queue. A list that was stored stays marked, and the mark
/// goes when a second look, by a state that has seen everything up to the mark, changes nothing.
/// </summary>
public sealed partial class RefreshLists(
    NpgsqlDataSource database, Outbox outbox, RankingState state, StateFeed feed, StaleLists stale, RankedLists lists, ModelFeed models, TimeProvider clock,
    ILogger<RefreshLists> log)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private const string ClaimStale = """
        select d.demand_id as DemandId, d.revision as Revision, d.demand::text as Demand, l.matches::text as Matches, l.abstention as Abstention,
               l.ranking_digest as RankingDigest, l.redacted_at is not null as IsRedacted
        from demand d left join ranked_list l on l.demand_id = d.demand_id and l.list_number = d.list_number
        where d.stale_xid < @Seen::xid8 and d.demand is not null
        order by d.stale_xid
        limit 1
        for update of d skip locked
        """;

    private const string ClearStale = "update demand set stale_xid = null where demand_id = @DemandId";

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await state.Loaded.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await stale.MarkBatch(stoppingToken) | await RefreshOne(stoppingToken))
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
                LogFailed(log, error);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> RefreshOne(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var claimed = await connection.QuerySingleOrDefaultAsync<StaleRow>(new CommandDefinition(ClaimStale, new { feed.Seen }, transaction, cancellationToken: cancellation));
        if (claimed is null)
        {
            return false;
        }

        await models.Follow(connection, transaction, cancellation);
        if (await TryRank(claimed, cancellation) is var (query, list) && Differs(list, claimed))
        {
            await StoreList.Run(transaction, query, list, clock.GetUtcNow(), cancellation);
        }
        else
        {
            await connection.ExecuteAsync(new CommandDefinition(ClearStale, new { claimed.DemandId }, transaction, cancellationToken: cancellation));
        }

        await outbox.Commit(transaction, cancellation);
        return true;
    }

    private async Task<RankedDemand?> TryRank(StaleRow claimed, CancellationToken cancellation)
    {
        try
        {
            var query = DemandQuery.From(claimed.DemandId, claimed.Revision, StoredJson.Read<OpenDemand>(claimed.Demand));
            return new RankedDemand(query, lists.Make(query, await lists.Encode(query, keep: true, cancellation)));
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // One demand that cannot be ranked must not keep all the others waiting; its list stays as it is.
            LogNotRanked(log, error, claimed.DemandId);
            return null;
        }
    }

    // Scores move a little with every expert that joins the corpus; what a reviewer sees is who stands where, and on which profile.
    private static bool Differs(RankedList list, StaleRow before)
    {
        if (before.Matches is null || before.IsRedacted || before.Abstention != list.Abstention || Ranker(before.RankingDigest!) != Ranker(list.RankingDigest))
        {
            return true;
        }

        var former = StoredJson.Read<List<RankedMatch>>(before.Matches);
        return !list.Matches.Select(Seen).SequenceEqual(former.Select(Seen)) || list.Matches.Zip(former).Any(match => SaysOtherwise(match.First, match.Second));
    }

    // The digest names the ranker first; the index after it changes with every expert, the latent space with many.
    private static string Ranker(string digest) => digest.Split("+index:")[0];

    // One in twenty more or less: every training moves them a little.
    private static bool SaysOtherwise(RankedMatch now, RankedMatch before) => now.AcceptanceProbability is null != before.AcceptanceProbability is null
        || Math.Abs((now.AcceptanceProbability - before.AcceptanceProbability) ?? 0) >= 0.05;

    private static (Guid Talent, long Revision) Seen(RankedMatch match) => (match.TalentId, match.TalentRevision);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lists could not be refreshed; trying again")]
    private static partial void LogFailed(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Demand {DemandId} could not be ranked again")]
    private static partial void LogNotRanked(ILogger logger, Exception error, Guid demandId);

    private sealed record RankedDemand(RankingQuery Query, RankedList List);

    private sealed record StaleRow(Guid DemandId, long Revision, string Demand, string? Matches, string? Abstention, string? RankingDigest, bool IsRedacted);
}
