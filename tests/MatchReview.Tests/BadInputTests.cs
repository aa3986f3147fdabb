using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.MatchReview.Tests;

/// <summary>Every endpoint against every kind of bad input: the status, the code, the field, and nothing stored.</summary>
public sealed class BadInputTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private const string Sound = """{ "decision": "rejected", "reasonCodes": ["irrelevant"], "note": "不符", "reviewer": "周明" }""";

    /// <summary>Endpoint, query, status, code and field:code.</summary>
    public static TheoryData<string, string, int, string, string> BadAddresses => new()
    {
        { "ListQueuedMatches", "/v1/matches?region=3306", 400, "validation_failed", "region:unknown_region" },
        { "ListQueuedMatches", "/v1/matches?region=990000", 400, "validation_failed", "region:unknown_region" },
        { "ListQueuedMatches", "/v1/matches?region=", 400, "validation_failed", "region:unknown_region" },
        { "ListQueuedMatches", "/v1/matches?field=99", 400, "validation_failed", "field:unknown_field_code" },
        { "ListQueuedMatches", "/v1/matches?field=4030", 400, "validation_failed", "field:unknown_field_code" },
        { "ListQueuedMatches", "/v1/matches?status=open", 400, "validation_failed", "status:unknown_status" },
        { "ListQueuedMatches", "/v1/matches?status=PENDING", 400, "validation_failed", "status:unknown_status" },
        { "ListQueuedMatches", "/v1/matches?minScore=-1", 400, "validation_failed", "minScore:out_of_range" },
        { "ListQueuedMatches", "/v1/matches?minScore=100.1", 400, "validation_failed", "minScore:out_of_range" },
        { "ListQueuedMatches", "/v1/matches?minScore=NaN", 400, "validation_failed", "minScore:out_of_range" },
        { "ListQueuedMatches", "/v1/matches?minScore=many", 400, "invalid_request", "minScore:wrong_type" },
        { "ListQueuedMatches", "/v1/matches?demand=17", 400, "invalid_request", "demand:wrong_type" },
        { "ListQueuedMatches", "/v1/matches?limit=0", 400, "validation_failed", "limit:out_of_range" },
        { "ListQueuedMatches", "/v1/matches?limit=101", 400, "validation_failed", "limit:out_of_range" },
        { "ListQueuedMatches", "/v1/matches?limit=ten", 400, "invalid_request", "limit:wrong_type" },
        { "ListQueuedMatches", "/v1/matches?cursor=x", 400, "validation_failed", "cursor:invalid_cursor" },
        { "ListQueuedMatches", "/v1/matches?cursor=bnVsbA", 400, "validation_failed", "cursor:invalid_cursor" },
        { "ListQueuedMatches", "/v1/matches?cursor=eyJTY29yZSI6IngifQ", 400, "validation_failed", "cursor:invalid_cursor" },
        { "GetMatch", "/v1/matches/17", 404, "not_found", "" },
        { "GetMatch", "/v1/matches/00000000-0000-0000-0000-000000000000", 404, "match_not_found", "" },
        { "GetDecision", "/v1/matches/17/decision", 404, "not_found", "" },
        { "GetDecision", "/v1/matches/00000000-0000-0000-0000-000000000000/decision", 404, "match_not_found", "" },
        { "ListDemandMatches", "/v1/demands/17/matches", 404, "not_found", "" },
    };

    /// <summary>Endpoint, body, content type, status, code and field:code.</summary>
    public static TheoryData<string, string, string, int, string, string> BadBodies => new()
    {
        { "DecideMatch", "", "application/json", 400, "body_required", "" },
        { "DecideMatch", "{", "application/json", 400, "invalid_json", ":malformed" },
        { "DecideMatch", "null", "application/json", 400, "body_required", "" },
        { "DecideMatch", "[]", "application/json", 400, "invalid_json", ":wrong_type" },
        { "DecideMatch", "{}", "application/json", 400, "validation_failed", "decision:required,reviewer:required" },
        { "DecideMatch", With("decision", "\"approved\""), "application/json", 400, "validation_failed", "decision:unknown_decision" },
        { "DecideMatch", With("decision", "\"pending\""), "application/json", 400, "validation_failed", "decision:unknown_decision" },
        { "DecideMatch", With("decision", "null"), "application/json", 400, "validation_failed", "decision:required" },
        { "DecideMatch", With("decision", "1"), "application/json", 400, "invalid_json", "decision:wrong_type" },
        { "DecideMatch", With("reasonCodes", "[]"), "application/json", 400, "validation_failed", "reasonCodes:required" },
        { "DecideMatch", With("reasonCodes", "null"), "application/json", 400, "validation_failed", "reasonCodes:required" },
        { "DecideMatch", With("reasonCodes", "\"irrelevant\""), "application/json", 400, "invalid_json", "reasonCodes:wrong_type" },
        { "DecideMatch", With("reasonCodes", "[17]"), "application/json", 400, "invalid_json", "reasonCodes[0]:wrong_type" },
        { "DecideMatch", With("reasonCodes", "[\"irrelevant\", \"dislike\"]"), "application/json", 400, "validation_failed", "reasonCodes[1]:unknown_reason_code" },
        { "DecideMatch", With("reasonCodes", "[null]"), "application/json", 400, "validation_failed", "reasonCodes[0]:unknown_reason_code" },
        { "DecideMatch", With("reasonCodes", "[\"price\", \"price\"]"), "application/json", 400, "validation_failed", "reasonCodes:repeated" },
        { "DecideMatch", With("reasonCodes", $"[{string.Join(',', Enumerable.Repeat("\"x\"", 250_000))}]"), "application/json", 400, "validation_failed", "reasonCodes:too_many" },
        { "DecideMatch", With("note", $"\"{new string('长', 2001)}\""), "application/json", 400, "validation_failed", "note:too_long" },
        { "DecideMatch", With("note", "\"a\\u0000b\""), "application/json", 400, "invalid_json", "note:invalid_character" },
        { "DecideMatch", With("note", "\"\\ud800\""), "application/json", 400, "invalid_json", "note:invalid_character" },
        { "DecideMatch", With("reviewer", "\" \""), "application/json", 400, "validation_failed", "reviewer:required" },
        { "DecideMatch", With("reviewer", $"\"{new string('名', 61)}\""), "application/json", 400, "validation_failed", "reviewer:too_long" },
        { "DecideMatch", With("reviewer", "[]"), "application/json", 400, "invalid_json", "reviewer:wrong_type" },
        { "DecideMatch", With("rank", "1"), "application/json", 400, "invalid_json", "rank:unknown_field" },
        { "DecideMatch", Sound, "text/plain", 415, "unsupported_media_type", "" },
        { "DecideMatch", Sound, "application/x-www-form-urlencoded", 415, "unsupported_media_type", "" },
        { "DecideMatch", With("note", $"\"{new string('a', 1024 * 1024)}\""), "application/json", 413, "body_too_large", "" },
    };

    [Theory]
    [MemberData(nameof(BadAddresses))]
    public async Task A_bad_address_is_refused_by_name(string endpoint, string address, int status, string code, string fault)
    {
        Assert.NotEmpty(endpoint);
        await Refused(await service.Http.GetAsync(address), status, code, fault);
    }

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_bad_body_is_refused_by_name_and_nothing_is_stored(string endpoint, string body, string contentType, int status, string code, string fault)
    {
        Assert.NotEmpty(endpoint);
        var (_, _, ids) = await service.Queue(1);
        await Refused(await service.Send(HttpMethod.Post, $"/v1/matches/{ids[0]}/decision", body, contentType), status, code, fault);

        Assert.Equal("pending", await service.Database.Scalar<string>("select status from match where match_id = @Id and reviewer is null", new { Id = ids[0] }));
        Assert.Empty(await service.Decided(ids[0]));
        Assert.Equal(0, await service.Database.Scalar<int>("select count(*)::int from idempotency_key"));
    }

    [Fact]
    public async Task The_sound_body_the_bad_ones_are_made_of_is_taken()
    {
        var (_, _, ids) = await service.Queue(1);
        Assert.Equal(HttpStatusCode.Created, (await service.Send(HttpMethod.Post, $"/v1/matches/{ids[0]}/decision", Sound)).StatusCode);
    }

    [Fact]
    public async Task An_idempotency_key_that_is_too_long_is_refused()
    {
        var (_, _, ids) = await service.Queue(1);
        await Refused(await service.Decide(ids[0], key: new string('k', 201)), 400, "validation_failed", "Idempotency-Key:too_long");
        Assert.Equal(0, await service.Database.Scalar<int>("select count(*)::int from idempotency_key"));
    }

    [Fact]
    public void Every_endpoint_has_a_row_here()
    {
        var mapped = service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal))
            .Select(e => e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? e.RoutePattern.RawText!);
        var rows = BadAddresses.Select(row => (string)row[0]).Concat(BadBodies.Select(row => (string)row[0]));

        Assert.Equal(mapped.Order(StringComparer.Ordinal), rows.Distinct().Order(StringComparer.Ordinal));
    }

    private static string With(string field, string value)
    {
        var body = JsonNode.Parse(Sound)!.AsObject();
        body[field] = "*";
        return body.ToJsonString().Replace("\"*\"", value, StringComparison.Ordinal);
    }

    private static async Task Refused(HttpResponseMessage answer, int status, string code, string fault)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.ProblemCode()));
        Assert.Equal(fault, string.Join(',', await answer.Faults()));
    }
}
