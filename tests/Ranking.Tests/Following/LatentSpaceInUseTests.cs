using Dapper;
using Matchmaking.Harness;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.Lists;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.State;
using Matchmaking.Ranking.Storage;
using Matchmaking.Ranking.Tests.Latent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Matchmaking.Ranking.Tests.Following;

/// <summary>A service that looks for a latent space ten times a second.</summary>
public sealed class ServiceWithSpaces : ServiceUnderTest<Program>
{
    protected override void ConfigureServices(IServiceCollection services) => services.Configure<LatentOptions>(options => options.PollSeconds = 0.1);
}

public sealed class LatentSpaceInUseTests(ServiceWithSpaces service) : IClassFixture<ServiceWithSpaces>
{
    private const string InsertCandidate = "insert into candidate (talent_id, revision, profile) values (@Id, @Revision, @Profile::jsonb)";

    [Fact]
    public async Task A_corpus_gets_a_space_and_a_second_replica_ranks_the_same_in_it()
    {
        var small = await (await service.Http.GetAsync("/v1/ranker")).Json();
        Assert.Equal(("none", 0), ((string)small["latentDigest"]!, (int)small["latentDimensions"]!));
        Assert.Equal(KnowledgeGraph.Default.Digest, (string)small["graphDigest"]!);
        Assert.NotEmpty((string)small["dictionaryDigest"]!);

        await using (var connection = await service.Database.Source.OpenConnectionAsync())
        {
            var rows = Enumerable.Range(0, 200).Select(LatentMarket.Talent).Select(talent => new { Id = talent.TalentId, talent.Revision, Profile = StoredJson.Write(talent.Profile) });
            await connection.ExecuteAsync(InsertCandidate, rows);
        }

        var followed = service.Services.GetRequiredService<RankingState>();
        await Eventually.Get(() => Task.FromResult((followed.Candidates.Current.Count, followed.Candidates.Current.LatentDigest)), now => now.Count == 200 && now.LatentDigest != "none", "there is no space");
        var large = await (await service.Http.GetAsync("/v1/ranker")).Json();
        Assert.Equal((followed.Candidates.Current.LatentDigest, 64), ((string)large["latentDigest"]!, (int)large["latentDimensions"]!));

        var state = new RankingState(TimeProvider.System, KnowledgeGraph.Default, NullLogger<RankingState>.Instance);
        var stored = new StoredIndex(Options.Create(new IndexOptions()), KnowledgeGraph.Default, NullLogger<StoredIndex>.Instance);
        using var spaces = new LatentFeed(service.Database.Source, state, stored, Options.Create(new LatentOptions { PollSeconds = 0.1 }), NullLogger<LatentFeed>.Instance);
        using var feed = new StateFeed(service.Database.Source, state, stored, spaces, service.Models(state), NullLogger<StateFeed>.Instance);
        await feed.StartAsync(CancellationToken.None);

        // From the first list on, without a look of its own.
        await state.Loaded.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(followed.Candidates.Current.LatentDigest, state.Candidates.Current.LatentDigest);

        var query = DemandQuery.From(Guid.NewGuid(), 1, Told.Demand(Guid.NewGuid(), 1, "薄膜透氧率偏高", "聚酯薄膜双向拉伸以后透氧率偏高，要阻隔涂层").Demand);
        var lists = new[] { followed, state }.Select(replica => new RankedLists(replica, service.Services.GetRequiredService<TextEncoder>()).Make(query, null)).ToArray();
        Assert.NotEmpty(lists[0].Matches);
        Assert.Equal(StoredJson.Write(lists[0]), StoredJson.Write(lists[1]));
        Assert.EndsWith(
            $"+index:{state.Candidates.Current.Digest}+latent:{state.Candidates.Current.LatentDigest}+graph:{KnowledgeGraph.Default.Digest}+acceptance:none", lists[0].RankingDigest, StringComparison.Ordinal);
        var place = state.Candidates.Current.Locate(lists[0].Matches[0].TalentId)!.Value;
        Assert.True(new PairingMaker(query, state.Candidates.Current, state.Moment()).Make(place, state.Candidates.Current.EntryAt(place)).Relevance.Latent > 0);
        Assert.Equal(1, await service.Database.Scalar<int>("select count(*)::int from latent_space"));
        await feed.StopAsync(CancellationToken.None);
    }
}
