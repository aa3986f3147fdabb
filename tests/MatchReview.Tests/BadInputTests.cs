using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;
using Matchmaking.MatchReview.Tests.Watches;

namespace Matchmaking.MatchReview.Tests;

/// <summary>The service with one pending match for bad requests to hit.</summary>
public sealed class TargetedService : ServiceUnderTest<Program>, IAsyncLifetime
{
    public Guid Match { get; private set; }

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Match = (await this.Queue(1)).Matches[0];
    }

    public string Fill(string text) => text.Replace("{match}", $"{Match}", StringComparison.Ordinal);

    /// <summary>Changes when anything is stored: decisions, keys, and every message ever put into the outbox, sent or not.</summary>
    public Task<string> Fingerprint() => Database.Scalar<string>("""
        select concat_ws('/', (select count(*) from match where status = 'pending' and reviewer is null), (select count(*) from match), (select count(*) from match_progress),
                         (select count(*) from idempotency_key), (select last_value || ' ' || is_called from outbox_message_outbox_id_seq))
        """);
}

/// <summary>Every endpoint against every kind of bad input: the status, the code, the field, and nothing stored.</summary>
public sealed class BadInputTests(TargetedService service) : IClassFixture<TargetedService>
{
    private const string Decision = "/v1/matches/{match}/decision";

    private static readonly JsonObject Sound = JsonNode.Parse("""{ "decision": "rejected", "reasonCodes": ["irrelevant"], "note": "不符", "reviewer": "审核员甲" }""")!.AsObject();

    private const string Progress = "/v1/matches/{match}/progress";

    private static readonly JsonObject SoundEnd = JsonNode.Parse("""{ "stage": "ended", "reasonCodes": ["price"], "note": "不再联系", "recordedBy": "联络员甲" }""")!.AsObject();

    private const string Willingness = "/v1/matches/{match}/willingness";

    private static readonly JsonObject SoundWillingness = JsonNode.Parse("""{ "willing": false, "reasonCodes": ["price"], "side": "enterprise" }""")!.AsObject();

    private const string Milestones = "/v1/matches/{match}/milestones";

    private static readonly JsonObject SoundMilestone = JsonNode.Parse("""{ "title": "样机下线", "dueOn": "2026-12-31" }""")!.AsObject();

    private static readonly JsonObject SoundReach = JsonNode.Parse("""{ "reachedOn": "2026-12-30", "evidence": "检测报告" }""")!.AsObject();

    private static readonly JsonObject SoundRating = JsonNode.Parse("""{ "stars": 4, "comment": "按时", "side": "enterprise" }""")!.AsObject();

    private static readonly JsonObject SoundContract = JsonNode.Parse("""
        { "stage": "contract", "recordedBy": "联络员甲",
          "contract": { "kind": "licence", "registrationNumber": "2026330604000001", "amountYuan": 600000, "transactionAmountYuan": 480000.5, "signedOn": "2026-06-30", "expiresOn": "2028-06-30" } }
        """)!.AsObject();

    private const string Comments = "/v1/matches/{match}/comments";

    private static readonly JsonObject SoundComment = JsonNode.Parse("""{ "text": "请补充水洗数据。" }""")!.AsObject();

    private static readonly JsonObject SoundBulk = JsonNode.Parse("""{ "matches": [{ "matchId": "00000000-0000-0000-0000-000000000001" }], "decision": "rejected", "reasonCodes": ["irrelevant"], "note": "不符", "reviewer": "审核员甲" }""")!.AsObject();

    private static readonly JsonObject SoundView = JsonNode.Parse("""{ "status": "pending", "sort": "dueAt" }""")!.AsObject();

    private static readonly BadRequest[] All =
    [
        .. BadWatches.All(),
        .. BadRequest.OfAnyBody("POST", Milestones, SoundMilestone, "title"),
        .. BadRequest.OfAnyBody("POST", $"{Milestones}/1:reach", SoundReach, "evidence"),
        .. BadRequest.OfAnyBody("POST", "/v1/matches/{match}/ratings", SoundRating, "comment", "side"),
        new("a milestone without anything", "POST", Milestones, "{}", 400, "validation_failed", "title:required,dueOn:required") { Kind = Wrong.MissingField, Exactly = true },
        new("a milestone of a pending match", "POST", Milestones, SoundMilestone.ToJsonString(), 409, "no_contract_under_way"),
        new("a milestone that is not there", "POST", $"{Milestones}/7:reach", SoundReach.ToJsonString(), 404, "milestone_not_found"),
        new("a milestone without evidence", "POST", $"{Milestones}/1:reach", BadRequest.Changed(SoundReach, "evidence", " "), 400, "validation_failed", "evidence:required") { Kind = Wrong.MissingField },
        new("six stars", "POST", "/v1/matches/{match}/ratings", BadRequest.Changed(SoundRating, "stars", 6), 400, "validation_failed", "stars:out_of_range") { Kind = Wrong.OutOfRange },
        new("a third side", "POST", "/v1/matches/{match}/ratings", BadRequest.Changed(SoundRating, "side", "bureau"), 400, "validation_failed", "side:unknown_side") { Kind = Wrong.UnknownCode },
        new("a rating of a pending match", "POST", "/v1/matches/{match}/ratings", SoundRating.ToJsonString(), 409, "nothing_to_rate"),
        OfContract("kind", "gift", "contract.kind:unknown_contract_kind"),
        OfContract("registrationNumber", "第1号", "contract.registrationNumber:bad_registration_number"),
        OfContract("amountYuan", 0, "contract.amountYuan:out_of_range,contract.transactionAmountYuan:above_amount"),
        OfContract("transactionAmountYuan", 600_000.01m, "contract.transactionAmountYuan:above_amount"),
        OfContract("transactionAmountYuan", -1, "contract.transactionAmountYuan:out_of_range"),
        OfContract("signedOn", null, "contract.signedOn:required"),
        OfContract("expiresOn", "2026-06-29", "contract.expiresOn:before_signature"),
        new("a contract without its contract", "POST", Progress, """{ "stage": "contract", "recordedBy": "甲" }""", 400, "validation_failed", "contract:contract_of_stage"),
        new("a visit with a contract", "POST", Progress, BadRequest.Changed(SoundContract, "stage", "visited"), 400, "validation_failed", "contract:contract_of_stage"),
        new("an agreement with a visit", "POST", Progress, """{ "stage": "agreement", "recordedBy": "甲", "visit": { "visitedOn": "2026-05-01" } }""", 400, "validation_failed", "visit:other_stage"),
        new("a visit of nobody", "POST", Progress, """{ "stage": "visited", "recordedBy": "甲", "visit": { "participants": 0 } }""", 400, "validation_failed", "visit.visitedOn:required,visit.participants:out_of_range") { Exactly = true },
        Nobody($"/v1/matches/{Guid.Empty}/life", "match_not_found"),
        .. new[] { "%E5%AE%A1%E6%A0%B8%E5%91%98", "", "a%20b", new string('a', 201) }
            .Select(account => new BadRequest($"not an account: {account}", "POST", $"/v1/matches/{{match}}:assign?account={account}", null, 400, "validation_failed", "account:unknown_account")),
        .. BadRequest.OfAnyBody("POST", Comments, SoundComment),
        new("nothing said", "POST", Comments, """{ "text": " " }""", 400, "validation_failed", "text:required"),
        new("too much said", "POST", Comments, BadRequest.Changed(SoundComment, "text", new string('长', 2001)), 400, "validation_failed", "text:too_long"),
        .. BadRequest.OfAnyBody("POST", "/v1/matches:decide", SoundBulk, "note", "reviewer"),
        Bulk("matches", new JsonArray(), "matches:required"),
        Bulk("matches", new JsonArray([.. Enumerable.Range(0, 201).Select(i => (JsonNode)new JsonObject { ["matchId"] = $"{Guid.NewGuid()}" })]), "matches:too_many"),
        Bulk("matches", new JsonArray(null, null), "matches:required"),
        Bulk("matches", new JsonArray([.. Enumerable.Range(0, 2).Select(i => (JsonNode)new JsonObject { ["matchId"] = $"{Guid.Empty}" })]), "matches:repeated"),
        Bulk("matches", new JsonArray(new JsonObject { ["matchId"] = "x" }), "matches[0].matchId:wrong_type", "invalid_json"),
        Bulk("reasonCodes", new JsonArray(), "reasonCodes:required"),
        Bulk("remindAt", "2026-05-04T03:02:01Z", "remindAt:not_held"),
        .. BadRequest.OfAnyBody("PUT", "/v1/queue-views/near", SoundView),
        View("near", """{ "status": "open" }""", "status:unknown_status"),
        View("near", """{ "sort": "title" }""", "sort:unknown_sort"),
        View("near", """{ "region": "99" }""", "region:unknown_region"),
        View("Near", """{ "status": "pending" }""", "name:malformed"),
        View(new string('n', 41), """{ "status": "pending" }""", "name:malformed"),
        Nobody("/v1/queue-views/nobodys", "view_not_found"),
        new("nobody's", "DELETE", "/v1/queue-views/nobodys", null, 404, "view_not_found"),
        Nobody("/v1/matches?view=nobodys", "view_not_found"),
        .. new[] { "claim", "release", "assign", "ask-second" }.Select(verb => new BadRequest("nobody's", "POST", $"/v1/matches/{Guid.Empty}:{verb}", null, 404, "match_not_found")),
        new("nobody's", "POST", $"/v1/matches/{Guid.Empty}/comments", SoundComment.ToJsonString(), 404, "match_not_found"),
        Nobody($"/v1/matches/{Guid.Empty}/comments", "match_not_found"),
        Nobody($"/v1/experts/{Guid.Empty}/outcomes", "expert_not_found"),
        new("an unknown region", "GET", "/v1/queue/agreement?region=99", null, 400, "validation_failed", "region:unknown_region"),
        new("the end before the beginning", "GET", "/v1/queue/agreement?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", null, 400, "validation_failed", "to:out_of_range"),
        new("no time", "GET", "/v1/queue/agreement?from=yesterday", null, 400, "invalid_request", "from:wrong_type"),
        Query("claim=yours", "claim:unknown_claim"),
        Query("due=later", "due:unknown_due"),
        Query("awaits=me", "awaits:unknown_awaits"),
        Spoilt("remindAt", "\"2026-05-04T03:02:01Z\"", "remindAt:not_held"),
        Body("""{ "decision": "held", "reviewer": "审核员甲", "remindAt": "2020-05-04T03:02:01Z" }""", "remindAt:out_of_range"),
        Body("""{ "decision": "held", "reviewer": "审核员甲", "remindAt": "2999-05-04T03:02:01Z" }""", "remindAt:out_of_range"),
        .. BadRequest.OfAnyBody("POST", Willingness, SoundWillingness, "side", "willing"),
        BadRequest.Flood("POST", Willingness, SoundWillingness, "reasonCodes", "\"x\""),
        new("nothing said", "POST", Willingness, "{}", 400, "validation_failed", "willing:required") { Kind = Wrong.MissingField },
        new("an unknown side", "POST", Willingness, BadRequest.Changed(SoundWillingness, "side", "bureau"), 400, "validation_failed", "side:unknown_side") { Kind = Wrong.UnknownCode },
        new("an unknown reason", "POST", Willingness, BadRequest.Changed(SoundWillingness, "reasonCodes", new JsonArray("mood")), 400, "validation_failed", "reasonCodes[0]:unknown_reason_code") { Kind = Wrong.UnknownCode },
        new("a match that is pending", "POST", Willingness, SoundWillingness.ToJsonString(), 409, "match_not_accepted"),
        new("a match of nobody", "POST", $"/v1/matches/{Guid.Empty}/willingness", SoundWillingness.ToJsonString(), 404, "match_not_found"),
        .. BadRequest.OfAnyBody("POST", Decision, Sound, "note", "reviewer"),
        BadRequest.Flood("POST", Decision, Sound, "reasonCodes", "\"x\"") with { Exactly = true },
        Body("{}", "decision:required,reviewer:required"),
        Spoilt("decision", "\"approved\"", "decision:unknown_decision"),
        Spoilt("decision", "\"pending\"", "decision:unknown_decision"),
        Spoilt("decision", "null", "decision:required"),
        Spoilt("decision", "1", "decision:wrong_type", "invalid_json"),
        Spoilt("reasonCodes", "[]", "reasonCodes:required"),
        Spoilt("reasonCodes", "null", "reasonCodes:required"),
        Spoilt("reasonCodes", "\"irrelevant\"", "reasonCodes:wrong_type", "invalid_json"),
        Spoilt("reasonCodes", "[17]", "reasonCodes[0]:wrong_type", "invalid_json"),
        Spoilt("reasonCodes", "[\"irrelevant\", \"dislike\"]", "reasonCodes[1]:unknown_reason_code"),
        Spoilt("reasonCodes", "[null]", "reasonCodes[0]:unknown_reason_code"),
        Spoilt("reasonCodes", "[\"price\", \"price\"]", "reasonCodes:repeated"),
        Spoilt("note", $"\"{new string('长', 2001)}\"", "note:too_long"),
        Spoilt("reviewer", "\" \"", "reviewer:required"),
        Spoilt("reviewer", $"\"{new string('名', 61)}\"", "reviewer:too_long"),
        Spoilt("rank", "1", "rank:unknown_field", "invalid_json"),
        .. BadRequest.OfAnyBody("POST", Progress, SoundEnd, "note", "recordedBy"),
        BadRequest.Flood("POST", Progress, SoundEnd, "reasonCodes", "\"x\"") with { Exactly = true },
        End("{}", "stage:required,recordedBy:required"),
        SpoiltEnd("stage", "\"signed\"", "stage:unknown_stage"),
        SpoiltEnd("stage", "\"Ended\"", "stage:unknown_stage"),
        SpoiltEnd("stage", "null", "stage:required"),
        SpoiltEnd("reasonCodes", "[]", "reasonCodes:required"),
        SpoiltEnd("reasonCodes", "null", "reasonCodes:required"),
        SpoiltEnd("reasonCodes", "[\"price\", \"dislike\"]", "reasonCodes[1]:unknown_reason_code"),
        SpoiltEnd("reasonCodes", "[\"price\", \"price\"]", "reasonCodes:repeated"),
        SpoiltEnd("note", $"\"{new string('长', 2001)}\"", "note:too_long"),
        SpoiltEnd("recordedBy", "\" \"", "recordedBy:required"),
        SpoiltEnd("recordedBy", $"\"{new string('名', 61)}\"", "recordedBy:too_long"),
        SpoiltEnd("progressedAt", "\"2026-05-04T00:00:00Z\"", "progressedAt:unknown_field", "invalid_json"),
        new("of a pending match", "POST", Progress, SoundEnd.ToJsonString(), 409, "match_not_accepted") { Exactly = true },
        new("nobody's", "POST", $"/v1/matches/{Guid.Empty}/progress", SoundEnd.ToJsonString(), 404, "match_not_found") { Exactly = true },
        Query("region=3306", "region:unknown_region"),
        Query("region=990000", "region:unknown_region"),
        Query("region=", "region:unknown_region"),
        Query("field=99", "field:unknown_field_code"),
        Query("field=4030", "field:unknown_field_code"),
        Query("status=open", "status:unknown_status"),
        Query("status=PENDING", "status:unknown_status"),
        Query("minScore=-1", "minScore:out_of_range"),
        Query("minScore=100.1", "minScore:out_of_range"),
        Query("minScore=NaN", "minScore:out_of_range"),
        Query("minScore=many", "minScore:wrong_type", "invalid_request"),
        Query("demand=17", "demand:wrong_type", "invalid_request"),
        Query("limit=0", "limit:out_of_range"),
        Query("limit=101", "limit:out_of_range"),
        Query("limit=ten", "limit:wrong_type", "invalid_request"),
        Query("sort=title", "sort:unknown_sort"),
        Query("cursor=x", "cursor:invalid_cursor"),
        Query("cursor=bnVsbA", "cursor:invalid_cursor"),
        Query("cursor=eyJTY29yZSI6IngifQ", "cursor:invalid_cursor"),
        Nobody($"/v1/experts/{Guid.Empty}/personal-data", "expert_not_found"),
        Nobody("/v1/matches/17", "not_found"),
        Nobody($"/v1/matches/{Guid.Empty}", "match_not_found"),
        Nobody("/v1/matches/17/decision", "not_found"),
        Nobody($"/v1/matches/{Guid.Empty}/decision", "match_not_found"),
        Nobody("/v1/demands/17/matches", "not_found"),
    ];

    public static TheoryData<int, string> Cases => BadRequest.Numbered(All);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Bad_input_is_refused_by_name_and_nothing_is_stored(int number, string name)
    {
        Assert.Equal(All[number].ToString(), name);
        using var side = All[number].Role is { } role ? service.As(role) : null;
        await All[number].IsRefused(side ?? service.Http, service.Fill, service.Fingerprint);
    }

    [Fact]
    public async Task The_sound_body_the_bad_ones_are_made_of_is_taken()
    {
        var (_, _, ids) = await service.Queue(1);
        Assert.Equal(HttpStatusCode.Created, (await service.Post($"/v1/matches/{ids[0]}/decision", Sound)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await service.Post($"/v1/matches/{await service.AcceptedMatch()}/progress", SoundEnd)).StatusCode);
    }

    [Fact]
    public async Task An_idempotency_key_that_is_too_long_is_refused()
    {
        var before = await service.Fingerprint();
        Assert.Equal(["Idempotency-Key:too_long"], await (await service.Decide(service.Match, key: new string('k', 201))).Faults());
        Assert.Equal(before, await service.Fingerprint());
    }

    [Fact]
    public void Every_endpoint_that_takes_input_is_tried() => Assert.Equal(
        ["GET /v1/matches/reason-codes", "GET /v1/queue-views", "POST /v1/operations/republish-decisions"], BadRequest.Untried(service.Services, All).Order(StringComparer.Ordinal));

    private static BadRequest Body(string body, string faults, string code = "validation_failed") =>
        new(body[..Math.Min(body.Length, 120)], "POST", Decision, body, 400, code, faults) { Exactly = true };

    private static BadRequest Spoilt(string field, string value, string faults, string code = "validation_failed") =>
        Body(BadRequest.Changed(Sound, field, "*").Replace("\"*\"", value, StringComparison.Ordinal), faults, code);

    private static BadRequest End(string body, string faults, string code = "validation_failed") => Body(body, faults, code) with { Path = Progress };

    private static BadRequest SpoiltEnd(string field, string value, string faults, string code = "validation_failed") =>
        End(BadRequest.Changed(SoundEnd, field, "*").Replace("\"*\"", value, StringComparison.Ordinal), faults, code);

    private static BadRequest OfContract(string field, JsonNode? value, string faults)
    {
        var body = SoundContract.DeepClone().AsObject();
        body["contract"]![field] = value;
        return new($"a contract whose {field} is {value}", "POST", Progress, body.ToJsonString(), 400, "validation_failed", faults) { Exactly = true };
    }

    private static BadRequest Bulk(string field, JsonNode value, string fault, string code = "validation_failed") =>
        new($"{field}: {fault}", "POST", "/v1/matches:decide", BadRequest.Changed(SoundBulk, field, value), 400, code, fault) { Exactly = true };

    private static BadRequest View(string name, string body, string fault) => new(fault, "PUT", $"/v1/queue-views/{name}", body, 400, "validation_failed", fault) { Exactly = true };

    private static BadRequest Query(string query, string faults, string code = "validation_failed") =>
        new(query, "GET", $"/v1/matches?{query}", null, 400, code, faults) { Exactly = true };

    private static BadRequest Nobody(string path, string code) => new("nobody's", "GET", path, null, 404, code) { Exactly = true };
}
