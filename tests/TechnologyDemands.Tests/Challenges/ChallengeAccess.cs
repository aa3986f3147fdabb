using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Matchmaking.Harness;
using Matchmaking.TechnologyDemands.Challenges;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.TechnologyDemands.Tests.Challenges;

/// <summary>Who reaches what of challenges: one that is collected, and one of the enterprise whose bidding is over, with a bid of the institute.</summary>
internal static class ChallengeAccess
{
    private const string Reasons = """{ "reasonCodes": ["other"], "text": "x" }""";
    private const string Sign = """{ "contractNumber": "1", "amountYuan": 600000 }""";
    private const string Text = """{ "text": "x" }""";
    private const string Panellist = """{ "organisation": "12100000400000624D", "fields": [], "fromIndustry": true, "active": true }""";
    private const string Until = """{ "bidsUntil": "2027-12-31T00:00:00Z", "reasonCodes": ["other"] }""";

    private const string Open = """{ "bidsUntil": "2027-12-31T00:00:00Z" }""";

    private static readonly string Bid = Way.BidBody().ToJsonString();

    // Where the state of the challenge says no (409), the caller got through.
    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        new("PostChallenge", "POST", "/v1/challenges", Reach.Own, Reach.None, Reach.None, Reach.All, """{ "demandId": "{draft}", "fundYuan": 1 }"""),
        new("ReviseChallenge", "PUT", "/v1/challenges/{challenge}", Reach.Own, Reach.None, Reach.None, Reach.All, """{ "demandId": "{need}", "fundYuan": 1, "title": "{marker}" }"""),
        new("ArgueChallenge", "POST", "/v1/challenges/{challenge}:argue", Reach.None, Reach.None, Reach.All, Reach.All, """{ "necessary": true, "assessable": true, "budgetReasonable": true }""") { IsOfARegion = true },
        new("PublishChallenge", "POST", "/v1/challenges/{challenge}:publish", Reach.None, Reach.None, Reach.All, Reach.All, Open) { IsOfARegion = true, Through = [409] },
        new("ReopenChallenge", "POST", "/v1/challenges/{challenge}:reopen", Reach.None, Reach.None, Reach.All, Reach.All, Until) { IsOfARegion = true, Through = [409] },
        new("EndChallenge", "POST", "/v1/challenges/{challenge}:end", Reach.Own, Reach.None, Reach.All, Reach.All, Reasons) { IsOfARegion = true },
        new("GetChallenge", "GET", "/v1/challenges/{challenge}", Reach.Own, Reach.Hidden, Reach.All, Reach.All) { IsOfARegion = true },
        new("ListChallenges", "GET", "/v1/challenges?limit=100&state=collected", Reach.Own, Reach.Hidden, Reach.All, Reach.All) { IsOfARegion = true },
        new("ListChallengeReasons", "GET", "/v1/challenges/reasons", Reach.All, Reach.All, Reach.All, Reach.All),
        new("PlaceBid", "POST", "/v1/challenges/{closed}/bids", Reach.All, Reach.All, Reach.None, Reach.None, Bid) { Through = [409] },
        new("ReviseBid", "PUT", "/v1/bids/{bid}", Reach.Hidden, Reach.Own, Reach.None, Reach.None, Bid) { Through = [409] },
        new("WithdrawBid", "DELETE", "/v1/bids/{bid}", Reach.Hidden, Reach.Own, Reach.None, Reach.None) { Through = [409] },
        new("CheckBid", "POST", "/v1/bids/{bid}:check", Reach.None, Reach.None, Reach.All, Reach.All, """{ "passed": true }""") { IsOfARegion = true },
        new("GetBid", "GET", "/v1/bids/{bid}", Reach.Own, Reach.Own, Reach.All, Reach.All) { IsOfARegion = true, Marker = "{bid}" },
        new("ListBids", "GET", "/v1/challenges/{closed}/bids?limit=100", Reach.Own, Reach.Own, Reach.All, Reach.All) { IsOfARegion = true, Marker = "{bid}" },
        new("RegisterPanellist", "PUT", "/v1/panellists/{panellist}", Reach.None, Reach.None, Reach.All, Reach.All, Panellist),
        new("ListPanellists", "GET", "/v1/panellists?limit=100", Reach.None, Reach.None, Reach.All, Reach.All),
        new("DeclareConflict", "POST", "/v1/panellists/{panellist}/conflicts", Reach.Hidden, Reach.Hidden, Reach.All, Reach.All, """{ "organisation": "12100000400000624D", "reason": "x" }"""),
        new("DrawPanel", "POST", "/v1/challenges/{closed}/panel:draw", Reach.None, Reach.None, Reach.All, Reach.All) { IsOfARegion = true, Through = [409] },
        new("GetPanel", "GET", "/v1/challenges/{closed}/panel", Reach.All, Reach.All, Reach.All, Reach.All) { IsOfARegion = true },
        new("GetMarks", "GET", "/v1/challenges/{closed}/marks", Reach.All, Reach.All, Reach.All, Reach.All) { IsOfARegion = true },
        // To who was drawn, which is tried elsewhere.
        new("LeavePanel", "POST", "/v1/challenges/{closed}/panel:leave", Reach.Hidden, Reach.Hidden, Reach.Hidden, Reach.Hidden, """{ "reasonCodes": ["no_capacity"] }"""),
        new("GetBlindBids", "GET", "/v1/challenges/{closed}/blind-bids", Reach.Hidden, Reach.Hidden, Reach.Hidden, Reach.Hidden),
        new("ScoreBids", "POST", "/v1/challenges/{closed}/scores", Reach.Hidden, Reach.Hidden, Reach.Hidden, Reach.Hidden, """{ "scores": [{ "letter": "A", "marks": {} }] }"""),
        new("RaiseObjection", "POST", "/v1/challenges/{closed}/objections", Reach.All, Reach.All, Reach.None, Reach.None, """{ "bidId": "{bid}", "reasonCodes": ["other"], "text": "x" }""") { Through = [409] },
        new("ListObjections", "GET", "/v1/challenges/{closed}/objections?limit=100", Reach.All, Reach.All, Reach.All, Reach.All) { IsOfARegion = true },
        // Of an objection that there is none of.
        new("RuleObjection", "POST", "/v1/challenges/{closed}/objections/{bid}:rule", Reach.None, Reach.None, Reach.Hidden, Reach.Hidden, """{ "upheld": true, "text": "x" }"""),
        new("SignContract", "POST", "/v1/bids/{bid}:sign", Reach.Own, Reach.Own, Reach.All, Reach.All, Sign) { IsOfARegion = true, Through = [409] },
        new("DeclineAward", "POST", "/v1/bids/{bid}:decline", Reach.Own, Reach.Own, Reach.All, Reach.All, Text) { IsOfARegion = true, Through = [409] },
        new("ReportMilestone", "POST", "/v1/bids/{bid}/milestones/1:report", Reach.Hidden, Reach.Own, Reach.None, Reach.None, Text) { Through = [409] },
        new("CheckMilestone", "POST", "/v1/bids/{bid}/milestones/1:check", Reach.None, Reach.None, Reach.All, Reach.All, """{ "reached": true, "text": "x" }""") { IsOfARegion = true, Through = [409] },
        new("EliminateTeam", "POST", "/v1/bids/{bid}:eliminate", Reach.None, Reach.None, Reach.All, Reach.All, Reasons) { IsOfARegion = true, Through = [409] },
        new("AcceptTeam", "POST", "/v1/bids/{bid}:accept", Reach.None, Reach.None, Reach.All, Reach.All,
            """{ "measurements": [{ "indicator": 1, "value": 1, "measuredBy": "检测中心", "measuredOn": "2026-11-20" }] }""") { IsOfARegion = true, Through = [409] },
        new("RecordPayment", "POST", "/v1/bids/{bid}/payments", Reach.Own, Reach.None, Reach.All, Reach.All,
            """{ "kind": "acceptance", "source": "enterprise", "amountYuan": 1, "reference": "1", "paidOn": "2026-11-20" }""") { IsOfARegion = true, Through = [409] },
    ];

    /// <summary>Adds them to a world.</summary>
    public static async Task Add(ServiceUnderTest<Program> service, HttpClient enterprise, Dictionary<string, string> world)
    {
        async Task<string> Id(Task<HttpResponseMessage> asked)
        {
            using var answer = await asked;
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            return (string)(await answer.Json())["id"]!;
        }

        Task<string> Need() => Id(enterprise.PostAsJsonAsync("/v1/demands", DemandBody.Sound(world["{enterprise}"]).With("title", world["{marker}"]).With("visibility", "targeted").With("targetInstitutes", new JsonArray(CreditCodes.Next()))));
        world["{need}"] = await Need();
        world["{challenge}"] = await Id(enterprise.PostAsJsonAsync("/v1/challenges", new { demandId = world["{need}"], fundYuan = 700_000 }));
        var closed = await Id(enterprise.PostAsJsonAsync("/v1/challenges", new { demandId = await Need(), fundYuan = 700_000 }));
        await service.Post($"/v1/challenges/{closed}:argue", new { necessary = true, assessable = true, budgetReasonable = true });
        await service.Post($"/v1/challenges/{closed}:publish", new { bidsUntil = DateTimeOffset.UtcNow.AddDays(1) });
        using var institute = service.As("institute", world["{institute}"]);
        world["{bid}"] = await Id(institute.PostAsJsonAsync($"/v1/challenges/{closed}/bids", Way.BidBody()));
        await using (var connection = await service.Database.Source.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("update challenge set until = now() - interval '1 minute' where challenge_id = @closed", new { closed = Guid.Parse(closed) });
        }

        await service.Services.GetRequiredService<ChallengeDesk>().Follow(Guid.Parse(closed), CancellationToken.None);
        world["{closed}"] = closed;
        world["{panellist}"] = $"panellist-{Guid.NewGuid()}";
        (await service.Put($"/v1/panellists/{world["{panellist}"]}", JsonNode.Parse(Panellist)!)).EnsureSuccessStatusCode();
    }
}
