using System.Net;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Harness;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Tests.Models;

namespace Matchmaking.Ranking.Tests.Following;

/// <summary>One model after another, and back.</summary>
public sealed class ModelHistoryTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private static readonly object Reviewer = new { who = "赵评审（虚构）", reason = "试用" };

    private static RankingModel Model(float threshold) => SampleModels.Stump("free_capacity", threshold, -0.5, 0.5, share: 0.6, pointsPerUnit: 8);

    [Fact]
    public async Task A_promoted_model_makes_every_open_list_anew_and_a_rollback_brings_the_former_ones_back()
    {
        var demand = await Listed("轧光机压力不稳", "轧光机两端压力不稳，布面出现极光，要在线测控");
        var (first, second) = (await service.Add(Model(0.81f)), await service.Add(Model(0.82f)));

        Assert.Equal(HttpStatusCode.OK, (await service.Post($"/v1/models/{first}:promote", Reviewer)).StatusCode);
        Assert.Contains($"+model:{first}+", (await ListBy(demand, first)).RankingDigest, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await service.Post($"/v1/models/{second}:promote", Reviewer)).StatusCode);
        _ = await ListBy(demand, second);

        // Twice back is two models back: to the first, then to the scorecard.
        Assert.Equal(first, (string)(await (await service.Post("/v1/models:rollback", Reviewer)).Json())["digest"]!);
        await InUse(first);
        Assert.Equal("scorecard", (string)(await (await service.Post("/v1/models:rollback", Reviewer)).Json())["digest"]!);
        await InUse("none");
        var refused = await service.Post("/v1/models:rollback", Reviewer);
        Assert.Equal((HttpStatusCode.Conflict, "nothing_to_roll_back"), (refused.StatusCode, await refused.ProblemCode()));

        var told = await service.Sent<ModelPromoted>();
        Assert.Equal([first, second, first, "scorecard"], told.OrderBy(promotion => promotion.PromotedAt).Select(promotion => promotion.Digest));
        Assert.All(told, promotion => Assert.Equal("赵评审（虚构）", promotion.Who));
    }

    private async Task<Guid> Listed(string title, string description)
    {
        for (var i = 0; i < 3; i++)
        {
            await service.Know(Told.Talent(Guid.NewGuid(), 1, $"第{i}组：{description}", capacity: i + 1));
        }

        var demand = Guid.NewGuid();
        await service.Deliver(Told.Demand(demand, 1, title, description));
        _ = await service.List(demand, 1);
        return demand;
    }

    private Task<MatchesRanked> ListBy(Guid demand, string digest) => Eventually.Get(
        () => Task.FromResult(service.Bus.Published.Select<MatchesRanked>().Select(m => m.Context.Message).LastOrDefault(m => m.DemandId == demand && m.RankingDigest.Contains(digest, StringComparison.Ordinal))!),
        list => list is not null,
        $"no list was made by {digest}");

    private Task<string> InUse(string digest) => Eventually.Get(
        async () => (string)(await (await service.Http.GetAsync("/v1/ranker")).Json())["modelDigest"]!, used => used == digest, $"{digest} never came into use");
}
