using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests.Challenges;

/// <summary>The way of one challenge; each step answers ok or the code of the problem.</summary>
public sealed class Way(ChallengeService service, Guid id, Guid demandId, string enterpriseCode, HttpClient enterprise)
{
    public Guid Id => id;

    public Guid DemandId => demandId;

    public string EnterpriseCode => enterpriseCode;

    public HttpClient Enterprise => enterprise;

    public HttpClient Bureau { get; } = service.As("reviewer");

    /// <summary>Who bid, in the order of bidding.</summary>
    public List<(Guid Bid, string Code, HttpClient Http)> Bids { get; } = [];

    public static JsonObject BidBody(string name = "越州染整研究院", decimal priceYuan = 600_000) => new()
    {
        ["organisationName"] = name,
        ["proposal"] = $"{name}提出低张力轧光方案，由钱工程师负责，分两步实施。",
        ["priceYuan"] = priceYuan,
        ["milestones"] = new JsonArray(
            new JsonObject { ["title"] = "小样达标", ["days"] = 90, ["share"] = 40 }, new JsonObject { ["title"] = "产线达标", ["days"] = 180, ["share"] = 60 }),
        ["team"] = new JsonObject { ["lead"] = "钱工程师", ["members"] = new JsonArray("孙技师") },
        ["partners"] = new JsonArray(),
    };

    public static async Task<string> Post(HttpClient who, string path, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key is null ? [] : [key]);
        using var answer = await who.SendAsync(request);
        return answer.IsSuccessStatusCode ? "ok" : await answer.ProblemCode() ?? $"{(int)answer.StatusCode}";
    }

    public Task<string> Step(string act, object? body = null, HttpClient? who = null) => Post(who ?? Bureau, $"/v1/challenges/{id}:{act}", body);

    public static Task<string> OfBid(HttpClient who, Guid bid, string act, object? body = null) => Post(who, $"/v1/bids/{bid}{act}", body);

    public Task<string> Draw() => Post(Bureau, $"/v1/challenges/{id}/panel:draw");

    public async Task<string> Withdraw(int bid)
    {
        using var answer = await Bids[bid].Http.DeleteAsync($"/v1/bids/{Bids[bid].Bid}");
        return answer.IsSuccessStatusCode ? "ok" : (await answer.ProblemCode())!;
    }

    public Task<string> Argue() => Step("argue", new { necessary = true, assessable = true, budgetReasonable = true });

    public Task<string> Publish(bool endsWithFirst = false) => Step("publish", new { bidsUntil = service.Clock.GetUtcNow().AddDays(10), endsWithFirst });

    public async Task<string> Bid(string? code = null, JsonObject? body = null)
    {
        code ??= CreditCodes.Next();
        var bidder = service.As("institute", code);
        using var answer = await bidder.PostAsJsonAsync($"/v1/challenges/{id}/bids", body ?? BidBody());
        if (!answer.IsSuccessStatusCode)
        {
            return (await answer.ProblemCode())!;
        }

        Bids.Add(((Guid)(await answer.Json())["id"]!, code, bidder));
        return "ok";
    }

    public async Task<JsonNode> View(HttpClient? who = null) => await (await (who ?? Bureau).GetAsync($"/v1/challenges/{id}")).Json();

    public async Task<JsonNode> ViewBid(int bid, HttpClient? who = null) => await (await (who ?? Bureau).GetAsync($"/v1/bids/{Bids[bid].Bid}")).Json();

    public async Task<string> State() => (string)(await View())["state"]!;

    public async Task<string> BidState(int bid) => (string)(await ViewBid(bid, Bids[bid].Http))["state"]!;

    /// <summary>Argued and published, with as many bids; bidding has ended.</summary>
    public async Task<Way> Closed(int bids, bool endsWithFirst = false, Func<int, JsonObject>? body = null)
    {
        Assert.Equal(("ok", "ok"), (await Argue(), await Publish(endsWithFirst)));
        for (var bid = 0; bid < bids; bid++)
        {
            Assert.Equal("ok", await Bid(null, body?.Invoke(bid) ?? BidBody($"第{bid + 1}研究院", 600_000 + bid)));
        }

        await service.Pass(TimeSpan.FromDays(11));
        return this;
    }

    /// <summary>Checked, and the panel drawn.</summary>
    public async Task<Way> Drawn(int bids, bool endsWithFirst = false, Func<int, JsonObject>? body = null)
    {
        await service.RegisterPool();
        await Closed(bids, endsWithFirst, body);
        foreach (var (bid, _, _) in Bids)
        {
            Assert.Equal("ok", await OfBid(Bureau, bid, ":check", new { passed = true }));
        }

        Assert.Equal("ok", await Draw());
        return this;
    }

    /// <summary>Scored, so that bid number i has <paramref name="scores"/>[i]; awards are public.</summary>
    public async Task<Way> Scored(decimal[] scores, bool endsWithFirst = false, Func<int, JsonObject>? body = null)
    {
        await Drawn(scores.Length, endsWithFirst, body);
        foreach (var seat in await Seats())
        {
            Assert.Equal("ok", await Score(seat, scores));
        }

        return this;
    }

    /// <summary>Publicity is over, and the awarded have signed with the others.</summary>
    public async Task<Way> Contracted(decimal[] scores, bool endsWithFirst = false)
    {
        await Scored(scores, endsWithFirst);
        await service.Pass(TimeSpan.FromDays(6));
        for (var bid = 0; bid < scores.Length; bid++)
        {
            if (await BidState(bid) == "awarded")
            {
                await SignAll(bid);
            }
        }

        return this;
    }

    public async Task SignAll(int bid)
    {
        foreach (var who in (HttpClient[])[enterprise, Bids[bid].Http, Bureau])
        {
            Assert.Equal("ok", await Sign(bid, who));
        }
    }

    public Task<string> Sign(int bid, HttpClient who) => OfBid(who, Bids[bid].Bid, ":sign", new { contractNumber = $"合同-{bid}", amountYuan = 600_000 + bid });

    /// <summary>Who sits, by account and organisation.</summary>
    public async Task<(string Account, string Organisation)[]> Seats() =>
        [.. (await (await Bureau.GetAsync($"/v1/challenges/{id}/panel")).Json())["seats"]!.AsArray().Where(seat => seat!["leftBecause"] is null)
            .GroupBy(seat => (int)seat!["attempt"]!).OrderBy(attempt => attempt.Key).LastOrDefault()?.Select(seat => ((string)seat!["account"]!, (string)seat["organisation"]!)) ?? []];

    public HttpClient Panellist((string Account, string Organisation) seat) => service.Account("institute", seat.Organisation, seat.Account);

    /// <summary>Gives every bid its score; the member finds out by letters, the test by prices.</summary>
    public async Task<string> Score((string Account, string Organisation) seat, params decimal[] scores)
    {
        var member = Panellist(seat);
        using var read = await member.GetAsync($"/v1/challenges/{id}/blind-bids");
        if (!read.IsSuccessStatusCode)
        {
            return (await read.ProblemCode())!;
        }

        var letters = (await read.Json())["bids"]!.AsArray().Select(bid => ((string)bid!["letter"]!, (int)((decimal)bid["priceYuan"]! - 600_000)));
        return await Post(
            member, $"/v1/challenges/{id}/scores",
            new { scores = letters.Select(bid => new { letter = bid.Item1, marks = new { feasibility = scores[bid.Item2], plan = scores[bid.Item2], price = scores[bid.Item2] } }) });
    }

    public async Task Reach(int bid, int milestone)
    {
        Assert.Equal("ok", await OfBid(Bids[bid].Http, Bids[bid].Bid, $"/milestones/{milestone}:report", new { text = "检测报告已附" }));
        Assert.Equal("ok", await OfBid(Bureau, Bids[bid].Bid, $"/milestones/{milestone}:check", new { reached = true, text = "属实" }));
    }

    public Task<string> Accept(int bid, decimal value) =>
        OfBid(Bureau, Bids[bid].Bid, ":accept", new { measurements = new[] { new { indicator = 1, value, measuredBy = "检测中心", measuredOn = "2026-11-20" } } });

    public Task<string> Pay(int bid, string kind, string source, decimal amountYuan, int? milestone = null, HttpClient? who = null) =>
        OfBid(who ?? Bureau, Bids[bid].Bid, "/payments", new { kind, milestone, source, amountYuan, reference = "回单", paidOn = "2026-11-21" });
}
