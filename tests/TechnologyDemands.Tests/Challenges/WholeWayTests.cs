using Matchmaking.Contracts.TechnologyDemands;

namespace Matchmaking.TechnologyDemands.Tests.Challenges;

/// <summary>Challenges on their whole way.</summary>
public sealed class WholeWayTests(ChallengeService service) : IClassFixture<ChallengeService>
{
    [Fact]
    public async Task Three_teams_in_parallel_from_collection_to_payment()
    {
        var way = await service.Challenge(teams: 3);
        await way.Contracted([90, 80, 70, 65]);

        Assert.Equal("in_progress", await way.State());
        Assert.Equal(["signed", "signed", "signed", "not_awarded"], await Task.WhenAll(Enumerable.Range(0, 4).Select(way.BidState)));
        var loser = await way.ViewBid(3, way.Bids[3].Http);
        Assert.Equal(("lower_score", 65m, 4), ((string?)loser["steps"]!.AsArray()[^1]!["reasonCodes"]![0], (decimal?)loser["score"], (int?)loser["rank"]));

        // The first reaches both milestones, is paid for them and accepted; the second misses one and is taken out; the third falls short when it is measured.
        await way.Reach(0, 1);
        Assert.Equal("milestone_unreached", await way.Pay(0, "milestone", "enterprise", 1, 2));
        Assert.Equal("payment_above_contract", await way.Pay(0, "milestone", "enterprise", 240_000.01m, 1));
        Assert.Equal("ok", await way.Pay(0, "milestone", "subsidy", 100_000, 1));
        Assert.Equal("ok", await way.Pay(0, "milestone", "enterprise", 140_000, 1, way.Enterprise));
        Assert.Equal("payment_above_contract", await way.Pay(0, "milestone", "enterprise", 0.01m, 1));
        Assert.Equal("nothing_missed", await Way.OfBid(way.Bureau, way.Bids[1].Bid, ":eliminate", new { reasonCodes = (string[])["lagging"], text = "x" }));
        Assert.Equal("ok", await Way.OfBid(way.Bids[1].Http, way.Bids[1].Bid, "/milestones/1:report", new { text = "小样" }));
        Assert.Equal("ok", await Way.OfBid(way.Bureau, way.Bids[1].Bid, "/milestones/1:check", new { reached = false, reasonCodes = (string[])["result_insufficient"], text = "仅82%" }));
        Assert.Equal("ok", await Way.OfBid(way.Bureau, way.Bids[1].Bid, ":eliminate", new { reasonCodes = (string[])["milestone_missed"], text = "两次未达" }));
        await way.Reach(2, 1);
        Assert.Equal("ok", await way.Pay(2, "milestone", "subsidy", 50_000, 1));
        Assert.Equal("ok", await way.Accept(2, 84.5m));
        var failed = await way.ViewBid(2);
        Assert.Equal(("failed", 0.5m), ((string?)failed["state"], (decimal?)failed["acceptance"]!["measurements"]![0]!["shortBy"]));
        Assert.Equal("clawback_above_subsidy", await way.Pay(2, "clawback", "subsidy", 50_000.01m));
        Assert.Equal("ok", await way.Pay(2, "clawback", "subsidy", 50_000));

        Assert.Equal("team_not_accepted", await way.Pay(0, "acceptance", "enterprise", 1));
        Assert.Equal("ok", await way.Accept(0, 86));
        // The subsidy bears three tenths of the contract, and no more.
        Assert.Equal("payment_above_contract", await way.Pay(0, "acceptance", "subsidy", 80_000.01m));
        Assert.Equal("ok", await way.Pay(0, "acceptance", "subsidy", 80_000));
        Assert.Equal("in_progress", await way.State());
        Assert.Equal("ok", await way.Pay(0, "acceptance", "enterprise", 280_000));

        Assert.Equal(("completed", "paid", "eliminated", "failed"), (await way.State(), await way.BidState(0), await way.BidState(1), await way.BidState(2)));
        var told = await service.Sent<ChallengeAdvanced>(way.Id, message => message.ChallengeId, message => message.Number);
        Assert.Equal(
            ["collected", "argued", "published", "checking", "scoring", "publicity", "signing", "in_progress", "completed"], told.DistinctBy(message => message.Number).Select(message => message.State));
        var lost = await service.Sent<BidAdvanced>(way.Bids[3].Bid, message => message.BidId, message => message.Number);
        Assert.Equal(["passed", "not_awarded"], lost.DistinctBy(message => message.Number).Select(message => message.State));
        Assert.Equal(["lower_score"], lost[^1].ReasonCodes);
    }

    [Fact]
    public async Task The_first_accepted_team_ends_the_race_where_that_was_published()
    {
        var way = await service.Challenge(teams: 2);
        await way.Contracted([90, 80], endsWithFirst: true);

        Assert.Equal("ok", await way.Accept(1, 85));

        Assert.Equal(("ended", "accepted", "in_progress"), (await way.BidState(0), await way.BidState(1), await way.State()));
        Assert.Equal("race_won", (string?)(await way.ViewBid(0))["steps"]!.AsArray()[^1]!["reasonCodes"]![0]);
        Assert.Equal(("bid_not_in_state", "ok", "ok"), (await way.Accept(0, 90), await way.Pay(1, "acceptance", "enterprise", 420_000.7m), await way.Pay(1, "acceptance", "subsidy", 180_000.3m)));
        Assert.Equal("team_not_accepted", await way.Pay(1, "acceptance", "subsidy", 0.01m));
    }

    [Fact]
    public async Task A_need_has_one_live_challenge_which_is_returned_revised_and_argued()
    {
        var way = await service.Challenge();
        var body = new { demandId = way.DemandId, fundYuan = 700_000, subsidyYuan = 300_001, teams = 1 };

        Assert.Equal("challenge_exists", await Way.Post(way.Enterprise, "/v1/challenges", new { demandId = way.DemandId, fundYuan = 1 }));
        Assert.Equal("ok", await way.Step("argue", new { necessary = true, assessable = false, budgetReasonable = true, reasonCodes = (string[])["indicators_not_assessable"], text = "请写明检测方法" }));
        Assert.Equal(("returned", "challenge_not_in_state"), (await way.State(), await way.Publish()));
        using var above = await service.Put($"/v1/challenges/{way.Id}", body);
        Assert.Equal(["subsidyYuan:subsidy_above_cap"], await Harness.Answers.Faults(above));
        using var stale = await service.Put($"/v1/challenges/{way.Id}", body with { subsidyYuan = 300_000 }, "\"1\"");
        Assert.Equal("revision_changed", await Harness.Answers.ProblemCode(stale));
        using var revised = await service.Put($"/v1/challenges/{way.Id}", body with { subsidyYuan = 300_000 }, "\"2\"");
        Assert.True(revised.IsSuccessStatusCode, await revised.Content.ReadAsStringAsync());
        Assert.Equal(("ok", "ok", "published"), (await way.Argue(), await way.Publish(), await way.State()));
        // Once it is published, the bureau alone ends it.
        Assert.Equal("challenge_not_in_state", await way.Step("end", new { reasonCodes = (string[])["withdrawn"] }, way.Enterprise));
    }

    [Fact]
    public async Task Without_a_bid_or_with_none_that_is_good_enough_it_opens_again_in_another_round()
    {
        var way = await service.Challenge();
        await way.Closed(0);
        Assert.Equal("unawarded", await way.State());
        object Again() => new { bidsUntil = service.Clock.GetUtcNow().AddDays(8), reasonCodes = (string[])["more_time"] };

        Assert.Equal(("ok", "published"), (await way.Step("reopen", Again()), await way.State()));
        Assert.Equal("ok", await way.Bid());
        await service.Pass(TimeSpan.FromDays(9));
        Assert.Equal("ok", await Way.OfBid(way.Bureau, way.Bids[0].Bid, ":check", new { passed = false, reasonCodes = (string[])["incomplete"], text = "缺资质证明" }));
        Assert.Equal(("unawarded", "rejected"), (await way.State(), await way.BidState(0)));
        Assert.Equal("no_valid_bid", (string?)(await way.View())["steps"]!.AsArray()[^1]!["reasonCodes"]![0]);

        // The same organisation bids again; its earlier bid stays readable by it.
        Assert.Equal(("ok", "ok"), (await way.Step("reopen", Again()), await way.Bid(way.Bids[0].Code)));
        Assert.Equal("rejected", await way.BidState(0));
        await service.Pass(TimeSpan.FromDays(9));
        await service.RegisterPool();
        Assert.Equal(("ok", "ok"), (await Way.OfBid(way.Bureau, way.Bids[1].Bid, ":check", new { passed = true }), await way.Draw()));
        foreach (var seat in await way.Seats())
        {
            Assert.Equal("ok", await way.Score(seat, 59.99m));
        }

        Assert.Equal(("unawarded", "not_awarded"), (await way.State(), await way.BidState(1)));
        Assert.Equal("below_minimum", (string?)(await way.ViewBid(1))["steps"]!.AsArray()[^1]!["reasonCodes"]![0]);
        Assert.Equal(("challenge_not_in_state", "ok", "ended"), (await way.Step("end", new { reasonCodes = (string[])["unsolved"] }, way.Enterprise), await way.Step("end", new { reasonCodes = (string[])["unsolved"] }), await way.State()));
        Assert.Equal("ok", await Way.Post(way.Enterprise, "/v1/challenges", new { demandId = way.DemandId, fundYuan = 1 }));
    }

    [Fact]
    public async Task All_teams_failed_is_failed_and_opens_again()
    {
        var way = await service.Challenge();
        await way.Contracted([75]);

        Assert.Equal(("ok", "failed"), (await way.Accept(0, 10), await way.State()));
        Assert.Equal("ok", await way.Step("reopen", new { bidsUntil = service.Clock.GetUtcNow().AddDays(8), reasonCodes = (string[])["same_terms"] }));
        Assert.Equal(2, (int)(await way.View())["round"]!);
    }
}
