using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Gateway.Reference;
using Microsoft.Extensions.Options;

namespace Matchmaking.Gateway.Tests;

/// <summary>What the merged document says while services come and go.</summary>
public sealed class PublishedDocumentsTests
{
    private readonly Services services = new();
    private readonly HandClock clock = new();

    [Fact]
    public async Task A_service_that_is_away_keeps_its_last_part_and_the_document_says_so()
    {
        using var documents = Documents();
        var before = Read(await documents.Get(CancellationToken.None));
        services.IsAway = address => address.Port == 4;
        clock.Now += TimeSpan.FromSeconds(16);
        var after = await documents.Get(CancellationToken.None);

        Assert.All(before["x-services"]!.AsObject(), part => Assert.Equal("current", (string?)part.Value));
        Assert.Equal("last_known", (string?)Read(after)["x-services"]!["ranking"]);
        Assert.Equal("current", (string?)Read(after)["x-services"]!["webhooks"]);
        Assert.Contains("ranking cannot be reached now", (string)Read(after)["info"]!["description"]!);
        Assert.NotNull(Read(after)["paths"]!["/api/v1/ranker"]);
    }

    [Fact]
    public async Task A_service_that_was_never_there_is_left_out_and_comes_when_it_is()
    {
        services.IsAway = address => address.Port == 4;
        using var documents = Documents();
        var without = await documents.Get(CancellationToken.None);
        services.IsAway = _ => false;
        clock.Now += TimeSpan.FromSeconds(16);
        var with = await documents.Get(CancellationToken.None);

        Assert.Equal("missing", (string?)Read(without)["x-services"]!["ranking"]);
        Assert.Null(Read(without)["paths"]!["/api/v1/ranker"]);
        Assert.Equal("current", (string?)Read(with)["x-services"]!["ranking"]);
        Assert.NotEqual(without.ETag, with.ETag);
    }

    [Fact]
    public async Task Within_a_while_nobody_is_asked_again()
    {
        using var documents = Documents();
        await documents.Get(CancellationToken.None);
        await documents.Get(CancellationToken.None);

        Assert.Equal(7, services.Asked);
    }

    [Fact]
    public async Task What_means_something_else_in_each_service_has_its_name_in_front_and_what_is_the_same_stands_once()
    {
        using var documents = Documents();
        var merged = Read(await documents.Get(CancellationToken.None));

        var schemas = merged["components"]!["schemas"]!.AsObject();
        Assert.NotNull(schemas["RankingThing"]);
        Assert.NotNull(schemas["MatchReviewThing"]);
        Assert.Null(schemas["Thing"]);
        // It holds a thing, so it is not the same either.
        Assert.Equal("#/components/schemas/RankingThing", (string?)schemas["RankingHolder"]!["properties"]!["one"]!["$ref"]);
        Assert.NotNull(schemas["Same"]);
        Assert.Equal("#/components/schemas/RankingHolder", (string?)merged["paths"]!["/api/v1/ranker"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["$ref"]);
        Assert.Null(merged["paths"]!["/api/v1/operations/secret"]);
        Assert.Null(schemas["Unused"]);
    }

    private PublishedDocuments Documents() => new(services, Options.Create(new GatewayOptions
    {
        Identity = "http://services.example:1/",
        TalentProfiles = "http://services.example:2/",
        TechnologyDemands = "http://services.example:3/",
        Ranking = "http://services.example:4/",
        MatchReview = "http://services.example:5/",
        Webhooks = "http://services.example:6/",
        Insights = "http://services.example:7/",
    }), clock);

    private static JsonNode Read(Published published) => JsonNode.Parse(published.Bytes)!;

    private sealed class HandClock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromHours(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }

    private sealed class Services : HttpMessageHandler, IHttpClientFactory
    {
        public Func<Uri, bool> IsAway { get; set; } = _ => false;

        public int Asked { get; private set; }

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            var port = request.RequestUri!.Port;
            return IsAway(request.RequestUri) ? throw new HttpRequestException("away") : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Document(port)) });
        }

        private static string Document(int port) => $$"""
            {
              "openapi": "3.1.1",
              "paths": {
                "{{(port == 4 ? "/v1/ranker" : $"/v1/matches/{port}")}}": { "get": { "operationId": "Get{{port}}", "responses": { "200": { "content": {
                  "application/json": { "schema": { "$ref": "#/components/schemas/Holder" } }, "text/csv": { "schema": { "$ref": "#/components/schemas/Same" } } } } } } },
                "/v1/operations/secret": { "get": { "operationId": "Secret{{port}}", "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Unused" } } } } } } }
              },
              "components": { "schemas": {
                "Thing": { "type": "object", "description": "of {{port}}" },
                "Holder": { "type": "object", "properties": { "one": { "$ref": "#/components/schemas/Thing" } } },
                "Same": { "type": "object", "properties": { "a": { "type": "string" } } },
                "Unused": { "type": "string" }
              } }
            }
            """;
    }
}
