using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.Webhooks.Tests;

/// <summary>The service as it is where nothing is allowed in particular, with one webhook for bad requests to hit.</summary>
public sealed class StrictService : WebhooksUnderTest, IAsyncLifetime
{
    public OwnedWebhook Mine { get; private set; } = null!;

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Mine = await Hook("https://example.com/hooks", Bureau, "operator");
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync();

    public string Fill(string text) => text.Replace("{hook}", $"{Mine.Id}", StringComparison.Ordinal);

    /// <summary>Changes when anything is stored.</summary>
    public Task<string> Fingerprint() => Database.Scalar<string>(
        "select concat_ws('/', (select string_agg(w::text, ';' order by webhook_id) from webhook w), (select count(*) from delivery), (select count(*) from event), (select count(*) from idempotency_key))");

    protected override void Allow(WebhookOptions options)
    {
    }
}

/// <summary>Every endpoint against every kind of bad input: the status, the code, the field, and nothing stored.</summary>
public sealed class BadInputTests(StrictService service) : IClassFixture<StrictService>
{
    private const string Hook = "/v1/webhooks/{hook}";
    private const string Replay = Hook + "/deliveries:replay";

    private static readonly JsonObject Sound = JsonNode.Parse("""{ "url": "https://example.com/hooks", "events": ["matchmaking.list.ready"], "description": "产线", "active": true }""")!.AsObject();
    private static readonly JsonObject SoundReplay = JsonNode.Parse("""{ "since": "2026-05-04T03:02:01+08:00" }""")!.AsObject();

    private static readonly JsonObject SoundMarks = JsonNode.Parse("""{ "until": "0190a000-0000-7000-8000-00000000000a" }""")!.AsObject();

    private static readonly JsonObject SoundMail = JsonNode.Parse("""{ "address": "lin@firm.example", "language": "zh", "wants": "all", "pace": "daily" }""")!.AsObject();

    private static readonly BadRequest[] All =
    [
        .. BadRequest.OfAnyBody("POST", "/v1/notices:read", SoundMarks).Select(bad => bad.Fault == "until:invalid_character" ? bad with { Fault = "until:wrong_type" } : bad),
        Body("/v1/notices:read", "{}", "ids:required") with { Kind = Wrong.MissingField },
        Body("/v1/notices:read", """{ "ids": [] }""", "ids:required"),
        Body("/v1/notices:read", $$"""{ "ids": ["{{Guid.Empty}}"], "until": "{{Guid.Empty}}" }""", "ids:required"),
        Body("/v1/notices:read", $$"""{ "ids": [{{string.Join(',', Enumerable.Repeat($"\"{Guid.Empty}\"", 101))}}] }""", "ids:too_many"),
        .. Pages("/v1/notices"),
        Query("GET", "/v1/notices", "type=matchmaking.list", "type:unknown_event_type"),
        Query("GET", "/v1/notices", "unread=perhaps", "unread:wrong_type", "invalid_request"),
        Query("GET", "/v1/notices", "since=yesterday", "since:wrong_type", "invalid_request"),
        Query("GET", "/v1/notices", "demand=17", "demand:wrong_type", "invalid_request"),
        Nobody("GET", $"/v1/notices/{Guid.Empty}", "notice_not_found"),
        .. BadRequest.OfAnyBody("PUT", "/v1/mail-subscription", SoundMail),
        .. new[] { "null", "\" \"", "\"lin\"", "\"lin@firm\"", "\"Lin <lin@firm.example>\"", "\"lin@firm.example, an@firm.example\"", "\"lin@firm.example\\r\\nBcc: an@firm.example\"", "\"\\\"a b\\\"@firm.example\"", "\"group:lin@firm.example;\"" }
            .Select(address => Body("/v1/mail-subscription", $$"""{ "address": {{address}} }""", address is "null" or "\" \"" ? "address:required" : "address:bad_address") with { Method = "PUT" }),
        Body("/v1/mail-subscription", BadRequest.Changed(SoundMail, "address", new string('a', 250) + "@b.example"), "address:too_long") with { Method = "PUT" },
        Body("/v1/mail-subscription", BadRequest.Changed(SoundMail, "language", "de"), "language:unknown_language") with { Method = "PUT", Kind = Wrong.UnknownCode },
        Body("/v1/mail-subscription", BadRequest.Changed(SoundMail, "wants", "none"), "wants:unknown_wants") with { Method = "PUT" },
        Body("/v1/mail-subscription", BadRequest.Changed(SoundMail, "pace", "weekly"), "pace:unknown_pace") with { Method = "PUT" },
        new("no mail here", "PUT", "/v1/mail-subscription", SoundMail.ToJsonString(), 409, "mail_not_configured"),
        Nobody("GET", "/v1/mail-subscription", "mail_subscription_not_found"),
        Nobody("DELETE", "/v1/mail-subscription", "mail_subscription_not_found"),
        Nobody("GET", "/v1/mail-links/CfDJ8A", "mail_link_invalid"),
        Nobody("POST", "/v1/mail-links/CfDJ8A", "mail_link_invalid"),
        .. BadRequest.OfAnyBody("POST", "/v1/webhooks", Sound, "description", "url"),
        .. BadRequest.OfAnyBody("PUT", Hook, Sound, "description", "url"),
        .. BadRequest.OfAnyBody("POST", Replay, SoundReplay),
        .. Forms("POST", "/v1/webhooks"),
        .. Forms("PUT", Hook),
        Body(Replay, "{}", "since:required"),
        Body(Replay, """{"since":"yesterday"}""", "since:invalid_time"),
        Body(Replay, """{"since":"2026-05-04"}""", "since:invalid_time"),
        Body(Replay, """{"since":"2026-05-04T03:02:01"}""", "since:invalid_time"),
        Body(Replay, """{"since":"2026-13-04T03:02:01Z"}""", "since:invalid_time"),
        Body(Replay, $$"""{"since":"{{new string('0', 41)}}"}""", "since:too_long"),
        Nobody("GET", $"/v1/experts/{Guid.Empty}/personal-data", "expert_not_found"),
        Nobody("GET", "/v1/webhooks/17", "not_found"),
        Nobody("GET", $"/v1/webhooks/{Guid.Empty}", "webhook_not_found"),
        Nobody("DELETE", "/v1/webhooks/17", "not_found"),
        Nobody("DELETE", $"/v1/webhooks/{Guid.Empty}", "webhook_not_found"),
        Nobody("POST", $"/v1/webhooks/{Guid.Empty}:test", "webhook_not_found"),
        Nobody("POST", "/v1/webhooks/17:test", "not_found"),
        Nobody("POST", $"/v1/webhooks/{Guid.Empty}/secret:rotate", "webhook_not_found"),
        Nobody("GET", $"/v1/webhooks/{Guid.Empty}/deliveries", "webhook_not_found"),
        Nobody("GET", $"{Hook}/deliveries/17", "not_found"),
        Nobody("GET", $"{Hook}/deliveries/{Guid.Empty}", "delivery_not_found"),
        Nobody("POST", $"{Hook}/deliveries/{Guid.Empty}:replay", "delivery_not_found"),
        new("nobody's", "PUT", $"/v1/webhooks/{Guid.Empty}", Sound.ToJsonString(), 404, "webhook_not_found"),
        new("nobody's", "POST", $"/v1/webhooks/{Guid.Empty}/deliveries:replay", SoundReplay.ToJsonString(), 404, "webhook_not_found"),
        Query("POST", Hook + "/secret:rotate", "formerHours=-1", "formerHours:out_of_range"),
        Query("POST", Hook + "/secret:rotate", "formerHours=169", "formerHours:out_of_range"),
        Query("POST", Hook + "/secret:rotate", "formerHours=many", "formerHours:wrong_type", "invalid_request"),
        Query("GET", Hook + "/deliveries", "state=lost", "state:unknown_state"),
        Query("GET", Hook + "/deliveries", "state=DEAD", "state:unknown_state"),
        .. ((string[])["/v1/webhooks", Hook + "/deliveries"]).SelectMany(Pages),
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
        Assert.Equal(HttpStatusCode.Created, (await service.Post("/v1/webhooks", Sound)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Put(service.Mine.Path, Sound, await service.Mine.ETag())).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await service.Post($"{service.Mine.Path}/deliveries:replay", SoundReplay)).StatusCode);
    }

    [Fact]
    public void Every_endpoint_that_takes_input_is_tried() => Assert.Equal(["GET /v1/notices/unread"], BadRequest.Untried(service.Services, All));

    private static IEnumerable<BadRequest> Forms(string method, string path)
    {
        yield return BadRequest.Flood(method, path, Sound, "events", "\"x\"") with { Exactly = true };
        foreach (var (field, value, faults) in ((string, string, string)[])
        [
            ("url", "null", "url:required"),
            ("url", "\" \"", "url:required"),
            ("url", "\"example.com\"", "url:invalid_url"),
            ("url", "\"http://example.com/\"", "url:scheme_not_allowed"),
            ("url", "\"https://me:secret@example.com/\"", "url:credentials_not_allowed"),
            ("url", "\"https://example.com:22/\"", "url:port_not_allowed"),
            ("url", "\"https://localhost/\"", "url:address_not_allowed"),
            ("url", "\"https://169.254.169.254/\"", "url:address_not_allowed"),
            ("url", $"\"https://example.com/{new string('a', 2000)}\"", "url:too_long"),
            ("events", "null", "events:required"),
            ("events", "[]", "events:required"),
            ("events", "[null]", "events[0]:unknown_event_type"),
            ("events", "[\"matchmaking.webhook.test\"]", "events[0]:unknown_event_type"),
            ("events", "[\"matchmaking.list.ready\", \"matchmaking.list.ready\"]", "events:repeated"),
            ("description", $"\"{new string('长', 201)}\"", "description:too_long"),
        ])
        {
            yield return Body(path, BadRequest.Changed(Sound, field, "*").Replace("\"*\"", value, StringComparison.Ordinal), faults) with { Method = method };
        }
    }

    private static IEnumerable<BadRequest> Pages(string path) =>
    [
        Query("GET", path, "limit=0", "limit:out_of_range"), Query("GET", path, "limit=101", "limit:out_of_range"), Query("GET", path, "limit=ten", "limit:wrong_type", "invalid_request"),
        Query("GET", path, "sort=secret", "sort:unknown_sort"), Query("GET", path, "cursor=x", "cursor:invalid_cursor"), Query("GET", path, "cursor=bnVsbA", "cursor:invalid_cursor"),
    ];

    private static BadRequest Body(string path, string body, string faults) =>
        new(body[..Math.Min(body.Length, 120)], "POST", path, body, 400, "validation_failed", faults) { Exactly = true };

    private static BadRequest Query(string method, string path, string query, string faults, string code = "validation_failed") =>
        new(query, method, $"{path}?{query}", null, 400, code, faults) { Exactly = true };

    private static BadRequest Nobody(string method, string path, string code) => new("nobody's", method, path, null, 404, code) { Exactly = true };
}
