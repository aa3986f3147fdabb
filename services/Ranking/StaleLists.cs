using Dapper;
using Matchmaking.Ranking.Lists;
using Matchmaking.Ranking.State;
using Npgsql;

namespace Matchmaking.Ranking;

/// <summary>
/// Finds the open demands whose list a changed expert may alter: those that show the expert, and those the expert now fits. A change is
/// looked at only when this process's state has it (its transaction lies before <see cref="StateFeed.Seen"/>). A demand that is not in the
/// state by then is ranked later, by a state that has the expert: so whichever of the two comes second finds the first.
/// </summary>
public sealed partial class StaleLists(NpgsqlDataSource database, StateFeed feed, RankedLists lists, ILogger<StaleLists> log)
{
    private const int Batch = 50;

    private const string ClaimPending = """
        select talent_id from candidate where pending_xid < @Seen::xid8 order by pending_xid limit @Batch for update skip locked
        """;

    // Rows are locked in one order, or two batches that touch the same lists would deadlock.
    private const string MarkStale = """
        update demand set stale_xid = pg_current_xact_id()
        where demand_id in (
            select demand_id from demand
            where demand is not null
              and (demand_id = any(@Fitting) or demand_id in (select demand_id from listed where talent_id = any(@Talents)))
            order by demand_id for update)
        """;

    // A list that was being made while somebody left may have kept what it showed of them.
    private const string DeletePairs = """
        delete from shown_pair where talent_id in (
            select talent_id from candidate where talent_id = any(@Talents) and (profile is null or not (profile ->> 'consent')::boolean))
        """;

    private const string ClearPending = "update candidate set pending_xid = null where talent_id = any(@Talents)";

    /// <summary>Looks at a batch of changed experts.</summary>
    /// <returns>False when there was none.</returns>
    public async Task<bool> MarkBatch(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var talents = (await connection.QueryAsync<Guid>(
            new CommandDefinition(ClaimPending, new { feed.Seen, Batch }, transaction, cancellationToken: cancellation))).ToArray();
        if (talents.Length == 0)
        {
            return false;
        }

        var marks = new { Talents = talents, Fitting = talents.SelectMany(Fitting).Distinct().ToArray() };
        await connection.ExecuteAsync(new CommandDefinition(MarkStale, marks, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(DeletePairs, marks, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(ClearPending, marks, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private Guid[] Fitting(Guid talentId)
    {
        try
        {
            return lists.DemandsFor(talentId);
        }
        catch (Exception error)
        {
            // A profile that cannot be compared must not keep all the others waiting; its own lists stay as they are.
            LogFailed(log, error, talentId);
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Open demands could not be searched for talent {TalentId}")]
    private static partial void LogFailed(ILogger logger, Exception error, Guid talentId);
}
