using Matchmaking.Contracts.Erasure;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Harness;
using Matchmaking.Ranking.State;
using Matchmaking.Ranking.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Ranking.Tests.Following;

/// <summary>A service that keeps its index in a folder, as every deployed one.</summary>
public sealed class ServiceWithFolder : ServiceUnderTest<Program>, IAsyncLifetime
{
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"index-{Guid.NewGuid():N}");

    Task IAsyncLifetime.InitializeAsync() => InitializeAsync();

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    protected override void ConfigureServices(IServiceCollection services) => services.Configure<IndexOptions>(options => options.Folder = Folder);
}

public sealed class EraseTalentTests(ServiceWithFolder service) : IClassFixture<ServiceWithFolder>
{
    private const string Subject = "茧丝纤度在线检测与缫丝自动控制";

    [Fact]
    public async Task Nothing_of_an_erased_expert_is_left_in_tables_lists_index_and_files()
    {
        var (marker, talent, demand) = ($"标记{Guid.NewGuid():N}", Guid.NewGuid(), Guid.NewGuid());
        await service.Know(Told.Talent(talent, 1, $"{Subject}，{marker}。"));
        await service.Know(Told.Talent(Guid.NewGuid(), 1, $"{Subject}，完成样机。"));
        await service.Take(Told.Demand(demand, 1, Subject, $"缫丝生产线需要{Subject}，{marker}"));
        var list = await service.List(demand, 1);
        Assert.Contains(talent, list.Talents());
        var accepted = Told.Accepted(demand, talent);
        await service.Take(accepted with { RankingId = list.RankingId });
        await service.Take(Told.Reached(accepted, "visited"));
        (await service.Post("/v1/rankings", new { text = $"{Subject}，{marker}" }, $"{Guid.NewGuid()}")).EnsureSuccessStatusCode();
        await service.Settled();
        var stored = service.Services.GetRequiredService<StoredIndex>();
        stored.Save(service.Services.GetRequiredService<RankingState>().Candidates);
        Assert.NotEmpty(Files(marker));
        // The need holds the marker too: what is asked for is no data of the expert. It is closed, and so emptied.
        await service.Take(new Contracts.TechnologyDemands.DemandClosed(demand, 2, "solved", DateTimeOffset.UtcNow));
        var listsBefore = await service.Database.Scalar<string>("select matches::text from ranked_list where ranking_id = @RankingId", list);
        Assert.Contains($"{talent}", listsBefore, StringComparison.Ordinal);

        var export = (await (await service.Http.GetAsync($"/v1/experts/{talent}/personal-data")).Json())["sections"]!.AsArray().ToDictionary(section => (string)section!["store"]!, section => section!["rows"]!.AsArray());
        Assert.Contains(marker, (string)export["candidate"][0]!["profile"]!["text"]!, StringComparison.Ordinal);
        Assert.All(export["ranked_list"], row => Assert.Equal($"{talent}", (string?)row!["entry"]!["talentId"]));
        Assert.True(export["ranked_list"].Count > 0 && export["decision"].Count == 1 && export["outcome"].Count == 1 && export["shown_pair"][0]!["featureNames"]!.AsArray().Count > 10);

        var erased = await Erase(talent);

        Assert.Empty(Files(marker));
        Assert.Empty(Files($"{talent}"));
        Assert.Equal(["candidate: " + talent, "erased_talent: " + talent], (await Traces.In(service.Database, $"{talent}")).Order());
        // Phrases of the need stand in what is missing of others; the rest is gone.
        Assert.DoesNotContain($"{talent}", await service.Database.Scalar<string>("select string_agg(matches::text, '') from ranked_list"), StringComparison.Ordinal);
        Assert.DoesNotContain("text", await service.Database.Scalar<string>("select coalesce(profile::text, '') from candidate where talent_id = @talent", new { talent }), StringComparison.Ordinal);
        foreach (var store in (string[])["candidate", "decision", "outcome", "ranked_list", "shown_pair", "index", "idempotency_key"])
        {
            Assert.Contains(erased.Items, item => item.Store == store && item.Rows > 0);
        }

        Assert.Null(service.Services.GetRequiredService<RankingState>().Candidates.Current.RevisionOf(talent));
        Assert.DoesNotContain(service.Services.GetRequiredService<RankingState>().Candidates.Current.Segments, live => live.Segment.Find(talent) >= 0);
        Assert.Equal("ranking_redacted", await (await service.Post($"/v1/rankings/{list.RankingId}:replay", new { })).ProblemCode());
    }

    [Fact]
    public async Task An_open_need_gets_a_list_without_the_erased_expert_and_no_late_message_brings_the_expert_back()
    {
        var (talent, other, demand) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var published = Told.Talent(talent, 1, "曲轴圆角滚压强化疲劳寿命提升，完成台架验证。");
        await service.Know(published);
        await service.Know(Told.Talent(other, 1, "曲轴圆角滚压强化疲劳寿命试验研究，完成样件。"));
        await service.Take(Told.Demand(demand, 1, "曲轴圆角滚压疲劳", "曲轴圆角滚压以后疲劳寿命分散，需要滚压强化工艺"));
        var list = await service.List(demand, 1);
        Assert.Contains(talent, list.Talents());

        await Erase(talent);

        var newest = await Eventually.Get(() => Newest(demand), found => found.ListNumber > list.ListNumber, "no list followed");
        Assert.DoesNotContain(talent, newest.Talents());
        var decided = Told.Accepted(demand, talent);
        await service.Take(published);
        await service.Take(Told.Talent(talent, 99, "曲轴圆角滚压强化疲劳寿命提升，又来了。"));
        await service.Take(decided);
        await service.Take(Told.Reached(decided, "visited"));
        await service.Settled();
        Assert.Equal(["candidate: " + talent, "erased_talent: " + talent], (await Traces.In(service.Database, $"{talent}")).Order());
        Assert.DoesNotContain(talent, (await Newest(demand)).Talents());
    }

    [Fact]
    public async Task A_replica_that_started_later_has_purged_before_the_next_erasure_is_answered()
    {
        var talent = Guid.NewGuid();
        await service.Know(Told.Talent(talent, 1, "反渗透膜元件清洗与阻垢剂筛选研究。"));
        // Another process that is alive and has not looked yet.
        await service.Database.Scalar<int>("insert into index_replica (replica_id, seen_at) values (gen_random_uuid(), now() + interval '8 seconds'); select 1");
        var erasure = Guid.NewGuid();
        await service.Take(new PersonErasureRequested(erasure, talent, 9, DateTimeOffset.UtcNow));
        await Eventually.Get(
            () => service.Database.Scalar<bool>("select worked_at is not null from erased_talent where talent_id = @talent", new { talent }), isErased => isErased, "the tables were never erased");
        Assert.DoesNotContain(await service.Sent<PersonErased>(), answer => answer.ErasureId == erasure);

        await service.Database.Scalar<int>("update index_replica set purged_number = 1000000; select 1");

        await Answer(erasure);
    }

    private async Task<PersonErased> Erase(Guid talent)
    {
        var erasure = Guid.NewGuid();
        await service.Take(new PersonErasureRequested(erasure, talent, 9, DateTimeOffset.UtcNow));
        return await Answer(erasure);
    }

    private Task<PersonErased> Answer(Guid erasure) => Eventually.Get(
        async () => (await service.Sent<PersonErased>()).FirstOrDefault(answer => answer.ErasureId == erasure)!, answer => answer is not null, "the service never answered", TimeSpan.FromSeconds(40));

    private Task<MatchesRanked> Newest(Guid demand) => Task.FromResult(
        service.Bus.Published.Select<MatchesRanked>().Select(m => m.Context.Message).Where(m => m.DemandId == demand).MaxBy(m => m.ListNumber)!);

    private string[] Files(string marker) => [.. Directory.EnumerateFiles(service.Folder).SelectMany(file => Traces.In(file, marker))];
}
