using Dapper;
using Matchmaking.Harness;
using Matchmaking.Ranking.State;
using Microsoft.Extensions.Logging.Abstractions;

namespace Matchmaking.Ranking.Tests.Following;

/// <summary>A second replica reads the same tables and must end up with the same state, whatever order transactions commit in.</summary>
public sealed class StateFeedTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private const string Upsert = """
        insert into candidate as stored (talent_id, revision, profile) values (@Id, @Revision, @Profile::jsonb)
        on conflict (talent_id) do update set revision = excluded.revision, profile = excluded.profile, change_xid = pg_current_xact_id()
        where stored.revision < excluded.revision
        """;

    [Fact]
    public async Task A_replica_misses_no_change_though_transactions_commit_out_of_order()
    {
        var state = new RankingState(TimeProvider.System, NullLogger<RankingState>.Instance);
        using var feed = new StateFeed(service.Database.Source, state, NullLogger<StateFeed>.Instance);
        await feed.StartAsync(CancellationToken.None);
        await state.Loaded;

        // Each writer takes its transaction id early and commits late, while others come and go.
        var talents = Enumerable.Range(0, 120).Select(_ => Guid.NewGuid()).ToArray();
        await Parallel.ForEachAsync(talents, new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (talent, cancellation) =>
        {
            var delay = Random.Shared.Next(0, 60);
            await using var connection = await service.Database.Source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await connection.ExecuteAsync("select pg_current_xact_id()", transaction: transaction);
            await connection.ExecuteAsync("select pg_sleep(@Seconds)", new { Seconds = delay / 1000.0 }, transaction);
            await connection.ExecuteAsync(Upsert, new { Id = talent, Revision = 1, Profile = StoredJson.Write(Told.Talent(talent, 1, "换热器防垢与在线清洗").Profile) }, transaction);
            await connection.ExecuteAsync("select pg_sleep(@Seconds)", new { Seconds = (60 - delay) / 1000.0 }, transaction);
            await transaction.CommitAsync(cancellation);
        });

        await Eventually.Get(() => Task.FromResult(talents.Count(t => state.Candidates.Current.Find(t) is not null)), n => n == talents.Length, "the replica missed talents");
        await feed.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_replica_that_starts_later_holds_the_same_index_as_one_that_followed_along()
    {
        for (var i = 0; i < 30; i++)
        {
            await service.Know(Told.Talent(Guid.NewGuid(), 1, $"第{i}位：印染废水膜处理与回用"));
        }

        var state = new RankingState(TimeProvider.System, NullLogger<RankingState>.Instance);
        using var feed = new StateFeed(service.Database.Source, state, NullLogger<StateFeed>.Instance);
        await feed.StartAsync(CancellationToken.None);
        await state.Loaded;
        var followed = (RankingState)service.Services.GetService(typeof(RankingState))!;

        await Eventually.Get(() => Task.FromResult((state.Candidates.Current.Digest, followed.Candidates.Current.Digest)), d => d.Item1 == d.Item2, "the indexes differ");
        await feed.StopAsync(CancellationToken.None);
    }
}
