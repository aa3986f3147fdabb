using System.Net;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests.Challenges;

/// <summary>Bids are sealed, objections heard, contracts signed by three.</summary>
public sealed class BidTests(ChallengeService service) : IClassFixture<ChallengeService>
{
    [Fact]
    public async Task A_bid_is_sealed_until_bidding_ends_in_the_database_too()
    {
        var way = await service.Challenge();
        await way.Argue();
        await way.Publish();
        Assert.Equal(("ok", "own_challenge"), (await way.Bid(), await Way.Post(way.Enterprise, $"/v1/challenges/{way.Id}/bids", Way.BidBody())));
        Assert.Equal("bid_exists", await Way.Post(way.Bids[0].Http, $"/v1/challenges/{way.Id}/bids", Way.BidBody()));
        var requests = new RequestRole(service.Database);
        async Task<string> Seen(string table) => string.Join(',', (int[])
        [
            await requests.Count($"select from {table} join bid b using (bid_id) where challenge_id = @other::uuid", "institute", way.Bids[0].Code, $"{way.Id}"),
            await requests.Count($"select from {table} join bid b using (bid_id) where challenge_id = @other::uuid", "institute", CreditCodes.Next(), $"{way.Id}"),
            await requests.Count($"select from {table} join bid b using (bid_id) where challenge_id = @other::uuid", "enterprise", way.EnterpriseCode, $"{way.Id}"),
            await requests.Count($"select from {table} join bid b using (bid_id) where challenge_id = @other::uuid", "operator", ServiceUnderTest<Program>.Bureau, $"{way.Id}"),
        ]);

        // Own, another's, who posts, operator.
        Assert.Equal("1,0,0,0", await Seen("bid_content"));
        Assert.Equal("1,0,0,0", await Seen("bid_step"));
        Assert.Equal(0, await requests.Count("select from bid_content where bid_id = @other::uuid", "operator", ServiceUnderTest<Program>.Bureau, $"{way.Bids[0].Bid}"));
        Assert.Equal(HttpStatusCode.NotFound, (await way.Bureau.GetAsync($"/v1/bids/{way.Bids[0].Bid}")).StatusCode);
        Assert.Empty((await (await way.Bureau.GetAsync($"/v1/challenges/{way.Id}/bids")).Json())["items"]!.AsArray());
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => requests.Count("select from panel_nonce", "operator", ServiceUnderTest<Program>.Bureau));
        Assert.Equal(0, await requests.Count("select from panel_reveal(@other::uuid, 1) nonce where nonce is not null", "operator", ServiceUnderTest<Program>.Bureau, $"{way.Id}"));

        // Replaced, withdrawn and placed anew while it lasts, and not a moment longer.
        using var replaced = await way.Bids[0].Http.PutAsync($"/v1/bids/{way.Bids[0].Bid}", System.Net.Http.Json.JsonContent.Create(Way.BidBody(priceYuan: 500_000)));
        Assert.True(replaced.IsSuccessStatusCode);
        Assert.Equal(("ok", "ok"), (await way.Withdraw(0), await Way.Post(way.Bids[0].Http, $"/v1/challenges/{way.Id}/bids", Way.BidBody())));
        service.Clock.Advance(TimeSpan.FromDays(11));
        using var late = await way.Bids[0].Http.PutAsync($"/v1/bids/{way.Bids[0].Bid}", System.Net.Http.Json.JsonContent.Create(Way.BidBody()));
        Assert.Equal("bid_not_in_state", await late.ProblemCode());
        Assert.Equal(("challenge_not_in_state", "bid_not_in_state"), (await way.Bid(), await way.Withdraw(0)));

        // The bureau reads it now; who posts knows of it and reads neither proposal nor price before the scores.
        Assert.Equal("1,0,0,1", await Seen("bid_content"));
        Assert.Equal("4,0,4,4", await Seen("bid_step"));
        Assert.Null((await way.ViewBid(0, way.Enterprise))["content"]);
        Assert.Equal(600_000m, (decimal)(await way.ViewBid(0))["content"]!["priceYuan"]!);
    }

    [Fact]
    public async Task A_price_above_the_funds_does_not_pass_the_formal_check()
    {
        var way = await service.Challenge();
        await way.Closed(1, body: _ => Way.BidBody(priceYuan: 1_000_000.01m));

        Assert.Equal("price_above_funds", await Way.OfBid(way.Bureau, way.Bids[0].Bid, ":check", new { passed = true }));
        Assert.Equal(("ok", "unawarded"), (await Way.OfBid(way.Bureau, way.Bids[0].Bid, ":check", new { passed = false, reasonCodes = (string[])["price_above_funds"] }), await way.State()));
    }

    [Fact]
    public async Task Nobody_signs_before_publicity_is_over_and_objections_are_ruled_on()
    {
        var way = await service.Challenge();
        await way.Scored([90, 80, 70]);
        var stranger = service.As("enterprise", CreditCodes.Next());
        object Objection(int bid) => new { bidId = way.Bids[bid].Bid, reasonCodes = (string[])["false_statement"], text = "业绩不实" };
        Task<string> Object(HttpClient who, int bid) => Way.Post(who, $"/v1/challenges/{way.Id}/objections", Objection(bid));

        Assert.Equal("bid_not_in_state", await way.Sign(0, way.Enterprise));
        Assert.Equal(("bid_not_found", "ok", "objection_exists"), (await Object(stranger, 1), await Object(stranger, 0), await Object(stranger, 0)));
        await service.Pass(TimeSpan.FromDays(6));
        Assert.Equal("publicity", await way.State());
        var objection = (await (await way.Bureau.GetAsync($"/v1/challenges/{way.Id}/objections")).Json())["items"]![0]!;
        var rule = $"/v1/challenges/{way.Id}/objections/{objection["id"]}:rule";
        Assert.Equal(("ok", "objection_ruled"), (await Way.Post(way.Bureau, rule, new { upheld = true, text = "查实" }), await Way.Post(way.Bureau, rule, new { upheld = false, text = "x" })));

        // The next moves up, and is public for a whole period.
        Assert.Equal(("dropped", "awarded", "publicity"), (await way.BidState(0), await way.BidState(1), await way.State()));
        await service.Pass(TimeSpan.FromDays(4));
        Assert.Equal("publicity", await way.State());
        await service.Pass(TimeSpan.FromDays(2));
        Assert.Equal("signing", await way.State());

        // Two of three are not enough; who declines is replaced; who does not sign in time too.
        Assert.Equal(("ok", "already_signed", "ok"), (await way.Sign(1, way.Bids[1].Http), await way.Sign(1, way.Bids[1].Http), await way.Sign(1, way.Enterprise)));
        Assert.Equal("contract_differs", await Way.OfBid(way.Bureau, way.Bids[1].Bid, ":sign", new { contractNumber = "另一份", amountYuan = 600_001 }));
        Assert.Equal(("awarded", "signing"), (await way.BidState(1), await way.State()));
        Assert.Equal("ok", await Way.OfBid(way.Enterprise, way.Bids[1].Bid, ":decline", new { text = "资金未到位" }));
        Assert.Equal(("dropped", "awarded"), (await way.BidState(1), await way.BidState(2)));
        await service.Pass(TimeSpan.FromDays(16));
        Assert.Equal(("dropped", "unawarded"), (await way.BidState(2), await way.State()));
        Assert.Equal("not_signed_in_time", (string?)(await way.ViewBid(2))["steps"]!.AsArray()[^1]!["reasonCodes"]![0]);
    }

    [Fact]
    public async Task A_published_challenge_is_read_by_everybody_without_a_contact_and_an_unpublished_by_none()
    {
        var way = await service.Challenge();
        var institute = service.As("institute", CreditCodes.Next());
        Assert.Equal(HttpStatusCode.NotFound, (await institute.GetAsync($"/v1/challenges/{way.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await service.As("reviewer", regions: ["54"]).GetAsync($"/v1/challenges/{way.Id}")).StatusCode);
        await way.Argue();
        await way.Publish();

        var text = await (await institute.GetAsync($"/v1/challenges/{way.Id}")).Content.ReadAsStringAsync();
        Assert.Contains("\"state\":\"published\"", text);
        Assert.DoesNotContain("0575-00000000", text);
        Assert.Contains(way.Id.ToString(), await (await institute.GetAsync("/v1/challenges?state=published&limit=100")).Content.ReadAsStringAsync());
        Assert.Equal("not_of_this_challenge", await way.Step("end", new { reasonCodes = (string[])["withdrawn"] }, service.As("enterprise", CreditCodes.Next())));
    }
}
