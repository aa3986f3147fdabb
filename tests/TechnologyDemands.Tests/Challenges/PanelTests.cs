using System.Security.Cryptography;
using System.Text;
using Matchmaking.Harness;
using Matchmaking.TechnologyDemands.Challenges.Following;
using Matchmaking.TechnologyDemands.Challenges.Panel;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Tests.Challenges;

/// <summary>The panel: drawn by a seed that nobody chose, without conflicts, with its quota; blind.</summary>
public sealed class PanelTests(ChallengeService service) : IClassFixture<ChallengeService>
{
    [Fact]
    public async Task A_draw_is_done_again_from_what_it_shows()
    {
        var way = await service.Challenge();
        await way.Argue();
        await way.Publish();
        var committed = (string)(await (await way.Enterprise.GetAsync($"/v1/challenges/{way.Id}/panel")).Json())["draws"]![0]!["nonceSha256"]!;
        Assert.Equal(("ok", "ok"), (await way.Bid(), await way.Bid()));
        await service.RegisterPool();
        await service.Pass(TimeSpan.FromDays(11));
        foreach (var bid in way.Bids)
        {
            Assert.Equal("ok", await Way.OfBid(way.Bureau, bid.Bid, ":check", new { passed = true }));
        }

        Assert.Equal("ok", await way.Draw());
        var panel = await (await way.Bureau.GetAsync($"/v1/challenges/{way.Id}/panel")).Json();
        var draw = panel["draws"]![0]!;
        string Text(string name) => (string)draw[name]!;

        // By nothing but SHA-256 and the numbers that are shown: none of the service's code.
        Assert.Equal(committed, Sha256(Text("nonce")));
        var digests = await service.Database.Scalar<string>(
            "select string_agg(bid_id || ':' || digest, E'\\n' order by bid_id) from bid join bid_content using (bid_id) where challenge_id = @id", new { id = way.Id });
        Assert.Equal(Text("bidsSha256"), Sha256(digests));
        Assert.Equal(Text("seed"), Sha256($"{Text("nonce")}:{Text("bidsSha256")}:1"));
        Assert.Equal(Text("poolSha256"), Sha256(Text("pool")));
        var pool = Text("pool").Split('\n').Select(line => line.Split(' ')).ToArray();
        var order = pool.OrderBy(member => Sha256($"{Text("seed")}:{member[0]}"), StringComparer.Ordinal).ToArray();
        var drawn = order.Where(member => member[2] == "industry").Take(2).ToList();
        drawn.AddRange(order.Where(member => !drawn.Contains(member)).Take(3));
        Assert.Equal(drawn.Select(member => member[0]), panel["seats"]!.AsArray().Select(seat => (string)seat!["account"]!));
        // Whoever posts sees how, and not who.
        var shown = await (await way.Enterprise.GetAsync($"/v1/challenges/{way.Id}/panel")).Json();
        Assert.Equal(Text("seed"), (string?)shown["draws"]![0]!["seed"]);
        Assert.Empty(shown["seats"]!.AsArray());
        Assert.Null(shown["draws"]![0]!["pool"]);
    }

    [Fact]
    public async Task Nobody_of_a_party_sits_nor_with_a_conflict_and_too_few_are_told_as_what()
    {
        using var own = new OwnPool();
        await own.InitializeAsync();
        try
        {
            var way = await own.Challenge();
            async Task Register(string account, string organisation, bool fromIndustry) =>
                (await own.Put($"/v1/panellists/{account}", new { organisation, fields = (string[])[], fromIndustry, active = true })).EnsureSuccessStatusCode();
            var (bidder, partner, stranger, shared) = (CreditCodes.Next(), CreditCodes.Next(), CreditCodes.Next(), CreditCodes.Next());
            await Register("of-poster", way.EnterpriseCode, true);
            await Register("of-bidder", bidder, true);
            await Register("of-partner", partner, true);
            await Register("declared", stranger, true);
            await Register("one-of-two", shared, false);
            await Register("other-of-two", shared, false);
            Assert.Equal("ok", await Way.Post(own.Account("institute", stranger, "declared"), "/v1/panellists/declared/conflicts", new { organisation = bidder, reason = "曾合作申报" }));
            Assert.Equal("panellist_not_found", await Way.Post(own.Account("institute", stranger, "another"), "/v1/panellists/declared/conflicts", new { organisation = bidder, reason = "x" }));
            await way.Argue();
            await way.Publish();
            var body = Way.BidBody();
            body["partners"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["creditCode"] = partner, ["name"] = "协作单位" });
            Assert.Equal("ok", await way.Bid(bidder, body));
            await own.Pass(TimeSpan.FromDays(11));
            Assert.Equal("bids_unchecked", await way.Draw());
            Assert.Equal("ok", await Way.OfBid(way.Bureau, way.Bids[0].Bid, ":check", new { passed = true }));

            Assert.Equal("panel_too_few_industry", await way.Draw());
            await Register("industry-1", CreditCodes.Next(), true);
            Assert.Equal("panel_too_few_industry", await way.Draw());
            await Register("industry-2", CreditCodes.Next(), true);
            Assert.Equal("panel_too_small", await way.Draw());
            await Register("third", CreditCodes.Next(), false);
            Assert.Equal("panel_too_small", await way.Draw());
            await Register("fourth", CreditCodes.Next(), false);
            Assert.Equal("ok", await way.Draw());
            var seats = await way.Seats();
            Assert.Equal(5, seats.Length);
            Assert.DoesNotContain(seats, seat => seat.Account is "of-poster" or "of-bidder" or "of-partner" or "declared");
            Assert.Single(seats, seat => seat.Organisation == shared);

            foreach (var kept in (string[])["of-poster", "of-bidder", "of-partner", "declared", "one-of-two", "other-of-two"])
            {
                (await own.Put($"/v1/panellists/{kept}", new { organisation = CreditCodes.Next(), fields = (string[])[], fromIndustry = true, active = false })).EnsureSuccessStatusCode();
            }

            // A second challenge in the year finds nobody: each has sat once.
            var second = await own.Challenge();
            await second.Closed(1);
            Assert.Equal("ok", await Way.OfBid(second.Bureau, second.Bids[0].Bid, ":check", new { passed = true }));
            Assert.Contains(await second.Draw(), (string[])["panel_too_small", "panel_too_few_industry"]);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task Who_declines_has_a_conflict_or_is_late_loses_the_seat_to_the_next_of_the_draw()
    {
        var way = await service.Challenge();
        await way.Drawn(1);
        var first = await way.Seats();
        Assert.Equal("not_on_panel", await Way.Post(service.As("institute", CreditCodes.Next()), $"/v1/challenges/{way.Id}/panel:leave", new { reasonCodes = (string[])["no_capacity"] }));
        Assert.Equal("ok", await Way.Post(way.Panellist(first[0]), $"/v1/challenges/{way.Id}/panel:leave", new { reasonCodes = (string[])["no_capacity"] }));
        Assert.Equal("ok", await Way.Post(service.Http, $"/v1/panellists/{first[1].Account}/conflicts", new { organisation = way.Bids[0].Code, reason = "亲属任职" }));
        await service.Look();
        var second = await way.Seats();
        Assert.Equal(5, second.Length);
        Assert.DoesNotContain(first[0], second);
        Assert.DoesNotContain(first[1], second);
        foreach (var seat in second.Skip(1))
        {
            Assert.Equal("ok", await way.Score(seat, 80));
        }

        Assert.Equal(("scoring", 4), (await way.State(), (int)(await way.View(way.Enterprise))["panelScored"]!));
        await service.Pass(TimeSpan.FromDays(8));
        Assert.Equal("not_on_panel", await way.Score(second[0], 80));
        var third = await way.Seats();
        Assert.Equal((5, "ok", "publicity"), (third.Length, await way.Score(third.Single(seat => !second.Contains(seat)), 80), await way.State()));
        // Seats follow the order of the draw, each account once, and the quota holds at any time.
        Assert.InRange(await service.Database.Scalar<int>(
            """
            select count(*)::int from panel_seat s where challenge_id = @id and from_industry and not exists (select from panel_leave l where (l.challenge_id, l.round, l.seat) = (s.challenge_id, s.round, s.seat))
            """,
            new { id = way.Id }), 2, 5);
    }

    [Fact]
    public async Task Scoring_is_blind_and_nobody_reads_scores_before_all_are_in()
    {
        var way = await service.Challenge();
        await way.Drawn(2);
        var seats = await way.Seats();
        var blind = await (await way.Panellist(seats[0]).GetAsync($"/v1/challenges/{way.Id}/blind-bids")).Content.ReadAsStringAsync();
        var text = System.Text.RegularExpressions.Regex.Unescape(blind);

        Assert.All((string[])["研究院", "钱工程师", "孙技师", way.Bids[0].Code, way.Bids[1].Code, $"{way.Bids[0].Bid}", $"{way.Bids[1].Bid}"], name => Assert.DoesNotContain(name, text));
        Assert.Contains("■■■提出低张力轧光方案，由■■■负责", text);
        Assert.Equal("not_on_panel", await way.Score(("nobody", CreditCodes.Next()), 80, 70));
        using var ownBid = await way.Panellist(seats[0]).GetAsync($"/v1/bids/{way.Bids[0].Bid}");
        Assert.Equal("bid_not_found", await ownBid.ProblemCode());
        using var incomplete = await way.Panellist(seats[0]).PostAsync(
            $"/v1/challenges/{way.Id}/scores", System.Net.Http.Json.JsonContent.Create(new { scores = new[] { new { letter = "A", marks = new { feasibility = 1, plan = 1, price = 1 } } } }));
        Assert.Equal(["scores:scores_incomplete"], await incomplete.Faults());
        Assert.Equal("ok", await way.Score(seats[0], 80, 70));
        Assert.Equal("already_scored", await way.Score(seats[0], 80, 70));

        var requests = new RequestRole(service.Database);
        const string Scores = "select from panel_score where challenge_id = @other::uuid";
        Assert.Equal((2, 0, 0, 0), (
            await requests.Count(Scores, "institute", seats[0].Organisation, $"{way.Id}"), await requests.Count(Scores, "institute", seats[1].Organisation, $"{way.Id}"),
            await requests.Count(Scores, "operator", ServiceUnderTest<Program>.Bureau, $"{way.Id}"), await requests.Count(Scores, "enterprise", way.EnterpriseCode, $"{way.Id}")));
        Assert.Null((await way.ViewBid(0, way.Bids[0].Http))["score"]);
        foreach (var seat in seats.Skip(1))
        {
            Assert.Equal("ok", await way.Score(seat, 80, 70));
        }

        Assert.Equal(10, await requests.Count(Scores, "operator", ServiceUnderTest<Program>.Bureau, $"{way.Id}"));
        Assert.Equal(0, await requests.Count(Scores, "enterprise", way.EnterpriseCode, $"{way.Id}"));
    }

    [Theory]
    [InlineData(new[] { 10.0, 20, 30 }, 20)]
    [InlineData(new[] { 0.0, 70, 80, 90, 100 }, 80)]
    [InlineData(new[] { 60.0, 60, 60, 60, 0 }, 60)]
    public void Of_five_or_more_the_highest_and_the_lowest_do_not_count(double[] totals, double mean) => Assert.Equal((decimal)mean, FollowPanel.Mean([.. totals.Select(total => (decimal)total)]));

    [Fact]
    public void The_order_of_a_seed_is_the_same_and_that_of_another_is_not()
    {
        string[] pool = [.. Enumerable.Range(0, 50).Select(number => $"account-{number}")];
        var (one, again, other) = (PanelDraw.InOrder("a", pool, id => id), PanelDraw.InOrder("a", pool.Reverse(), id => id), PanelDraw.InOrder("b", pool, id => id));

        Assert.Equal(one, again);
        Assert.NotEqual(one, other);
        Assert.Equal(pool.Order(), one.Order());
    }

    [Fact]
    public async Task The_database_itself_refuses_a_draw_that_does_not_follow_and_a_seat_with_a_conflict()
    {
        var way = await service.Challenge();
        await way.Drawn(1);
        async Task<string?> Refused(string statement)
        {
            await using var connection = await service.Database.Source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand(statement.Replace("@id", $"'{way.Id}'", StringComparison.Ordinal), connection, transaction);
            return (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).ConstraintName;
        }

        Assert.Equal("panel_draw_order", await Refused(
            "insert into panel_draw select challenge_id, round, attempt + 1, nonce, bids_sha256, seed, pool, pool_text, pool_sha256, drawn_order, letters, seats, from_industry, criteria, organisation, account, at from panel_draw where challenge_id = @id"));
        Assert.Equal("panel_seat_drawn", await Refused("insert into panel_seat select challenge_id, round, 99, attempt, 'nobody', organisation, from_industry, score_until, at from panel_seat where challenge_id = @id limit 1"));
        Assert.Equal("challenge_without_panel", await Refused(
            "insert into challenge_step select challenge_id, number + 1, round, state, 'publicity', '{}', null, now(), 'platform', null, now() from challenge where challenge_id = @id"));
        Assert.Equal("bid_awarded_unscored", await Refused("insert into bid_step select bid_id, number + 1, state, 'awarded', '{}', null, null, 'platform', null, now() from bid where challenge_id = @id"));
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed class OwnPool : ChallengeService, IDisposable
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string> { ["Challenge:LeastBidding"] = "00:00:01", ["Challenge:ReviewsPerYear"] = "1", ["Challenge:PollSeconds"] = "3600" };

        public void Dispose()
        {
        }
    }
}
