using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests.Challenges;

/// <summary>What each seat gave: read by the bureau once all is in, by a bidder of the own bid once the result is told, by nobody else and never with an account.</summary>
public sealed class MarksTests(ChallengeService service) : IClassFixture<ChallengeService>
{
    [Fact]
    public async Task Every_mark_and_comment_is_read_by_number_of_the_seat_once_all_are_in()
    {
        var way = await service.Challenge();
        await way.Drawn(2);
        var seats = await way.Seats();
        foreach (var seat in seats.Skip(1))
        {
            Assert.Equal("ok", await way.Score(seat, 80, 70));
            // Neither the bureau nor who bids reads any of it before the last has scored.
            Assert.Empty(await Marks(way.Bureau, way));
            Assert.Empty(await Marks(way.Bids[0].Http, way));
        }

        var first = way.Panellist(seats[0]);
        var blind = (await (await first.GetAsync($"/v1/challenges/{way.Id}/blind-bids")).Json())["bids"]!.AsArray().ToDictionary(bid => (string)bid!["letter"]!, bid => (decimal)bid!["priceYuan"]!);
        Assert.Equal("ok", await Way.Post(
            first, $"/v1/challenges/{way.Id}/scores",
            new { scores = blind.Select(bid => new { letter = bid.Key, marks = new { feasibility = 90.5, plan = 61, price = 72 }, comment = bid.Value == 600_000 ? "路线清楚，检测不足" : null }).ToArray() }));
        Assert.Equal("publicity", await way.State());

        var all = await Marks(way.Bureau, way);
        Assert.Equal(blind.Keys.Order(), all.Select(bid => (string)bid["letter"]!));
        var own = Assert.Single(all, bid => (Guid)bid["bidId"]! == way.Bids[0].Bid);
        Assert.Equal([1, 2, 3, 4, 5], own["seats"]!.AsArray().Select(seat => (int)seat!["seat"]!));
        var marked = Assert.Single(own["seats"]!.AsArray(), seat => seat!["comment"] is not null)!;
        Assert.Equal((1, 90.5m, 61m, 72m, 76.1m, "路线清楚，检测不足"),
            ((int)marked["seat"]!, (decimal)marked["marks"]!["feasibility"]!, (decimal)marked["marks"]!["plan"]!, (decimal)marked["marks"]!["price"]!, (decimal)marked["total"]!, (string)marked["comment"]!));
        Assert.Equal(40, (int)own["criteria"]!["feasibility"]!);
        Assert.DoesNotContain("panellist-", string.Concat(all.Select(bid => bid.ToJsonString())));
        Assert.All(seats, seat => Assert.DoesNotContain(seat.Organisation, string.Concat(all.Select(bid => bid.ToJsonString()))));

        // A bidder reads those of the own bid, who posts, a stranger, a panellist and the bureau of another place none.
        Assert.Equal(own.ToJsonString(), Assert.Single(await Marks(way.Bids[0].Http, way)).ToJsonString());
        Assert.Equal($"{way.Bids[1].Bid}", (string)Assert.Single(await Marks(way.Bids[1].Http, way))["bidId"]!);
        foreach (var other in (HttpClient[])[way.Enterprise, service.As("institute", CreditCodes.Next()), way.Panellist(seats[2])])
        {
            Assert.Empty(await Marks(other, way));
        }

        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await service.As("reviewer", regions: ["54"]).GetAsync($"/v1/challenges/{way.Id}/marks")).StatusCode);
    }

    [Fact]
    public async Task The_database_shows_no_marks_of_a_round_that_is_not_whole_or_was_ended()
    {
        var way = await service.Challenge();
        await way.Drawn(1);
        foreach (var seat in (await way.Seats()).Take(4))
        {
            Assert.Equal("ok", await way.Score(seat, 80));
        }

        var requests = new RequestRole(service.Database);
        async Task<(int, int, int)> Seen() => (
            await requests.Count("select from panel_marks(@other::uuid)", "operator", ServiceUnderTest<Program>.Bureau, $"{way.Id}"),
            await requests.Count("select from panel_marks(@other::uuid)", "institute", way.Bids[0].Code, $"{way.Id}"),
            await requests.Count("select from panel_score where challenge_id = @other::uuid", "operator", ServiceUnderTest<Program>.Bureau, $"{way.Id}"));
        Assert.Equal((0, 0, 0), await Seen());
        Assert.Equal("ok", await way.Step("end", new { reasonCodes = (string[])["public_interest"] }));
        Assert.Equal((0, 0, 0), await Seen());
    }

    [Fact]
    public async Task Who_lost_for_want_of_points_reads_why_and_seats_that_were_given_up_do_not_show()
    {
        var way = await service.Challenge();
        await way.Drawn(1);
        var first = await way.Seats();
        Assert.Equal("ok", await Way.Post(way.Panellist(first[0]), $"/v1/challenges/{way.Id}/panel:leave", new { reasonCodes = (string[])["no_capacity"] }));
        foreach (var seat in await way.Seats())
        {
            Assert.Equal("ok", await way.Score(seat, 40));
        }

        Assert.Equal("unawarded", await way.State());
        var own = Assert.Single(await Marks(way.Bids[0].Http, way));
        Assert.Equal([2, 3, 4, 5, 6], own["seats"]!.AsArray().Select(seat => (int)seat!["seat"]!));
        Assert.All(own["seats"]!.AsArray(), seat => Assert.Equal(40m, (decimal)seat!["total"]!));
    }

    private static async Task<IReadOnlyList<JsonNode>> Marks(HttpClient who, Way way) =>
        [.. (await (await who.GetAsync($"/v1/challenges/{way.Id}/marks")).Json())["bids"]!.AsArray().Select(bid => bid!)];
}
