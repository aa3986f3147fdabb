using System.Net;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Harness;
using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Lists;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.State;
using Matchmaking.Ranking.Tests.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Ranking.Tests.Following;

/// <summary>A list can be made again to the same bytes, or it is said what has gone.</summary>
public sealed class ReplayTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private const int Lists = 100;

    private static readonly string[] Subjects = ["茧丝纤度在线检测", "轧光机压力测控", "血橙留树保鲜防枯水", "胶膜交联度在线检测", "硬碳负极前驱体改性", "薄膜透氧率阻隔涂层", "曲轴圆角滚压疲劳", "页岩气井口多相流计量", "古建筑木构件修复", "信号联锁安全校核"];

    [Fact]
    public async Task A_hundred_lists_come_out_the_same_after_a_restart_and_after_a_newer_model_was_promoted_and_what_has_gone_is_named()
    {
        for (var i = 0; i < 2 * Subjects.Length; i++)
        {
            await service.Know(Told.Talent(Guid.NewGuid(), 1, $"{Subjects[i % Subjects.Length]}第{i}组，完成样机与中试验证。", capacity: 5 + (i % 3)));
        }

        await Promote(SampleModels.Stump("free_capacity", 0.81f, -0.5, 0.5, share: 0.7, pointsPerUnit: 6));
        var demands = Enumerable.Range(0, Lists).Select(_ => Guid.NewGuid()).ToArray();
        for (var i = 0; i < Lists; i++)
        {
            await service.Deliver(Told.Demand(demands[i], 1, $"{Subjects[i % Subjects.Length]}难题{i}", $"第{i}条产线需要{Subjects[i % Subjects.Length]}，希望完成中试验证"));
        }

        _ = await service.Settled();
        var lists = new List<MatchesRanked>();
        foreach (var demand in demands)
        {
            lists.Add(await service.List(demand, 1));
        }

        _ = await service.Settled();
        await Promote(SampleModels.Stump("load", 0.5f, -0.9, 0.9, share: 0.4, pointsPerUnit: 9));
        _ = await service.Settled();

        var restarted = await service.Restarted();
        Assert.NotEqual(lists[0].RankingDigest.Split("+model:")[1][..24], restarted.Scorer.Model!.Digest);
        var replay = new ListReplay(restarted, new RankedLists(restarted, service.Services.GetRequiredService<TextEncoder>()));
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        Assert.Contains(lists, list => list.Matches.Count > 0);
        foreach (var list in lists)
        {
            var again = await replay.Run(connection, list.RankingId, CancellationToken.None);

            Assert.Empty(again!.Gone);
            Assert.True(again.IsIdentical);
            Assert.Equal(StoredJson.Write(list.Matches), StoredJson.Write(again.Matches));
        }

        await By_http_the_list_itself_is_the_answer(lists[3]);
        await What_has_gone_is_named(lists[5]);
    }

    [Fact]
    public async Task A_list_that_never_was_is_not_found()
    {
        using var answer = await service.Post($"/v1/rankings/{Guid.NewGuid()}:replay", new { });

        Assert.Equal((HttpStatusCode.NotFound, "ranking_not_found"), (answer.StatusCode, await answer.ProblemCode()));
    }

    private async Task By_http_the_list_itself_is_the_answer(MatchesRanked list)
    {
        using var answer = await service.Post($"/v1/rankings/{list.RankingId}:replay", new { });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var again = await answer.Json();
        Assert.Equal(list.RankingDigest, (string)again["rankingDigest"]!);
        Assert.Equal(list.Matches.Select(match => match.TalentId.ToString()), again["matches"]!.AsArray().Select(match => (string)match!["talentId"]!));
    }

    private async Task What_has_gone_is_named(MatchesRanked list)
    {
        await service.Know(Told.Talent(Guid.NewGuid(), 1, "新来的专家：胶膜交联度在线检测。"));
        Assert.Equal(["index"], await Gone(list.RankingId));

        await service.Deliver(Told.Accepted(list.DemandId, list.Matches[0].TalentId));
        await Eventually.Get(() => Gone(list.RankingId), gone => gone.SequenceEqual(["engagements", "index"]), "the engagement was not noticed");

        await service.Deliver(Told.Demand(list.DemandId, 2, "改过的需求", "改过的需求：胶膜交联度"));
        await Eventually.Get(() => Gone(list.RankingId), gone => gone.SequenceEqual(["demand", "engagements", "index"]), "the revision was not noticed");
    }

    private async Task<string[]> Gone(Guid ranking)
    {
        using var answer = await service.Post($"/v1/rankings/{ranking}:replay", new { });
        var problem = await answer.Json();
        return answer.StatusCode == HttpStatusCode.Gone ? [.. problem["gone"]!.AsArray().Select(part => (string)part!)] : [];
    }

    private async Task Promote(RankingModel model)
    {
        _ = await service.Add(model);
        using var answer = await service.Post($"/v1/models/{model.Digest}:promote", new { who = "赵评审（虚构）" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.Get(
            () => Task.FromResult(service.Services.GetRequiredService<RankingState>().Scorer.Model?.Digest), digest => digest == model.Digest, "the model never came into use");
    }
}
