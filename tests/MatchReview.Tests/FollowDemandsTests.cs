using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

public sealed class FollowDemandsTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task The_highest_revision_of_a_demand_is_kept()
    {
        var demand = Guid.NewGuid();
        await service.Tell(Told.Demand(demand, 2, "第二版"), Told.Demand(demand, 3, "第三版", "60203", "320281"), Told.Demand(demand, 1, "第一版"));

        Assert.Equal("3 open 第三版 60203 320281 上虞晟澜纺织有限公司", await Stored(demand));
    }

    [Fact]
    public async Task A_closed_demand_has_no_undecided_match_and_keeps_the_decided()
    {
        var (demand, _, ids) = await service.Queue(3);
        (await service.Decide(ids[1])).EnsureSuccessStatusCode();
        await service.Tell(Told.Closed(demand, 2));

        Assert.Equal((ids[1], "accepted"), Assert.Single((await service.Matches(demand)).Select(m => (m.Id, m.Status))));
        Assert.Equal("closed", (string?)(await (await service.Http.GetAsync($"/v1/demands/{demand}/matches")).Json())["status"]);
    }

    [Fact]
    public async Task A_demand_that_turned_confidential_is_shown_no_more_not_even_beside_a_decided_match()
    {
        var (demand, _, ids) = await service.Queue();
        (await service.Decide(ids[0])).EnsureSuccessStatusCode();
        await service.Tell(Told.Closed(demand, 2) with { Reason = "confidential" });

        var match = await (await service.Http.GetAsync($"/v1/matches/{ids[0]}")).Json();
        Assert.Null(match["demand"]!["title"]);
        Assert.Null(match["demand"]!["enterprise"]);
        Assert.Equal("accepted", (string?)match["status"]);
    }

    [Fact]
    public async Task A_late_list_of_a_closed_demand_is_not_queued()
    {
        var demand = Guid.NewGuid();
        await service.Tell(Told.Closed(demand, 4), Told.List(demand, 3, 7, (Guid.NewGuid(), 1)), Told.Demand(demand, 3));

        Assert.Empty(await service.Matches(demand));
        Assert.Equal("closed", await service.Database.Scalar<string>("select status from demand where demand_id = @demand", new { demand }));
    }

    [Fact]
    public async Task A_demand_that_is_published_again_after_it_was_closed_is_queued_by_its_new_list_only()
    {
        var (demand, talents, ids) = await service.Queue();
        await service.Tell(Told.Closed(demand, 2), Told.Demand(demand, 3, "重新发布"));
        var answer = await (await service.Http.GetAsync($"/v1/demands/{demand}/matches")).Json();
        Assert.Equal("waiting", (string?)answer["status"]);
        Assert.Null(answer["rankingDigest"]);

        await service.Tell(Told.List(demand, 3, 2, (talents[0], 1)), Told.Closed(demand, 2));
        Assert.Equal(ids[0], Assert.Single(await service.Matches(demand)).Id);
    }

    private Task<string> Stored(Guid demand) => service.Database.Scalar<string>(
        "select concat_ws(' ', revision, status, title, field, region_code, enterprise_name) from demand where demand_id = @demand", new { demand });
}
