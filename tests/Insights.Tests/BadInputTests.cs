using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.Insights.Tests;

/// <summary>The service with one indicator and one entry for bad requests to hit.</summary>
public sealed class InsightsWithAnEntry : InsightsUnderTest, IAsyncLifetime
{
    private string entry = "";

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        (await this.Put("/v1/indicators/trials", BadInputTests.Sound, null)).EnsureSuccessStatusCode();
        entry = (string)(await (await this.Post("/v1/indicators/trials/entries", BadInputTests.SoundEntry)).Json())["id"]!;
    }

    public string Fill(string text) => text.Replace("{entry}", entry, StringComparison.Ordinal);

    /// <summary>Changes when anything is stored.</summary>
    public Task<string> Fingerprint() => Database.Scalar<string>(
        "select concat_ws('/', (select count(*) from indicator), (select count(*) from target), (select count(*) from entry), (select count(*) from fact), (select count(*) from idempotency_key))");
}

/// <summary>Every endpoint against every kind of bad input: the status, the code, the field, and nothing stored.</summary>
public sealed class BadInputTests(InsightsWithAnEntry service) : IClassFixture<InsightsWithAnEntry>
{
    private const string Trials = "/v1/indicators/trials";
    private const string Correct = "/v1/entries/{entry}:correct";

    internal static readonly JsonObject Sound = JsonNode.Parse("""{ "name": "新产品试制计划", "nameEnglish": "Trials", "unit": "项", "direction": "up", "source": "entered" }""")!.AsObject();
    internal static readonly JsonObject SoundEntry = JsonNode.Parse("""{ "region": "330604", "period": "2026-07", "value": 5, "source": "年度总结" }""")!.AsObject();
    private static readonly JsonObject SoundTarget = JsonNode.Parse("""{ "region": "330604", "period": "2026-07", "value": 5 }""")!.AsObject();
    private static readonly JsonObject SoundCorrection = JsonNode.Parse("""{ "value": 5, "reason": "回头看核减", "source": "核查" }""")!.AsObject();

    private static readonly BadRequest[] All =
    [
        .. BadRequest.OfAnyBody("PUT", Trials, Sound),
        .. Fields("PUT", Trials, Sound,
            ("name", "null", "name:required"), ("name", "\" \"", "name:required"), ("nameEnglish", "null", "nameEnglish:required"), ("unit", "null", "unit:required"),
            ("direction", "null", "direction:required"), ("direction", "\"left\"", "direction:unknown_direction"), ("source", "\"guessed\"", "source:unknown_source"),
            ("measure", "\"visits\"", "measure:unknown_measure"), ("weight", "-1", "weight:out_of_range"), ("weight", "101", "weight:out_of_range"),
            ("parentCode", "\"nowhere\"", "parentCode:unknown_group"), ("parentCode", "\"visits\"", "parentCode:unknown_group"), ("unit", "\"家\"", "source:not_changed")),
        Body("PUT", Trials, BadRequest.Changed(Sound, "name", new string('长', 101)), "name:too_long"),
        Body("PUT", Trials, BadRequest.Changed(JsonNode.Parse(BadRequest.Changed(Sound, "source", "computed"))!.AsObject(), "measure", "luck"), "measure:unknown_measure"),
        Body("PUT", "/v1/indicators/Trials", Sound.ToJsonString(), "code:malformed"),
        Body("PUT", "/v1/indicators/matching", BadRequest.Changed(JsonNode.Parse(BadRequest.Changed(Sound, "source", "group"))!.AsObject(), "parentCode", "matching"), "parentCode:unknown_group"),
        .. BadRequest.OfAnyBody("POST", $"{Trials}/targets", SoundTarget),
        .. Fields("POST", $"{Trials}/targets", SoundTarget,
            ("region", "null", "region:required"), ("region", "\"999999\"", "region:unknown_region"), ("organisation", "\"1\"", "organisation:invalid_credit_code"),
            ("period", "null", "period:required"), ("period", "\"2026-13\"", "period:unknown_period"), ("value", "null", "value:required"), ("value", "1e13", "value:out_of_range")),
        .. BadRequest.OfAnyBody("POST", $"{Trials}/entries", SoundEntry),
        .. Fields("POST", $"{Trials}/entries", SoundEntry,
            ("region", "null", "region:required"), ("region", "\"999999\"", "region:unknown_region"), ("organisation", "\"1\"", "organisation:invalid_credit_code"),
            ("period", "\"2026-W54\"", "period:unknown_period"), ("value", "null", "value:required"), ("value", "-1e13", "value:out_of_range"), ("value", "0.00001", "value:too_precise"),
            ("source", "null", "source:required")),
        Body("POST", $"{Trials}/entries", BadRequest.Changed(SoundEntry, "source", new string('长', 501)), "source:too_long"),
        new("stands there", "POST", $"{Trials}/entries", SoundEntry.ToJsonString(), 409, "entry_exists"),
        new("computed", "POST", "/v1/indicators/visits/entries", SoundEntry.ToJsonString(), 409, "indicator_not_entered"),
        new("a group", "POST", "/v1/indicators/matching/targets", SoundTarget.ToJsonString(), 409, "indicator_not_entered"),
        new("nobody's", "POST", "/v1/indicators/nowhere/entries", SoundEntry.ToJsonString(), 404, "indicator_not_found"),
        new("nobody's", "POST", "/v1/indicators/nowhere/targets", SoundTarget.ToJsonString(), 404, "indicator_not_found"),
        .. BadRequest.OfAnyBody("POST", Correct, SoundCorrection),
        .. Fields("POST", Correct, SoundCorrection, ("value", "null", "value:required"), ("reason", "null", "reason:required"), ("source", "\" \"", "source:required")),
        new("nobody's", "POST", $"/v1/entries/{Guid.Empty}:correct", SoundCorrection.ToJsonString(), 404, "entry_not_found"),
        Nobody("/v1/indicators/nowhere", "indicator_not_found"),
        Nobody("/v1/indicators/nowhere/entries", "indicator_not_found"),
        Nobody("/v1/indicators/nowhere/targets", "indicator_not_found"),
        Nobody("/v1/indicators/nowhere/values?from=2026", "indicator_not_found"),
        Nobody("/v1/indicators/nowhere/rows?period=2026", "indicator_not_found"),
        Nobody($"/v1/experts/{Guid.Empty}/personal-data", "expert_not_found"),
        new("entered", "GET", $"{Trials}/rows?period=2026", null, 409, "indicator_not_computed"),
        .. Scopes("/v1/funnel", "period=2026"),
        .. Scopes("/v1/bulletin", "period=2026"),
        Query("/v1/bulletin", "period=spring", "period:unknown_period"),
        Query("/v1/bulletin", "period=2026&format=pdf", "format:unknown_format"),
        .. Scopes($"{Trials}/values", "from=2026"),
        .. Scopes("/v1/indicators/visits/rows", "period=2026"),
        .. Scopes($"{Trials}/entries", "limit=5"),
        .. Scopes($"{Trials}/targets", "limit=5"),
        Query("/v1/indicators", "asOf=then", "asOf:wrong_type", "invalid_request"),
        Query("/v1/funnel", "period=spring", "period:unknown_period"),
        Query("/v1/funnel", "period=2026&field=999", "field:unknown_field_code"),
        Query($"{Trials}/values", "from=2026-13", "from:unknown_period"),
        Query($"{Trials}/values", "from=2026-02&to=2026-01", "to:unknown_period"),
        Query($"{Trials}/values", "from=2026-02&to=2027", "to:unknown_period"),
        Query($"{Trials}/values", "from=2020-01&to=2025-01", "to:out_of_range"),
        Query("/v1/indicators/visits/rows", "period=x", "period:unknown_period"),
        Query($"{Trials}/entries", "period=x", "period:unknown_period"),
        .. new[] { "/v1/indicators/visits/rows?period=2026", $"{Trials}/entries?period=2026", $"{Trials}/targets?region=330604" }.SelectMany(Pages),
    ];

    public static TheoryData<int, string> Cases => BadRequest.Numbered(All);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Bad_input_is_refused_by_name_and_nothing_is_stored(int number, string name)
    {
        Assert.Equal(All[number].ToString(), name);
        await All[number].IsRefused(service.Http, service.Fill, service.Fingerprint);
    }

    [Fact]
    public async Task The_sound_bodies_the_bad_ones_are_made_of_are_taken()
    {
        Assert.Equal(HttpStatusCode.OK, (await service.Put("/v1/indicators/sound", Sound, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await service.Post("/v1/indicators/sound/targets", SoundTarget)).StatusCode);
        var entered = await service.Post("/v1/indicators/sound/entries", SoundEntry);
        Assert.Equal(HttpStatusCode.Created, entered.StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await service.Post($"/v1/entries/{(await entered.Json())["id"]}:correct", SoundCorrection)).StatusCode);
    }

    [Fact]
    public void Every_endpoint_that_takes_input_is_tried() => Assert.Empty(BadRequest.Untried(service.Services, All));

    private static IEnumerable<BadRequest> Fields(string method, string path, JsonObject sound, params (string Field, string Value, string Fault)[] cases) =>
        cases.Select(one => Body(method, path, BadRequest.Changed(sound, one.Field, JsonNode.Parse(one.Value)), one.Fault) with
        {
            Kind = one.Fault.EndsWith(":required", StringComparison.Ordinal) ? Wrong.MissingField : one.Fault.Contains(":unknown_", StringComparison.Ordinal) ? Wrong.UnknownCode : null,
        });

    private static IEnumerable<BadRequest> Scopes(string path, string with)
    {
        yield return Query(path, $"{with}&region=999999", "region:unknown_region");
        yield return Query(path, $"{with}&asOf=2199-01-01T00:00:00Z", "asOf:out_of_range");
        yield return Query(path, $"{with}&asOf=then", "asOf:wrong_type", "invalid_request");
        if (path is not ("/v1/funnel" or "/v1/bulletin"))
        {
            yield return Query(path, $"{with}&organisation=1", "organisation:invalid_credit_code");
        }
    }

    private static IEnumerable<BadRequest> Pages(string path)
    {
        yield return new("a page of none", "GET", $"{path}&limit=0", null, 400, "validation_failed", "limit:out_of_range");
        yield return new("no cursor", "GET", $"{path}&cursor=x", null, 400, "validation_failed", "cursor:invalid_cursor");
        yield return new("no order", "GET", $"{path}&sort=luck", null, 400, "validation_failed", "sort:unknown_sort");
    }

    private static BadRequest Body(string method, string path, string body, string fault) => new(fault, method, path, body, 400, "validation_failed", fault);

    private static BadRequest Query(string path, string query, string fault, string code = "validation_failed") => new(query, "GET", $"{path}?{query}", null, 400, code, fault);

    private static BadRequest Nobody(string path, string code) => new("nobody's", "GET", path, null, 404, code);
}
