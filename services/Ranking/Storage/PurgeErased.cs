using Dapper;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.State;
using Npgsql;

namespace Matchmaking.Ranking.Storage;

/// <summary>
/// Rids the index of this replica, in memory and on disk, of experts who were erased, at once, and tells in <c>index_replica</c> how far it has come. A
/// replica that was away when somebody was erased does it when it starts, for everybody who ever was.
/// </summary>
internal sealed partial class PurgeErased(NpgsqlDataSource database, RankingState state, StoredIndex stored, ILogger<PurgeErased> log) : BackgroundService
{
    private const int Batch = 500;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private const string SelectErased = "select talent_id as TalentId, number as Number from erased_talent where number > @purged order by number limit @Batch";

    private const string UpsertReplica = """
        insert into index_replica (replica_id, purged_number, seen_at) values (@replica, @purged, now())
        on conflict on constraint index_replica_once do update set purged_number = excluded.purged_number, seen_at = excluded.seen_at
        """;

    private const string DeleteEnded = "delete from index_replica where seen_at < now() - interval '1 day'";

    private readonly Guid replica = Guid.CreateVersion7();

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var purged = 0L; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                // From the start on: an index that is being read from disk may hold somebody who is erased meanwhile.
                purged = await Look(purged, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, error);
            }

            await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<long> Look(long purged, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(DeleteEnded, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(UpsertReplica, new { replica, purged }, cancellationToken: cancellation));
        if (!state.Loaded.IsCompleted)
        {
            return purged;
        }

        var erased = (await connection.QueryAsync<(Guid TalentId, long Number)>(new CommandDefinition(SelectErased, new { purged, Batch }, cancellationToken: cancellation))).AsList();
        Guid[] talents = [.. erased.Select(row => row.TalentId)];
        // The state learns it from the table of candidates; until then there is nothing dead to take out.
        if (talents.Length == 0 || talents.Any(id => state.Candidates.Current.RevisionOf(id) is not null || state.Encoded.ContainsKey(id)))
        {
            return purged;
        }

        await Purge(state.Candidates, talents, cancellation);
        await OwnThread.Run(() => stored.Save(state.Candidates));
        purged = erased[^1].Number;
        await connection.ExecuteAsync(new CommandDefinition(UpsertReplica, new { replica, purged }, cancellationToken: cancellation));
        return purged;
    }

    // As long as any segment holds one of them, dead: a merge that has begun before they were removed brings them along.
    private static async Task Purge(CandidateIndex<Candidate> index, Guid[] removed, CancellationToken cancellation)
    {
        while (Array.Find(index.Current.Segments, live => Array.Exists(removed, id => live.Segment.Find(id) is >= 0 and var entry && !live.IsLive(entry))) is { } holding)
        {
            _ = index.TryRewrite(holding.Segment);
            await index.Merging.WaitAsync(cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The index could not be rid of experts who were erased; trying again")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
