using Dapper;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Harness;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.State;
using Matchmaking.Ranking.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Matchmaking.Ranking.Tests.Latent;

public sealed class LatentFeedTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Root(), "services", "Ranking", "Schema", "0003_latent_space.sql")));
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Of_several_replicas_one_trains_and_all_use_what_it_trained()
    {
        var replicas = Enumerable.Range(0, 4).Select(_ => new Replica(database, 200)).ToArray();
        await Task.WhenAll(replicas.Select(replica => replica.Look()));
        await Task.WhenAll(replicas.Select(replica => replica.Look()));

        Assert.Equal(1, await Spaces());
        Assert.NotEqual("none", Assert.Single(replicas.Select(replica => replica.Digest).Distinct()));
    }

    [Fact]
    public async Task Too_small_a_corpus_has_none()
    {
        var replica = new Replica(database, 160);
        await replica.Look();

        Assert.Equal(("none", 0), (replica.Digest, await Spaces()));
    }

    [Fact]
    public async Task A_corpus_that_became_another_gets_another_space_and_the_last_three_are_kept()
    {
        var replica = new Replica(database, 170);
        await replica.Look();
        var first = replica.Digest;
        replica.Add(170, 80);
        await replica.Look();
        Assert.Equal(first, replica.Digest);

        replica.Add(250, 20);
        await replica.Look();
        Assert.NotEqual(first, replica.Digest);
        Assert.Equal([510, 810], await Documents());

        replica.Add(270, 150);
        await replica.Look();
        replica.Add(420, 210);
        await replica.Look();
        Assert.Equal([810, 1260, 1890], await Documents());

        replica.Remove(0, 315);
        await replica.Look();
        Assert.Equal([1260, 1890, 945], await Documents());
    }

    [Fact]
    public async Task A_corpus_that_is_nearly_gone_takes_its_space_along_in_every_replica()
    {
        var (shrunk, other) = (new Replica(database, 200), new Replica(database, 150));
        await shrunk.Look();
        await other.Look();
        Assert.Equal(shrunk.Digest, other.Digest);

        shrunk.Remove(0, 110);
        await shrunk.Look();
        await other.Look();
        Assert.Equal(("none", "none", 0), (shrunk.Digest, other.Digest, await Spaces()));
    }

    [Fact]
    public async Task A_space_of_another_pipeline_is_not_used()
    {
        await Insert([1], "terms:0-of-another-version");
        var replica = new Replica(database, 200);
        await replica.Look();

        Assert.NotEqual("none", replica.Digest);
        Assert.Equal(2, await Spaces());
    }

    [Fact]
    public async Task A_damaged_space_leaves_the_one_in_use()
    {
        var replica = new Replica(database, 200);
        await replica.Look();
        var before = replica.Digest;
        await Insert([1, 2, 3], LatentFile.Pipeline);

        await Assert.ThrowsAsync<InvalidDataException>(replica.Look);
        Assert.Equal(before, replica.Digest);
    }

    [Fact]
    public async Task Switched_off_it_does_nothing()
    {
        var replica = new Replica(database, 200);
        using var feed = replica.Feed(new LatentOptions { Enabled = false });
        await feed.StartAsync(CancellationToken.None);
        await feed.ExecuteTask!;

        Assert.Equal(("none", 0), (replica.Digest, await Spaces()));
    }

    private Task<int> Spaces() => database.Scalar<int>("select count(*)::int from latent_space");

    private Task<IReadOnlyList<int>> Documents() => database.Column<int>("select documents from latent_space order by id");

    private Task<long> Insert(byte[] bytes, string pipeline) => database.Scalar<long>(
        "insert into latent_space (digest, bytes, documents, pipeline) values ('x', @bytes, 600, @pipeline) returning id", new { bytes, pipeline });

    private sealed class Replica
    {
        private readonly TestDatabase database;
        private readonly RankingState state = new(TimeProvider.System, KnowledgeGraph.Default, NullLogger<RankingState>.Instance);

        internal Replica(TestDatabase database, int talents)
        {
            this.database = database;
            Add(0, talents);
        }

        internal string Digest => state.Candidates.Current.LatentDigest;

        internal LatentFeed Feed(LatentOptions options) => new(database.Source, state, Nowhere(), Options.Create(options), NullLogger<LatentFeed>.Instance);

        internal async Task Look()
        {
            using var feed = Feed(new LatentOptions());
            await feed.Look(CancellationToken.None);
        }

        internal void Add(int from, int talents)
        {
            _ = state.Candidates.Load(Enumerable.Range(from, talents).Select(LatentMarket.Talent).Select(Entry));
            Assert.Equal(state.Candidates.Current.Count * LatentMarket.DocumentsOfTalent, state.Candidates.Current.DocumentCount);
        }

        internal void Remove(int from, int talents)
        {
            for (var number = from; number < from + talents; number++)
            {
                Assert.True(state.Candidates.Remove(LatentMarket.Talent(number).TalentId, 2));
            }
        }

        private static StoredIndex Nowhere() => new(Options.Create(new IndexOptions()), KnowledgeGraph.Default, NullLogger<StoredIndex>.Instance);

        private static Matchmaking.Ranking.Index.IndexEntry<Candidate> Entry(TalentPublished talent) => CandidateEntry.From(talent.TalentId, talent.Revision, talent.Profile);
    }
}
