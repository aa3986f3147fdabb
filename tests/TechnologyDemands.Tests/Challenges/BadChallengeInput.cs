using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests.Challenges;

/// <summary>What challenges refuse.</summary>
internal static class BadChallengeInput
{
    private const string Id = "0190a000-0000-7000-8000-00000000000a";
    private const string Challenge = $"/v1/challenges/{Id}";
    private const string Bid = $"/v1/bids/{Id}";

    private static readonly (string Method, string Path, JsonObject Body, string? Text, string Missing)[] Forms =
    [
        ("POST", "/v1/challenges", Of($$"""{ "demandId": "{{Id}}", "title": "轧光提速", "fundYuan": 700000, "subsidyYuan": 300000, "teams": 3 }"""), "title", "demand_not_found"),
        ("PUT", Challenge, Of($$"""{ "demandId": "{{Id}}", "title": "轧光提速", "fundYuan": 700000, "subsidyYuan": 300000, "teams": 3 }"""), "title", "challenge_not_found"),
        ("POST", $"{Challenge}:argue", Of("""{ "text": "必要", "necessary": true, "assessable": true, "budgetReasonable": true }"""), null, "challenge_not_found"),
        ("POST", $"{Challenge}:publish", Of("""{ "text": "发榜", "bidsUntil": "2027-01-31T00:00:00Z" }"""), null, "challenge_not_found"),
        ("POST", $"{Challenge}:reopen", Of("""{ "text": "延期", "bidsUntil": "2027-01-31T00:00:00Z", "reasonCodes": ["more_time"] }"""), null, "challenge_not_found"),
        ("POST", $"{Challenge}:end", Of("""{ "text": "撤榜", "reasonCodes": ["withdrawn"] }"""), null, "challenge_not_found"),
        ("POST", $"{Bid}:check", Of("""{ "text": "缺页", "passed": false, "reasonCodes": ["incomplete"] }"""), null, "bid_not_found"),
        ("POST", $"{Challenge}/panel:leave", Of("""{ "text": "出差", "reasonCodes": ["no_capacity"] }"""), null, "challenge_not_found"),
        ("POST", "/v1/panellists/nobody/conflicts", Of("""{ "reason": "亲属", "organisation": "12100000400000624D" }"""), null, "panellist_not_found"),
        ("POST", $"{Challenge}/objections/{Id}:rule", Of("""{ "text": "查实", "upheld": true }"""), null, "challenge_not_found"),
        ("POST", $"{Bid}:sign", Of("""{ "contractNumber": "2026-1", "amountYuan": 600000 }"""), null, "bid_not_found"),
        ("POST", $"{Bid}:decline", Of("""{ "text": "资金未到位" }"""), null, "bid_not_found"),
        ("POST", $"{Bid}/milestones/1:check", Of("""{ "text": "属实", "reached": true }"""), null, "bid_not_found"),
        ("POST", $"{Bid}:eliminate", Of("""{ "text": "两次未达", "reasonCodes": ["milestone_missed"] }"""), null, "bid_not_found"),
        ("POST", $"{Bid}/payments", Of("""{ "reference": "回单1", "kind": "milestone", "milestone": 1, "source": "subsidy", "amountYuan": 1, "paidOn": "2026-11-20" }"""), null, "bid_not_found"),
    ];

    private static readonly JsonObject Marks = Of("""{ "scores": [{ "letter": "A", "marks": { "plan": 80 } }] }""");
    private static readonly JsonObject Measured = Of("""{ "measurements": [{ "indicator": 1, "value": 85, "measuredBy": "检测中心", "measuredOn": "2026-11-20" }] }""");
    private static readonly JsonObject Panellist = Of("""{ "organisation": "12100000400000624D", "fields": ["403"], "fromIndustry": true, "active": true }""");

    private static readonly string[] Lists = ["/v1/challenges", $"{Challenge}/bids", $"{Challenge}/objections", "/v1/panellists"];

    public static IReadOnlyList<BadRequest> All { get; } =
    [
        .. Forms.SelectMany(form => BadRequest.OfAnyBody(form.Method, form.Path, form.Body, form.Text)),
        .. Forms.Select(form => new BadRequest("an id of nobody", form.Method, form.Path, form.Body.ToJsonString(), 404, form.Missing)),
        .. BadRequest.OfAnyBody("PUT", "/v1/panellists/somebody", Panellist),
        .. Forms.Take(2).SelectMany(form => BadInputTests.Faults(form.Method, form.Path, form.Body,
        [
            ("demandId", null, "demandId:required"), ("title", "短", "title:too_short"), ("title", new string('长', 201), "title:too_long"), ("fundYuan", null, "fundYuan:required"), ("fundYuan", 0, "fundYuan:out_of_range"),
            ("subsidyYuan", -1, "subsidyYuan:out_of_range"), ("teams", 0, "teams:out_of_range"), ("teams", 6, "teams:out_of_range"), ("conditions", new string('长', 5001), "conditions:too_long"),
            ("indicators", new JsonArray(Of("""{ "name": "", "relation": ">=", "value": 1 }""")), "indicators[0].name:required"),
        ])),
        .. BadInputTests.Faults("POST", Forms[2].Path, Forms[2].Body,
        [
            ("necessary", null, "necessary:required"), ("necessary", false, "reasonCodes:reasons_mismatch"), ("reasonCodes", new JsonArray("bored"), "reasonCodes[0]:unknown_reason_code"),
            ("text", new string('长', 2001), "text:too_long"),
        ]),
        .. BadInputTests.Faults("POST", Forms[3].Path, Forms[3].Body, [("bidsUntil", null, "bidsUntil:required")]),
        .. new[] { 4, 5, 7, 13 }.SelectMany(form => BadInputTests.Faults("POST", Forms[form].Path, Forms[form].Body,
            [("reasonCodes", null, "reasonCodes:required"), ("reasonCodes", new JsonArray("bored"), "reasonCodes[0]:unknown_reason_code"), ("text", new string('长', 2001), "text:too_long")])),
        .. BadInputTests.Faults("POST", Forms[6].Path, Forms[6].Body, [("passed", null, "passed:required"), ("passed", true, "reasonCodes:reasons_mismatch"), ("reasonCodes", null, "reasonCodes:reasons_mismatch")]),
        .. BadInputTests.Faults("POST", Forms[8].Path, Forms[8].Body, [("organisation", null, "organisation:required"), ("organisation", "1", "organisation:invalid_credit_code"), ("reason", null, "reason:required")]),
        .. BadInputTests.Faults("POST", Forms[9].Path, Forms[9].Body, [("upheld", null, "upheld:required"), ("text", " ", "text:required")]),
        .. BadInputTests.Faults("POST", Forms[10].Path, Forms[10].Body, [("contractNumber", null, "contractNumber:required"), ("amountYuan", 0, "amountYuan:out_of_range"), ("amountYuan", null, "amountYuan:required")]),
        .. BadInputTests.Faults("POST", Forms[11].Path, Forms[11].Body, [("text", null, "text:required"), ("text", new string('长', 2001), "text:too_long")]),
        .. BadInputTests.Faults("POST", Forms[12].Path, Forms[12].Body, [("reached", null, "reached:required"), ("reached", false, "reasonCodes:reasons_mismatch"), ("text", null, "text:required")]),
        .. BadInputTests.Faults("POST", Forms[14].Path, Forms[14].Body,
        [
            ("kind", null, "kind:required"), ("kind", "gift", "kind:unknown_kind"), ("milestone", null, "milestone:milestone_mismatch"), ("source", "bank", "source:unknown_source"), ("source", null, "source:required"),
            ("amountYuan", 0, "amountYuan:out_of_range"), ("amountYuan", 0.001, "amountYuan:out_of_range"), ("reference", null, "reference:required"), ("paidOn", null, "paidOn:required"),
            ("kind", "acceptance", "milestone:milestone_mismatch"),
        ]),
        .. BadInputTests.Faults("PUT", "/v1/panellists/somebody", Panellist,
        [
            ("organisation", null, "organisation:required"), ("organisation", "12100000400000624E", "organisation:invalid_credit_code"), ("fields", new JsonArray("99"), "fields[0]:unknown_field_code"),
            ("fromIndustry", null, "fromIndustry:required"), ("active", null, "active:required"),
        ]),
        new("an account that is none", "PUT", "/v1/panellists/a%20b", Panellist.ToJsonString(), 400, "validation_failed", "account:invalid_account"),
        // Who may bid and object is no operator: these are tried by their own test.
        new("an operator", "POST", $"{Challenge}/bids", Way.BidBody().ToJsonString(), 403, "not_allowed"),
        new("an operator", "PUT", Bid, Way.BidBody().ToJsonString(), 403, "not_allowed"),
        new("an operator", "DELETE", Bid, null, 403, "not_allowed"),
        new("an operator", "POST", $"{Challenge}/objections", """{ "text": "x" }""", 403, "not_allowed"),
        new("an operator", "POST", $"{Bid}/milestones/1:report", """{ "text": "x" }""", 403, "not_allowed"),
        .. Marked("scores", null, "scores:required"), .. Marked("scores", new JsonArray(), "scores:required"), .. Marked("scores", new JsonArray(Of("""{ "letter": "A" }""")), "scores[0].marks:required"),
        .. Marked("scores", new JsonArray(Of("""{ "letter": "A", "marks": { "plan": 101 } }""")), "scores[0].marks:out_of_range"),
        BadRequest.Flood("POST", $"{Challenge}/scores", Marks, "scores", "{}"),
        new("an id of nobody", "POST", $"{Challenge}/scores", Marks.ToJsonString(), 404, "challenge_not_found"),
        .. BadInputTests.Faults("POST", $"{Bid}:accept", Measured,
        [
            ("measurements", null, "measurements:required"), ("measurements", new JsonArray(Of("""{ "indicator": 0, "value": 1, "measuredBy": "检测中心", "measuredOn": "2026-11-20" }""")), "measurements[0].indicator:out_of_range"),
            ("measurements", new JsonArray(Of("""{ "indicator": 1, "measuredBy": "检测中心", "measuredOn": "2026-11-20" }""")), "measurements[0].value:required"),
        ]),
        new("an id of nobody", "POST", $"{Bid}:accept", Measured.ToJsonString(), 404, "bid_not_found"),
        BadRequest.Flood("POST", $"{Bid}:accept", Measured, "measurements", "{}"),
        new("an id of nobody", "POST", $"{Challenge}/panel:draw", null, 404, "challenge_not_found"),
        new("an id of nobody", "GET", Challenge, null, 404, "challenge_not_found"),
        new("an id of nobody", "GET", Bid, null, 404, "bid_not_found"),
        new("an id of nobody", "GET", $"{Challenge}/panel", null, 404, "challenge_not_found"),
        new("an id of nobody", "GET", $"{Challenge}/marks", null, 404, "challenge_not_found"),
        new("an id of nobody", "GET", $"{Challenge}/blind-bids", null, 404, "challenge_not_found"),
        new("an id of nobody", "GET", $"{Challenge}/bids", null, 404, "challenge_not_found"),
        new("an id of nobody", "GET", $"{Challenge}/objections", null, 404, "challenge_not_found"),
        new("an unknown state", "GET", "/v1/challenges?state=open", null, 400, "validation_failed", "state:unknown_state"),
        new("an unknown region", "GET", "/v1/challenges?region=99", null, 400, "validation_failed", "region:unknown_region"),
        new("a NUL in the query", "GET", "/v1/panellists?organisation=%00", null, 400, "invalid_request"),
        .. Lists.SelectMany(list => (BadRequest[])
        [
            new("an unknown order", "GET", $"{list}?sort=price", null, 400, "validation_failed", "sort:unknown_sort"), new("a limit of 0", "GET", $"{list}?limit=0", null, 400, "validation_failed", "limit:out_of_range"),
            new("a forged cursor", "GET", $"{list}?cursor=abc", null, 400, "validation_failed", "cursor:invalid_cursor"),
        ]),
    ];

    /// <summary>Bodies that a bidder is refused.</summary>
    public static IReadOnlyList<BadRequest> OfBidders { get; } =
    [
        .. new[] { ("POST", $"{Challenge}/bids"), ("PUT", Bid) }.SelectMany(form => (IEnumerable<BadRequest>)
        [
            .. BadRequest.OfAnyBody(form.Item1, form.Item2, Way.BidBody()),
            .. BadInputTests.Faults(form.Item1, form.Item2, Way.BidBody(),
            [
                ("organisationName", null, "organisationName:required"), ("proposal", " ", "proposal:required"), ("proposal", new string('长', 20_001), "proposal:too_long"), ("priceYuan", 0, "priceYuan:out_of_range"),
                ("priceYuan", null, "priceYuan:required"), ("priceYuan", 1.001, "priceYuan:out_of_range"), ("milestones", null, "milestones:required"),
                ("milestones", new JsonArray(Of("""{ "title": "小样", "days": 90, "share": 99 }""")), "milestones:shares_mismatch"), ("milestones", new JsonArray(Of("""{ "title": "小样", "days": 0, "share": 100 }""")), "milestones[0].days:out_of_range"),
                ("team", null, "team:required"), ("team", Of("""{ "members": [] }"""), "team.lead:required"), ("team", Of("""{ "lead": "钱工", "experts": [{ "name": "孙工" }] }"""), "team.experts[0].talentId:required"),
                ("team", Of($$"""{ "lead": "钱工", "experts": [{ "name": "孙工", "talentId": "{{Id}}" }, { "name": "李工", "talentId": "{{Id}}" }] }"""), "team.experts:duplicate"),
                ("team", Of($$"""{ "lead": "钱工", "experts": [{ "name": "孙", "talentId": "{{Id}}" }] }"""), "team.experts[0].name:too_short"), ("partners", new JsonArray(Of("""{ "creditCode": "1", "name": "协作" }""")), "partners[0].creditCode:invalid_credit_code"),
            ]),
            BadRequest.Flood(form.Item1, form.Item2, Way.BidBody(), "partners", "{}"),
        ]),
        new("an id of nobody", "POST", $"{Challenge}/bids", Way.BidBody().ToJsonString(), 404, "challenge_not_found"),
        new("an id of nobody", "PUT", Bid, Way.BidBody().ToJsonString(), 404, "bid_not_found"),
        new("an id of nobody", "DELETE", Bid, null, 404, "bid_not_found"),
        .. BadRequest.OfAnyBody("POST", $"{Challenge}/objections", Of($$"""{ "text": "业绩不实", "bidId": "{{Id}}", "reasonCodes": ["false_statement"] }""")),
        .. BadInputTests.Faults("POST", $"{Challenge}/objections", Of($$"""{ "text": "业绩不实", "bidId": "{{Id}}", "reasonCodes": ["false_statement"] }"""),
            [("bidId", null, "bidId:required"), ("reasonCodes", null, "reasonCodes:required"), ("reasonCodes", new JsonArray("lower_score"), "reasonCodes[0]:unknown_reason_code"), ("text", null, "text:required")]),
        .. BadRequest.OfAnyBody("POST", $"{Bid}/milestones/1:report", Of("""{ "text": "小样达标" }""")),
        new("no number", "POST", $"{Bid}/milestones/first:report", """{ "text": "小样达标" }""", 404, "not_found"),
    ];

    private static IEnumerable<BadRequest> Marked(string field, JsonNode? value, string fault) => BadInputTests.Faults("POST", $"{Challenge}/scores", Marks, [(field, value, fault)]);

    private static JsonObject Of(string json) => JsonNode.Parse(json)!.AsObject();
}

/// <summary>The same for who may bid.</summary>
public sealed class BadBidderInputTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    public static TheoryData<int, string> Cases => BadRequest.Numbered(BadChallengeInput.OfBidders);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Bad_input_of_a_bidder_is_refused_with_a_code_and_nothing_is_stored(int number, string name)
    {
        Assert.Equal(BadChallengeInput.OfBidders[number].ToString(), name);
        using var institute = service.As("institute", "12100000400000624D");
        await BadChallengeInput.OfBidders[number].IsRefused(
            institute, stored: () => service.Database.Scalar<string>("select concat_ws('/', (select count(*) from bid), (select count(*) from outbox_message), (select count(*) from idempotency_key))"));
    }
}
