using System.Text.Json.Nodes;
using Matchmaking.Harness;
using Matchmaking.TechnologyDemands.Tests.Challenges;

namespace Matchmaking.TechnologyDemands.Tests;

/// <summary>Every endpoint refuses what is not sound, says what to mend, and stores nothing.</summary>
public sealed class BadInputTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    // Valid but registered nowhere: a body that were let through by mistake would not hit a constraint first.
    private const string Code = "91330604YY0009990B";
    private const string Id = "0190a000-0000-7000-8000-00000000000a";

    private static readonly JsonObject Enterprise = JsonNode.Parse("""{ "name": "试验企业", "creditCode": "12100000400000624D", "regionCode": "330604", "industry": "C17" }""")!.AsObject();
    private static readonly JsonObject Demand = DemandBody.Sound("12100000400000624D");
    private static readonly JsonObject Draft = JsonNode.Parse("""{ "title": "轧光工艺改进", "description": "布面出现极光" }""")!.AsObject();
    private static readonly JsonObject Close = JsonNode.Parse("""{ "reason": "solved" }""")!.AsObject();

    private static readonly JsonObject Pass = JsonNode.Parse("""{ "level": "committee", "note": "依据齐全" }""")!.AsObject();
    private static readonly JsonObject Return = JsonNode.Parse("""{ "level": "committee", "returnTo": "filing", "reasonCodes": ["unclear"], "text": "表述不清" }""")!.AsObject();
    private static readonly JsonObject Veto = JsonNode.Parse("""{ "level": "committee", "reasonCodes": ["invented_need"], "text": "虚构需求" }""")!.AsObject();
    private static readonly JsonObject Lift = JsonNode.Parse("""{ "level": "committee", "reasonCodes": ["appeal_upheld"], "text": "申诉成立" }""")!.AsObject();
    private static readonly JsonObject Correction = JsonNode.Parse("""
        { "level": "committee", "figure": "budget", "valueBefore": 600000, "valueAfter": 1, "reasonCodes": ["look_back"], "text": "回头看核减" }
        """)!.AsObject();

    private static readonly (string Path, JsonObject Body)[] Acts =
    [
        ($"/v1/demands/{Id}/verification:pass", Pass), ($"/v1/demands/{Id}/verification:return", Return), ($"/v1/demands/{Id}/verification:veto", Veto), ($"/v1/demands/{Id}/verification:lift", Lift),
        ($"/v1/demands/{Id}/corrections", Correction),
    ];

    private static readonly (string Method, string Path)[] Forms = [("POST", "/v1/demands"), ("PUT", $"/v1/demands/{Id}")];

    private static readonly BadRequest[] All =
    [
        .. BadRequest.OfAnyBody("POST", "/v1/enterprises", Enterprise),
        .. BadRequest.OfAnyBody("PUT", "/v1/enterprises/12100000400000624D", Enterprise),
        .. Forms.SelectMany(form => BadRequest.OfAnyBody(form.Method, form.Path, Demand)),
        .. BadRequest.OfAnyBody("POST", $"/v1/demands/{Id}/close", Close),
        .. BadRequest.OfAnyBody("POST", "/v1/demands:diagnose", Draft),
        .. BadChallengeInput.All,
        .. Acts.SelectMany(act => BadRequest.OfAnyBody("POST", act.Path, act.Body)),
        .. Acts.SelectMany(act => Faults("POST", act.Path, act.Body, [("level", null, "level:required"), ("level", "filing", "level:unknown_level"), ("level", "ministry", "level:unknown_level")])),
        .. Acts.Skip(1).SelectMany(act => Faults("POST", act.Path, act.Body,
        [
            ("reasonCodes", null, "reasonCodes:required"), ("reasonCodes", new JsonArray("bored"), "reasonCodes[0]:unknown_reason_code"), ("text", null, "text:required"), ("text", " ", "text:required"),
            ("text", new string('长', 2001), "text:too_long"),
        ])),
        .. Acts.Skip(1).Select(act => BadRequest.Flood("POST", act.Path, act.Body, "reasonCodes", "\"x\"")),
        .. Acts.Select(act => new BadRequest("an id of nobody", "POST", act.Path, act.Body.ToJsonString(), 404, "demand_not_found")),
        .. Faults("POST", Acts[0].Path, Pass, [("note", new string('长', 2001), "note:too_long")]),
        .. Faults("POST", Acts[1].Path, Return,
        [
            ("returnTo", null, "returnTo:required"), ("returnTo", "ministry", "returnTo:unknown_level"), ("returnTo", "committee", "returnTo:level_not_earlier"),
            ("reasonCodes", new JsonArray("unclear", "unclear"), "reasonCodes:repeated"),
        ]),
        .. Faults("POST", Acts[4].Path, Correction,
        [
            ("figure", null, "figure:required"), ("figure", "turnover", "figure:unknown_figure"), ("figure", "indicator", "indicator:indicator_mismatch"), ("indicator", "光泽", "indicator:indicator_mismatch"),
            ("indicator", new string('长', 101), "indicator:too_long"), ("bound", "lower", "bound:unknown_bound"), ("bound", "upper", "bound:indicator_mismatch"), ("valueBefore", null, "valueBefore:required"),
            ("valueAfter", null, "valueAfter:required"), ("valueAfter", 600000, "valueAfter:out_of_range"), ("valueAfter", -1, "valueAfter:out_of_range"), ("valueBefore", 1e17, "valueBefore:out_of_range"),
        ]),
        new("an id of nobody", "POST", $"/v1/demands/{Id}/verification:withdraw", null, 404, "demand_not_found"),
        new("an id of nobody", "GET", $"/v1/demands/{Id}/verification", null, 404, "demand_not_found"),
        new("an id of nobody", "GET", $"/v1/demands/{Id}/figures", null, 404, "demand_not_found"),
        new("a day that is none", "GET", $"/v1/demands/{Id}/figures?asOf=yesterday", null, 400, "invalid_request", "asOf:wrong_type"),
        new("an unknown level", "GET", "/v1/verifications?level=filing", null, 400, "validation_failed", "level:unknown_level"),
        new("an unknown region", "GET", "/v1/verifications?region=99", null, 400, "validation_failed", "region:unknown_region"),
        new("an unknown status", "GET", "/v1/verifications?status=done", null, 400, "validation_failed", "status:unknown_status"),
        new("an unknown order", "GET", "/v1/verifications?sort=title", null, 400, "validation_failed", "sort:unknown_sort"),
        new("a limit of 0", "GET", "/v1/verifications?limit=0", null, 400, "validation_failed", "limit:out_of_range"),
        new("a forged cursor", "GET", "/v1/verifications?cursor=abc", null, 400, "validation_failed", "cursor:invalid_cursor"),
        new("an unknown region", "GET", "/v1/figures?region=99", null, 400, "validation_failed", "region:unknown_region"),
        new("an unknown basis", "GET", "/v1/figures?basis=as_wished", null, 400, "validation_failed", "basis:unknown_basis"),
        new("an end before the beginning", "GET", "/v1/figures?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", null, 400, "validation_failed", "to:range_mismatch"),
        new("a day that is none", "GET", "/v1/figures?from=monday", null, 400, "invalid_request", "from:wrong_type"),
        new("a day that is none", "GET", "/v1/figures?asOf=2026-13-01", null, 400, "invalid_request", "asOf:wrong_type"),
        .. Faults("POST", "/v1/demands:diagnose", Draft,
        [
            ("title", null, "title:required"), ("title", new string('长', 201), "title:too_long"), ("field", "99", "field:unknown_field_code"), ("description", new string('长', 20_001), "description:too_long"),
            ("background", new string('长', 10_001), "background:too_long"), ("existingFoundation", new string('长', 10_001), "existingFoundation:too_long"), ("trlNow", 0, "trlNow:out_of_range"),
            ("trlWanted", 10, "trlWanted:out_of_range"), ("budget", Budget(5, "dollar", false), "budget.unit:unknown_money_unit"), ("indicators", new JsonArray(Indicator("", ">=", 1, null)), "indicators[0].name:required"),
        ]),
        BadRequest.Flood("POST", "/v1/demands:diagnose", Draft, "indicators", "{}"),
        .. Faults("POST", "/v1/enterprises", Enterprise, EnterpriseFaults),
        .. Forms.SelectMany(form => Faults(form.Method, form.Path, Demand, DemandFaults)),
        .. Forms.SelectMany(form => new[] { ("cooperationModes", "\"x\""), ("targetInstitutes", "\"x\""), ("indicators", "{}") }
            .Select(list => BadRequest.Flood(form.Method, form.Path, Demand, list.Item1, list.Item2))),
        .. Faults("POST", $"/v1/demands/{Id}/close", Close, [("reason", "bored", "reason:unknown_close_reason"), ("reason", null, "reason:required")]),
        .. Faults("POST", "/v1/demands", Demand, [("contact", null, "contact:required")]),
        new("another code in the address", "PUT", $"/v1/enterprises/{Code}", Enterprise.ToJsonString(), 400, "validation_failed", "creditCode:credit_code_fixed"),
        new("an unknown region", "GET", "/v1/enterprises?region=99", null, 400, "validation_failed", "region:unknown_region"),
        .. new[] { "", "U", "c", "CC", "C3x", "C99", "C36700", "36" }.Select(industry =>
            new BadRequest($"the industry {industry}", "GET", $"/v1/enterprises?industry={industry}", null, 400, "validation_failed", "industry:unknown_industry")),
        new("a limit of 0", "GET", "/v1/enterprises?limit=0", null, 400, "validation_failed", "limit:out_of_range"),
        new("a limit of 101", "GET", "/v1/demands?limit=101", null, 400, "validation_failed", "limit:out_of_range"),
        new("a limit in words", "GET", "/v1/demands?limit=ten", null, 400, "invalid_request", "limit:wrong_type"),
        new("an unknown order", "GET", "/v1/demands?sort=budget", null, 400, "validation_failed", "sort:unknown_sort"),
        new("an unknown order", "GET", "/v1/enterprises?sort=revenue", null, 400, "validation_failed", "sort:unknown_sort"),
        new("an unknown order", "GET", $"/v1/demands/{Id}/contact/disclosures?sort=account", null, 400, "validation_failed", "sort:unknown_sort"),
        new("a forged cursor", "GET", "/v1/demands?cursor=abc", null, 400, "validation_failed", "cursor:invalid_cursor"),
        new("a cursor of another list", "GET", "/v1/demands?cursor=IjkxIg", null, 400, "validation_failed", "cursor:invalid_cursor"),
        new("a field twice", "POST", "/v1/demands/0190a000-0000-7000-8000-00000000000a/close", """{ "reason": "solved", "Reason": "expired" }""", 400, "invalid_json", "Reason:repeated"),
        new("another encoding", "POST", "/v1/enterprises", Enterprise.ToJsonString(), 415, "unsupported_media_type", ContentType: "application/json; charset=gbk"),
        new("a NUL in the query", "GET", "/v1/demands?enterprise=%00", null, 400, "invalid_request"),
        new("a NUL in a cursor", "GET", "/v1/enterprises?cursor=IlwwMDAwIg", null, 400, "validation_failed", "cursor:invalid_cursor"),
        new("a NUL in a cursor of sound JSON", "GET", "/v1/enterprises?cursor=Ilx1MDAwMCI", null, 400, "validation_failed", "cursor:invalid_cursor"),
        new("an unknown status", "GET", "/v1/demands?status=open", null, 400, "validation_failed", "status:unknown_status"),
        new("an unknown field", "GET", "/v1/demands?field=999", null, 400, "validation_failed", "field:unknown_field_code"),
        new("an id that is none", "GET", "/v1/demands/1", null, 404, "not_found"),
        new("an id of nobody", "GET", $"/v1/demands/{Id}", null, 404, "demand_not_found"),
        new("a code of nobody", "GET", $"/v1/enterprises/{Code}", null, 404, "enterprise_not_found"),
        new("an id of nobody", "POST", $"/v1/demands/{Id}/publish", null, 404, "demand_not_found"),
        new("an id of nobody", "POST", $"/v1/demands/{Id}/close", Close.ToJsonString(), 404, "demand_not_found"),
        new("an id of nobody", "PUT", $"/v1/demands/{Id}", Demand.ToJsonString(), 404, "demand_not_found"),
        new("an id of nobody", "GET", $"/v1/demands/{Id}/contact", null, 404, "contact_not_found"),
        new("an id of nobody", "DELETE", $"/v1/demands/{Id}/contact", null, 404, "demand_not_found"),
        new("an id of nobody", "GET", $"/v1/demands/{Id}/contact/disclosures", null, 404, "demand_not_found"),
        new("a limit of 0", "GET", $"/v1/demands/{Id}/contact/disclosures?limit=0", null, 400, "validation_failed", "limit:out_of_range"),
        new("a forged cursor", "GET", $"/v1/demands/{Id}/contact/disclosures?cursor=abc", null, 400, "validation_failed", "cursor:invalid_cursor"),
        new("an id of nobody", "GET", $"/v1/demands/{Id}/diagnosis", null, 404, "demand_not_found"),
        new("an id of nobody", "GET", $"/v1/demands/{Id}/jsonld", null, 404, "demand_not_found"),
        new("a format that is none", "GET", "/v1/demands/export?format=xls", null, 400, "validation_failed", "format:unknown_format"),
        new("an unknown region", "GET", "/v1/demands/export?region=99", null, 400, "validation_failed", "region:unknown_region"),
        new("JSON", "POST", "/v1/demands/import", "{}", 415, "unsupported_media_type"),
        new("an unknown column", "POST", "/v1/demands/import", "title,age\n", 400, "validation_failed", "age:unknown_column", "text/csv"),
        new("another method", "PUT", "/v1/demands/template.xlsx", null, 405, "method_not_allowed"),
        new("another method", "DELETE", "/v1/demands", null, 405, "method_not_allowed"),
    ];

    private static (string Field, JsonNode? Value, string Fault)[] EnterpriseFaults =>
    [
        ("name", null, "name:required"), ("name", "", "name:required"), ("name", "厂", "name:too_short"), ("name", new string('厂', 101), "name:too_long"),
        ("creditCode", null, "creditCode:required"), ("creditCode", "12100000400000624E", "creditCode:invalid_credit_code"),
        ("creditCode", "91110108717809965C", "creditCode:invalid_credit_code"), ("regionCode", null, "regionCode:required"),
        ("regionCode", "990000", "regionCode:unknown_region"), ("regionCode", "3306", "regionCode:unknown_region"),
        ("industry", null, "industry:required"), ("industry", "Z99", "industry:unknown_industry"), ("industry", "C99", "industry:unknown_industry"),
    ];

    private static (string Field, JsonNode? Value, string Fault)[] DemandFaults =>
    [
        ("enterpriseCreditCode", null, "enterpriseCreditCode:required"), ("enterpriseCreditCode", "12100000400000624E", "enterpriseCreditCode:invalid_credit_code"),
        ("title", null, "title:required"), ("title", "短", "title:too_short"), ("title", new string('长', 201), "title:too_long"),
        ("field", "99", "field:unknown_field_code"), ("field", "4031", "field:unknown_field_code"),
        ("description", null, "description:required"), ("description", "   ", "description:required"), ("description", new string('长', 20_001), "description:too_long"),
        ("background", new string('长', 10_001), "background:too_long"), ("existingFoundation", new string('长', 10_001), "existingFoundation:too_long"),
        ("indicators", new JsonArray([.. Enumerable.Range(0, 51).Select(_ => Indicator("光泽", ">=", 1, null))]), "indicators:too_many"),
        ("indicators", new JsonArray(Indicator("", ">=", 1, null)), "indicators[0].name:required"),
        ("indicators", new JsonArray(Indicator("光泽", "~", 1, null)), "indicators[0].relation:unknown_relation"),
        ("indicators", new JsonArray(Indicator("光泽", ">=", null, null)), "indicators[0].value:required"),
        ("indicators", new JsonArray(Indicator("光泽", ">=", 1, null), Indicator("光泽", "range", 5, 4)), "indicators[1].upper:range_mismatch"),
        ("indicators", new JsonArray(Indicator("光泽", ">=", 5, 6)), "indicators[0].upper:range_mismatch"),
        ("indicators", new JsonArray((JsonNode?)null), "indicators[0]:required"),
        ("trlNow", 0, "trlNow:out_of_range"), ("trlWanted", 10, "trlWanted:out_of_range"), ("trlWanted", 2, "trlWanted:out_of_range"),
        ("budget", Budget(null, "wan_yuan", false), "budget.amount:required"), ("budget", Budget(5, "dollar", false), "budget.unit:unknown_money_unit"),
        ("budget", Budget(5, null, false), "budget.unit:required"), ("budget", Budget(0, "yuan", false), "budget.amount:out_of_range"),
        ("budget", Budget(5, "yuan", null), "budget.negotiable:required"), ("deadline", "1999-12-31", "deadline:out_of_range"),
        ("cooperationModes", null, "cooperationModes:required"), ("cooperationModes", new JsonArray(), "cooperationModes:required"),
        ("cooperationModes", new JsonArray("marriage"), "cooperationModes[0]:unknown_cooperation_mode"),
        ("cooperationModes", new JsonArray("consulting", "consulting"), "cooperationModes:repeated"),
        ("visibility", null, "visibility:required"), ("visibility", "secret", "visibility:unknown_visibility"), ("visibility", "targeted", "targetInstitutes:targets_mismatch"),
        ("targetInstitutes", new JsonArray("12100000400000624D"), "targetInstitutes:targets_mismatch"),
        ("targetInstitutes", new JsonArray("12100000400000624E"), "targetInstitutes[0]:invalid_credit_code"),
        ("regionCode", "000000", "regionCode:unknown_region"),
        ("contact", new JsonObject { ["phone"] = "1" }, "contact.name:required"), ("contact", new JsonObject { ["name"] = "甲", ["phone"] = "call me" }, "contact.phone:invalid_phone"),
        ("contact", new JsonObject { ["name"] = "甲", ["email"] = "nowhere" }, "contact.email:invalid_email"),
        ("contact", new JsonObject { ["name"] = "甲", ["wechat"] = "a b" }, "contact.wechat:invalid_wechat"), ("contact", new JsonObject { ["name"] = "甲", ["position"] = new string('长', 51) }, "contact.position:too_long"),
    ];

    public static TheoryData<int, string> Cases => BadRequest.Numbered(All);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Bad_input_is_refused_with_a_code_and_nothing_is_stored(int number, string name)
    {
        Assert.Equal(All[number].ToString(), name);
        await All[number].IsRefused(service.Http, stored: Rows);
    }

    [Fact]
    public void Every_endpoint_that_takes_input_is_tried()
    {
        // They take no input at all.
        Assert.Equal(["GET /v1/challenges/reasons", "GET /v1/demands/template.xlsx", "POST /v1/operations/republish-demands"], BadRequest.Untried(service.Services, All));
    }

    [Fact]
    public async Task An_idempotency_key_of_any_length_is_not_stored()
    {
        var answer = await service.Post("/v1/enterprises", Enterprise, new string('k', 201));

        Assert.Equal(["Idempotency-Key:too_long"], await answer.Faults());
    }

    internal static IEnumerable<BadRequest> Faults(string method, string path, JsonObject sound, (string Field, JsonNode? Value, string Fault)[] faults) =>
        faults.Select(f => new BadRequest($"{f.Field} is {Shown(f.Value)}", method, path, BadRequest.Changed(sound, f.Field, f.Value), 400, "validation_failed", f.Fault));

    private static string Shown(JsonNode? value) => value?.ToJsonString() is { } text ? text[..Math.Min(text.Length, 60)] : "missing";

    private static JsonObject Indicator(string name, string relation, int? value, int? upper) =>
        new() { ["name"] = name, ["relation"] = relation, ["value"] = value, ["upper"] = upper };

    private static JsonObject Budget(int? amount, string? unit, bool? negotiable) => new() { ["amount"] = amount, ["unit"] = unit, ["negotiable"] = negotiable };

    private Task<string> Rows() => service.Database.Scalar<string>(
        "select concat_ws('/', (select count(*) from enterprise), (select count(*) from demand), (select count(*) from challenge), (select count(*) from panellist), (select count(*) from outbox_message), (select count(*) from idempotency_key))");
}
