using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Matchmaking.Harness;
using Matchmaking.Platform.Http;
using Microsoft.OpenApi;

namespace Matchmaking.Documents.Tests;

/// <summary>The merged document at the gateway.</summary>
[Collection("system")]
public sealed partial class MergedDocumentTests(WholeSystem system)
{
    private static readonly Uri Address = new("/api/openapi.json", UriKind.Relative);

    [Fact]
    public async Task The_document_that_is_kept_is_what_the_services_say() =>
        Written.Agrees(Written.PathOf("services", "Documents", "openapi.json"), await Merged());

    [Fact]
    public async Task It_is_OpenAPI_3_1_without_a_fault_and_every_operation_has_a_name_of_its_own()
    {
        var (document, diagnostic) = OpenApiDocument.Parse((await Merged()).ToJsonString(), "json");

        Assert.Empty(diagnostic!.Errors);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, diagnostic.SpecificationVersion);
        var operations = document!.Paths.SelectMany(path => path.Value.Operations!.Values).Select(operation => operation.OperationId).ToArray();
        Assert.InRange(operations.Length, 70, int.MaxValue);
        Assert.Equal(operations.Distinct().Order(), operations.Order());
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_who_may_and_which_problems_it_has()
    {
        foreach (var (name, operation) in Operations(await Merged()))
        {
            Assert.True(((string?)operation["summary"])?.Length > 5, $"{name} has no summary: its slice has no comment.");
            Assert.Equal(operation["security"] is not null, operation["responses"]!["401"] is not null && operation["x-roles"] is not null);
            Assert.Contains("too_many_requests", Codes(operation["responses"]!["429"]!));
        }
    }

    [Fact]
    public async Task Problems_have_the_codes_that_the_code_of_the_endpoint_can_come_to()
    {
        var answers = Operations(await Merged()).ToDictionary(pair => pair.Name, pair => pair.Operation["responses"]!);

        Assert.Equal(["deadline_passed", "demand_confidential", "demand_unclear", "enterprise_unknown"], Codes(answers["PostDemand"]["409"]!));
        Assert.Equal(["idempotency_key_reused"], Codes(answers["PostDemand"]["422"]!));
        Assert.Equal(["match_already_decided", "match_claimed", "match_disputed", "match_gone", "opinion_given"], Codes(answers["DecideMatch"]["409"]!));
        Assert.Contains("xlsx_too_large", Codes(answers["ImportDemands"]["400"]!));
        Assert.DoesNotContain("invalid_json", Codes(answers["GetDemand"]["default"]!));
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_every_field_of_a_body_is_described()
    {
        var merged = await Merged();

        foreach (Match reference in Reference().Matches(merged.ToJsonString()))
        {
            Assert.NotNull(merged["components"]![reference.Groups[1].Value]![reference.Groups[2].Value]);
        }

        var fields = merged["components"]!["schemas"]!["DemandForm"]!["properties"]!.AsObject();
        Assert.All(fields, field => Assert.True(field.Value!.ToJsonString().Contains("\"description\"", StringComparison.Ordinal), $"{field.Key} is not described"));
    }

    [Fact]
    public async Task Headers_stand_where_they_are_sent()
    {
        var operations = Operations(await Merged()).ToDictionary(pair => pair.Name, pair => pair.Operation);

        Assert.NotNull(operations["ListDemands"]["responses"]!["200"]!["headers"]!["Link"]);
        Assert.NotNull(operations["GetDemand"]["responses"]!["200"]!["headers"]!["ETag"]);
        Assert.Null(operations["GetDemand"]["responses"]!["200"]!["headers"]!["Link"]);
        var condition = operations["CloseDemand"]["parameters"]!.AsArray().Single(parameter => (string?)parameter!["name"] == "If-Match")!;
        Assert.True((bool)condition["required"]!);
        Assert.Contains(operations["PostDemand"]["parameters"]!.AsArray(), parameter => (string?)parameter!["name"] == "Idempotency-Key");
    }

    [Fact]
    public async Task Who_has_the_document_is_told_that_it_has_not_changed()
    {
        using var first = await system.Http.GetAsync(Address);
        using var ask = new HttpRequestMessage(HttpMethod.Get, Address) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await system.Http.SendAsync(ask);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task What_only_operators_reach_at_a_service_is_left_out()
    {
        Assert.DoesNotContain((await Merged())["paths"]!.AsObject(), path => path.Key.Contains("/operations/", StringComparison.Ordinal) || path.Key.EndsWith(":promote", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_of_problems_has_every_code_with_status_and_both_titles()
    {
        var page = await system.Http.GetStringAsync(new Uri("/reference/problems", UriKind.Relative));

        Assert.All(ProblemTitles.Codes, code => Assert.Matches($"<tr id=\"{code}\"><td><code>{code}</code></td><td>\\d{{3}}", page));
        Assert.Contains("<td>404</td><td>There is no such need</td><td>没有该需求</td><td>technology-demands, match-review</td>", page);
    }

    [Fact]
    public async Task The_page_of_events_and_its_document_are_served()
    {
        var page = await system.Http.GetStringAsync(new Uri("/reference/events", UriKind.Relative));
        var document = await (await system.Http.GetAsync(new Uri("/api/asyncapi.json", UriKind.Relative))).Json();

        Assert.Equal("3.0.0", (string?)document["asyncapi"]);
        Assert.All(AsyncApiFromContracts.Events, type => Assert.Contains($"<h2 id=\"{type.Name}\">", page));
        Assert.Contains("Ranking (queue ranking-rank-demand)", page);
    }

    [Fact]
    public async Task The_reference_loads_nothing_from_elsewhere()
    {
        using var page = await system.Http.GetAsync(new Uri("/reference/index.html", UriKind.Relative));
        var html = await page.Content.ReadAsStringAsync();

        Assert.True(page.IsSuccessStatusCode, html);
        Assert.StartsWith("default-src 'self';", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(src|href)=""https?:", html);
        Assert.DoesNotMatch(@"<script(?![^>]*src=)", html);
        foreach (Match part in Part().Matches(html))
        {
            using var answer = await system.Http.GetAsync(new Uri($"/reference/{part.Groups[1].Value}", UriKind.Relative));
            Assert.True(answer.IsSuccessStatusCode, $"{part.Value}: {(int)answer.StatusCode}");
        }
    }

    private async Task<JsonNode> Merged()
    {
        return await Eventually.Get(async () => await (await system.Http.GetAsync(Address)).Json(), document => document["x-services"]!.AsObject().All(part => (string?)part.Value == "current"), "a service never told its document", TimeSpan.FromSeconds(60));
    }

    private static IEnumerable<(string Name, JsonNode Operation)> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => ((string)operation.Value!["operationId"]!, operation.Value!));

    private static string[] Codes(JsonNode answer) =>
        [.. answer["content"]!["application/problem+json"]!["schema"]!["properties"]!["code"]!["enum"]!.AsArray().Select(code => (string)code!)];

    [GeneratedRegex("""
        "\$ref":"#/components/([^/"]+)/([^"]+)"
        """)]
    private static partial Regex Reference();

    [GeneratedRegex("""(?:src|href)="\./([^"]+)""")]
    private static partial Regex Part();
}
