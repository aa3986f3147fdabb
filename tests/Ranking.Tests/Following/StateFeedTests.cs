using Dapper;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Harness;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.State;
using Matchmaking.Ranking.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Matchmaking.Ranking.Tests.Following;

/// <summary>A second replica reads the same tables and must end up with the same state, whatever order transactions commit in.</summary>
public sealed class StateFeedTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private const string Upsert = """
        insert into candidate as stored (talent_id, revision, profile) values (@Id, @Revision, @Profile::jsonb)
        on conflict (talent_id) do update set revision = excluded.revision, profile = excluded.profile, change_xid = pg_current_xact_id()
        where stored.revision < excluded.revision
        """;

    private static StoredIndex Stored(string? folder = null) => new(Options.Create(new IndexOptions { Folder = folder }), KnowledgeGraph.Default, NullLogger<StoredIndex>.Instance);

    private LatentFeed Spaceless(RankingState state, StoredIndex stored) =>
        new(service.Database.Source, state, stored, Options.Create(new LatentOptions { Enabled = false }), NullLogger<LatentFeed>.Instance);

    private async Task<(RankingState State, int Restored)> Start(string folder)
    {
        var state = new RankingState(TimeProvider.System, KnowledgeGraph.Default, NullLogger<RankingState>.Instance);
        var stored = Stored(folder);
        using var feed = new StateFeed(service.Database.Source, state, stored, Spaceless(state, stored), service.Models(state), NullLogger<StateFeed>.Instance);
        var restored = Stored(folder).Restore(new RankingState(TimeProvider.System, KnowledgeGraph.Default, NullLogger<RankingState>.Instance).Candidates);
        await feed.StartAsync(CancellationToken.None);
        await state.Loaded;
        await feed.StopAsync(CancellationToken.None);
        return (state, restored);
    }

    [Fact]
    public async Task An_index_from_disk_is_made_equal_to_the_table_and_a_damaged_one_is_made_anew()
    {
        var folder = Directory.CreateTempSubdirectory("index").FullName;
        try
        {
            var (stays, changes, leaves, comes) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
            await service.Know(Told.Talent(stays, 1, "铝型材挤压模具渗氮"));
            await service.Know(Told.Talent(changes, 1, "旧的自述：铝型材"));
            await service.Know(Told.Talent(leaves, 1, "即将离开：铝型材时效"));
            var (first, none) = await Start(folder);
            Assert.Equal(0, none);
            Stored(folder).Save(first.Candidates);

            await service.Know(Told.Talent(changes, 2, "新的自述：镁合金压铸"));
            await service.Know(Told.Talent(comes, 1, "新来：真空压铸"));
            var withdrawal = Guid.NewGuid();
            await service.Deliver(new TalentWithdrawn(leaves, 2, DateTimeOffset.UtcNow), withdrawal);
            await service.Received(withdrawal);
            var (second, restored) = await Start(folder);
            Assert.Equal(first.Candidates.Current.Count, restored);
            var index = second.Candidates.Current;
            Assert.Equal((1L, 2L, null, 1L), (index.RevisionOf(stays), index.RevisionOf(changes), index.RevisionOf(leaves), index.RevisionOf(comes)));
            Assert.Contains("镁合金", index.Find(changes)!.Item.Documents[0].Text, StringComparison.Ordinal);
            var fresh = await Start(Path.Combine(folder, "empty"));
            Assert.Equal(fresh.State.Candidates.Current.Digest, index.Digest);

            var file = Directory.GetFiles(folder, "*.segment")[0];
            var bytes = await File.ReadAllBytesAsync(file);
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(file, bytes);
            var (third, damaged) = await Start(folder);
            Assert.Equal(0, damaged);
            Assert.Equal(index.Digest, third.Candidates.Current.Digest);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_replica_misses_no_change_though_transactions_commit_out_of_order()
    {
        var state = new RankingState(TimeProvider.System, KnowledgeGraph.Default, NullLogger<RankingState>.Instance);
        using var feed = new StateFeed(service.Database.Source, state, Stored(), Spaceless(state, Stored()), service.Models(state), NullLogger<StateFeed>.Instance);
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

        var state = new RankingState(TimeProvider.System, KnowledgeGraph.Default, NullLogger<RankingState>.Instance);
        using var feed = new StateFeed(service.Database.Source, state, Stored(), Spaceless(state, Stored()), service.Models(state), NullLogger<StateFeed>.Instance);
        await feed.StartAsync(CancellationToken.None);
        await state.Loaded;
        var followed = (RankingState)service.Services.GetService(typeof(RankingState))!;

        await Eventually.Get(() => Task.FromResult((state.Candidates.Current.Digest, followed.Candidates.Current.Digest)), d => d.Item1 == d.Item2, "the indexes differ");
        await feed.StopAsync(CancellationToken.None);
    }
}
