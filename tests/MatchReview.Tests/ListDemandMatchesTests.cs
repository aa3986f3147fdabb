using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

public sealed class ListDemandMatchesTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_demand_waits_until_its_first_list()
    {
        var demand = Guid.NewGuid();
        await service.Tell(Told.Demand(demand));
        var answer = await Matches(demand);

        Assert.Equal((demand.ToString(), "waiting", 0), ((string)answer["demandId"]!, (string)answer["status"]!, answer["matches"]!.AsArray().Count));
        Assert.Null(answer["rankedAt"]);
    }

    [Fact]
    public async Task Matches_stand_in_the_order_of_rank_with_the_decided_among_them()
    {
        var (demand, talents, ids) = await service.Queue(3);
        (await service.Decide(ids[2], "held")).EnsureSuccessStatusCode();
        await service.Tell(Told.List(demand, 2, talents[1], talents[0]));
        var answer = await Matches(demand);

        Assert.Equal(("ranked", "scorecard/2"), ((string)answer["status"]!, (string)answer["rankingDigest"]!));
        Assert.Equal(Told.Noon.AddMinutes(2), (DateTimeOffset)answer["rankedAt"]!);
        Assert.Equal(
            [(ids[1].ToString(), 1, "pending", "scorecard/2"), (ids[0].ToString(), 2, "pending", "scorecard/2"), (ids[2].ToString(), 3, "held", "scorecard/1")],
            answer["matches"]!.AsArray().Select(m => ((string)m!["id"]!, (int)m["rank"]!, (string)m["status"]!, (string)m["rankingDigest"]!)));
        Assert.Equal("某某（虚构）", (string?)answer["matches"]![0]!["talent"]!["name"]);
        Assert.Equal("technology_overlap", (string?)answer["matches"]![0]!["parts"]![0]!["feature"]);
    }

    [Fact]
    public async Task A_list_that_abstains_says_why()
    {
        var demand = Guid.NewGuid();
        await service.Tell(Told.Demand(demand), Told.List(demand, 1));
        var answer = await Matches(demand);

        Assert.Equal(("ranked", "no_evidence", 0), ((string)answer["status"]!, (string)answer["abstention"]!, answer["matches"]!.AsArray().Count));
    }

    private async Task<JsonNode> Matches(Guid demand) => await (await service.Http.GetAsync($"/v1/demands/{demand}/matches")).Json();
}
