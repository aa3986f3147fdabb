using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Tests.Challenges;

/// <summary>A challenge ends before its time, or with its need: nothing that was alive in it is left hanging.</summary>
public sealed class EndTests(ChallengeService service) : IClassFixture<ChallengeService>
{
    [Theory]
    [InlineData("published", "called_off,called_off", "withdrawn")]
    [InlineData("checking", "called_off,called_off", "poster_gone")]
    [InlineData("scoring", "called_off,called_off", "public_interest")]
    [InlineData("publicity", "called_off,not_awarded", "need_gone")]
    [InlineData("signing", "called_off,not_awarded", "other")]
    public async Task The_bureau_ends_what_stands_open_and_every_bidder_is_told_why(string state, string bids, string reason)
    {
        var way = await service.Challenge();
        await Until(way, state);
        Assert.Equal(state, await way.State());
        var end = new { reasonCodes = (string[])[reason], text = "经研究终止" };

        Assert.Equal("challenge_not_in_state", await way.Step("end", end, way.Enterprise));
        Assert.Equal("not_allowed", await way.Step("end", end, way.Bids[0].Http));
        Assert.Equal("ok", await way.Step("end", end));

        Assert.Equal("ended", await way.State());
        Assert.Equal(bids, string.Join(',', await way.BidState(0), await way.BidState(1)));
        var last = (await way.ViewBid(0, way.Bids[0].Http))["steps"]!.AsArray()[^1]!;
        Assert.Equal(("called_off", reason), ((string)last["state"]!, (string)last["reasonCodes"]![0]!));
        Assert.Equal(0, await service.Database.Scalar<int>(Waiting, new { id = way.Id }));
        var told = (await service.Sent<BidAdvanced>(way.Bids[0].Bid, message => message.BidId, message => message.Number))[^1];
        Assert.Equal(("called_off", way.Bids[0].Code, reason), (told.State, told.BidderCode, Assert.Single(told.ReasonCodes)));
        var ended = (await service.Sent<ChallengeAdvanced>(way.Id, message => message.ChallengeId, message => message.Number))[^1];
        Assert.Equal(("ended", reason), (ended.State, Assert.Single(ended.ReasonCodes)));
        // It is the end of it, and the need may be put up again.
        Assert.Equal(("challenge_not_in_state", "challenge_not_in_state"), (await way.Step("end", end), await way.Bid()));
        Assert.Equal("ok", await Way.Post(way.Enterprise, "/v1/challenges", new { demandId = way.DemandId, fundYuan = 1 }));
        Assert.Null((await ChallengeInvariants.Of(service.Database, way.Id, 0)).Broken);
    }

    [Fact]
    public async Task A_bid_that_was_never_opened_stays_sealed_when_its_challenge_is_ended_under_it()
    {
        var way = await service.Challenge();
        await Until(way, "published");
        Assert.Equal("ok", await way.Step("end", new { reasonCodes = (string[])["withdrawn"] }));

        var requests = new RequestRole(service.Database);
        Task<int> Seen(string role, string code) => requests.Count("select from bid_content join bid using (bid_id) where challenge_id = @other::uuid", role, code, $"{way.Id}");
        Assert.Equal((1, 0, 0), (await Seen("institute", way.Bids[0].Code), await Seen("operator", ServiceUnderTest<Program>.Bureau), await Seen("enterprise", way.EnterpriseCode)));
        using var read = await way.Bureau.GetAsync($"/v1/bids/{way.Bids[0].Bid}");
        Assert.Equal("bid_not_found", await read.ProblemCode());
        // Nor does its bidder change it any more, by hand neither.
        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => requests.Change("update bid_content set price_yuan = 1 where bid_id = @other::uuid", "institute", way.Bids[0].Code, $"{way.Bids[0].Bid}"));
        Assert.Equal("bid_content_sealed", refused.ConstraintName);
        // Nobody but the bidder reads in the audit trail that there was a bid.
        await Eventually.Get(() => service.Database.Column<string>("select organisation from audit_entry where subject_id = @Bid and action = 'bid.called_off'", new { Bid = $"{way.Bids[0].Bid}" }),
            of => of.Count == 1 && of[0] == way.Bids[0].Code, "the end of the bid was not written down for its bidder");
    }

    [Fact]
    public async Task Neither_the_challenge_nor_its_need_ends_over_a_team_under_contract()
    {
        var way = await service.Challenge(teams: 2);
        await way.Scored([90, 80]);
        await service.Pass(TimeSpan.FromDays(6));
        await way.SignAll(0);
        var end = new { reasonCodes = (string[])["public_interest"] };

        Assert.Equal(("signing", "challenge_contracted", "demand_has_challenge"), (await way.State(), await way.Step("end", end), await Close(way)));
        await way.SignAll(1);
        Assert.Equal(("in_progress", "challenge_contracted", "demand_has_challenge"), (await way.State(), await way.Step("end", end), await Close(way)));
        using var refused = await way.Enterprise.PostAsJsonAsync($"/v1/demands/{way.DemandId}/close", new { reason = "withdrawn" });
        var problem = await refused.Json();
        Assert.Equal(($"{way.Id}", "in_progress"), ((string)problem["challengeId"]!, (string)problem["state"]!));
        Assert.Contains(":eliminate", (string)problem["detail"]!);

        // All have failed: nobody works any more.
        Assert.Equal(("ok", "ok", "failed"), (await way.Accept(0, 1), await way.Accept(1, 1), await way.State()));
        Assert.Equal(("ok", "ended"), (await Close(way), await way.State()));
    }

    [Theory]
    [InlineData("collected")]
    [InlineData("published")]
    [InlineData("scoring")]
    [InlineData("publicity")]
    [InlineData("unawarded")]
    public async Task A_need_that_is_closed_ends_its_challenge_as_the_platform(string state)
    {
        var way = await service.Challenge();
        await Until(way, state);
        Assert.Equal(state, await way.State());

        Assert.Equal("ok", await Close(way));

        var steps = (await way.View())["steps"]!.AsArray();
        Assert.Equal(("ended", "need_closed", null), ((string)steps[^1]!["state"]!, (string)steps[^1]!["reasonCodes"]![0]!, (string?)steps[^1]!["account"]));
        if (state is not ("collected" or "unawarded"))
        {
            Assert.Equal("called_off", await way.BidState(0));
        }

        Assert.Equal("platform", await service.Database.Scalar<string>("select organisation from challenge_step where challenge_id = @id and state = 'ended'", new { id = way.Id }));
        Assert.Equal(0, await service.Database.Scalar<int>(Waiting, new { id = way.Id }));
        Assert.Equal(("demand_closed", "demand_closed"), (await Close(way), await Way.Post(way.Enterprise, "/v1/challenges", new { demandId = way.DemandId, fundYuan = 1 })));
        Assert.Null((await ChallengeInvariants.Of(service.Database, way.Id, 0)).Broken);
    }

    [Fact]
    public async Task A_need_whose_challenge_is_completed_is_closed_and_the_challenge_stays()
    {
        var way = await service.Challenge();
        await way.Contracted([75]);
        Assert.Equal(("ok", "ok", "ok"), (await way.Accept(0, 86), await way.Pay(0, "acceptance", "subsidy", 180_000), await way.Pay(0, "acceptance", "enterprise", 420_000)));

        Assert.Equal(("completed", "ok", "completed"), (await way.State(), await Close(way), await way.State()));
    }

    [Fact]
    public async Task Closing_a_need_and_changing_its_challenge_at_once_end_in_one_of_both_orders()
    {
        for (var turn = 0; turn < 12; turn++)
        {
            var way = await service.Challenge();
            await Until(way, "published");
            // One more holds the row of the need, as who revises it does, and lets go in the middle.
            await using var connection = await service.Database.Source.OpenConnectionAsync();
            await using var held = await connection.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand($"select from demand where demand_id = '{way.DemandId}' for update", connection, held))
            {
                await hold.ExecuteNonQueryAsync();
            }

            var bidder = way.Bids[1];
            Task<string>[] asked =
            [
                Close(way), way.Bid(), Way.Post(way.Enterprise, "/v1/challenges", new { demandId = way.DemandId, fundYuan = 1 }), way.Step("end", new { reasonCodes = (string[])["withdrawn"] }),
                Task.Run(async () => (await bidder.Http.DeleteAsync($"/v1/bids/{bidder.Bid}")).IsSuccessStatusCode ? "ok" : "refused"), Close(way),
            ];
            await Eventually.Get(
                () => service.Database.Scalar<int>("select count(*)::int from pg_locks where not granted and locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())"), waiting => waiting > 0, "nobody waited");
            await held.CommitAsync();
            var answers = await Task.WhenAll(asked);

            Assert.Equal(1, (answers[0] == "ok" ? 1 : 0) + (answers[5] == "ok" ? 1 : 0));
            Assert.All((string[])[answers[0], answers[5]], answer => Assert.Contains(answer, (string[])["ok", "demand_closed"]));
            Assert.Contains(answers[1], (string[])["ok", "challenge_not_in_state"]);
            Assert.Contains(answers[2], (string[])["ok", "challenge_exists", "demand_closed"]);
            Assert.Contains(answers[3], (string[])["ok", "challenge_not_in_state"]);
            var found = await ChallengeInvariants.Of(service.Database, way.Id, 0);
            Assert.Equal((null, "ended", "closed"), (found.Broken, found.State, found.Need));
        }
    }

    [Fact]
    public async Task What_ends_is_held_by_the_database_too()
    {
        var way = await service.Challenge();
        await Until(way, "scoring");
        var requests = new RequestRole(service.Database);
        async Task<string?> Refused(string statement)
        {
            await using var connection = await service.Database.Source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand($"{statement}; set constraints all immediate", connection, transaction) { Parameters = { new("id", way.Id), new("bid", way.Bids[0].Bid) } };
            return (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).ConstraintName;
        }

        const string End = "insert into challenge_step select challenge_id, number + 1, round, state, 'ended', '{other}', null, null, 'x', null, now() from challenge where challenge_id = @id";
        Assert.Equal("challenge_ended_with_bids", await Refused(End));
        Assert.Equal("demand_closed_with_challenge", await Refused("update demand set status = 'closed', close_reason = 'withdrawn', closed_at = now() where demand_id = (select demand_id from challenge where challenge_id = @id)"));
        Assert.Equal("bid_called_off_alone", await Refused("insert into bid_step select bid_id, number + 1, state, 'called_off', '{other}', null, null, 'x', null, now() from bid where bid_id = @bid"));
        // A request ends nothing in the name of the platform while the need stands open.
        await Assert.ThrowsAsync<PostgresException>(() => requests.Change(
            "insert into challenge_step select challenge_id, number + 1, round, state, 'ended', '{need_closed}', null, null, 'platform', null, now() from challenge where challenge_id = @other::uuid",
            "enterprise", way.EnterpriseCode, $"{way.Id}"));
        Assert.Equal(0, await requests.Count("select from challenge_call_off(@other::uuid)", "operator", ServiceUnderTest<Program>.Bureau, $"{way.Id}"));
        Assert.Equal("scoring", await way.State());
    }

    private const string Waiting = """
        select count(*)::int from panel_seat s where challenge_id = @id and not exists (select from panel_leave l where (l.challenge_id, l.round, l.seat) = (s.challenge_id, s.round, s.seat))
           and not exists (select from panel_score p where (p.challenge_id, p.round, p.seat) = (s.challenge_id, s.round, s.seat))
        """;

    private static Task<string> Close(Way way) => Way.Post(way.Enterprise, $"/v1/demands/{way.DemandId}/close", new { reason = "withdrawn" });

    // Of two bids the second is too weak; while it is scored one seat has scored.
    private async Task Until(Way way, string state)
    {
        switch (state)
        {
            case "collected":
                break;
            case "published":
                Assert.Equal(("ok", "ok", "ok", "ok"), (await way.Argue(), await way.Publish(), await way.Bid(), await way.Bid()));
                break;
            case "checking":
                await way.Closed(2);
                Assert.Equal("ok", await Way.OfBid(way.Bureau, way.Bids[0].Bid, ":check", new { passed = true }));
                break;
            case "scoring":
                await way.Drawn(2);
                Assert.Equal("ok", await way.Score((await way.Seats())[0], 80, 70));
                break;
            case "unawarded":
                await way.Closed(0);
                break;
            default:
                await way.Scored([90, 50]);
                await (state == "signing" ? service.Pass(TimeSpan.FromDays(6)) : Task.CompletedTask);
                break;
        }
    }
}
