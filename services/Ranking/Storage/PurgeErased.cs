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
    private long purged;

    /// <inheritdoc />
    // Told beside the work, which takes minutes in a large index: who is silent for 20 s is taken for ended.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Repeat(Tell, stoppingToken), Repeat(Look, stoppingToken));

    private async Task Repeat(Func<CancellationToken, Task> step, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await step(cancellation);
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                LogFailed(log, error);
            }

            await Task.Delay(Poll, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // From the start on: an index that is being read from disk may hold somebody who is erased meanwhile.
    private async Task Tell(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(DeleteEnded, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(UpsertReplica, new { replica, purged = Volatile.Read(ref purged) }, cancellationToken: cancellation));
    }

    private async Task Look(CancellationToken cancellation)
    {
        await state.Loaded.WaitAsync(cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var erased = (await connection.QueryAsync<(Guid TalentId, long Number)>(new CommandDefinition(SelectErased, new { purged, Batch }, cancellationToken: cancellation))).AsList();
        Guid[] talents = [.. erased.Select(row => row.TalentId)];
        // The state learns it from the table of candidates; until then there is nothing dead to take out.
        if (talents.Length > 0 && !talents.Any(id => state.Candidates.Current.RevisionOf(id) is not null || state.Encoded.ContainsKey(id)))
        {
            await Purge(state.Candidates, talents, cancellation);
            await OwnThread.Run(() => stored.Save(state.Candidates));
            Volatile.Write(ref purged, erased[^1].Number);
        }
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
