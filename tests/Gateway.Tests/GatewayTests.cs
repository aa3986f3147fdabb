using System.Net;
using System.Net.Http.Headers;
using Matchmaking.Harness;

namespace Matchmaking.Gateway.Tests;

/// <summary>A gateway of its own for each test: the rate limit counts what a test before has used.</summary>
public sealed class GatewayTests : IAsyncLifetime
{
    private readonly GatewayInFront gateway = new();

    public Task InitializeAsync() => gateway.InitializeAsync();

    public Task DisposeAsync() => gateway.DisposeAsync();

    [Theory]
    [InlineData("/api/v1/experts", "/v1/experts")]
    [InlineData("/api/v1/experts/1/portrait", "/v1/experts/1/portrait")]
    [InlineData("/api/v1/experts/1/graph", "/v1/experts/1/graph")]
    [InlineData("/api/v1/technologies", "/v1/technologies")]
    [InlineData("/api/v1/technologies/graphene", "/v1/technologies/graphene")]
    [InlineData("/api/v1/technologies:link", "/v1/technologies:link")]
    [InlineData("/api/v1/demands/1/matches", "/v1/demands/1/matches")]
    [InlineData("/api/v1/matches/1/progress", "/v1/matches/1/progress")]
    [InlineData("/api/v1/organisations/1:approve", "/v1/organisations/1:approve")]
    [InlineData("/api/v1/accounts", "/v1/accounts")]
    [InlineData("/api/v1/account/password", "/v1/account/password")]
    [InlineData("/api/v1/clients/1:rotate", "/v1/clients/1:rotate")]
    [InlineData("/api/openapi/ranking.json", "/openapi.json")]
    public async Task An_address_under_api_reaches_its_service_without_the_prefix(string asked, string arrived)
    {
        var answer = await gateway.Http.GetAsync(asked);

        Assert.Equal(arrived, (string?)(await answer.Json())["path"]);
        Assert.Equal("/api", (string?)(await answer.Json())["prefix"]);
    }

    [Theory]
    [InlineData("/connect/token")]
    [InlineData("/connect/revocation")]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/.well-known/jwks.json")]
    public async Task The_addresses_of_the_issuer_are_reached_as_they_are(string address)
    {
        var answer = await gateway.Http.GetAsync(address);

        Assert.Equal(address, (string?)(await answer.Json())["path"]);
        Assert.Equal("", (string?)(await answer.Json())["prefix"]);
    }

    [Fact]
    public async Task Where_a_thing_was_created_is_told_as_callers_reach_it()
    {
        var answer = await gateway.Http.PostAsync("/api/v1/demands", new StringContent("{}"));

        Assert.Equal("/api/v1/things/1", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/api/v1/operations/republish-talents")]
    [InlineData("/api/v1/operations/rerank-demands")]
    [InlineData("/v1/experts")]
    [InlineData("/api/v2/experts")]
    public async Task What_operators_do_and_what_does_not_exist_is_not_reached(string address)
    {
        var answer = await gateway.Http.PostAsync(address, new StringContent("{}"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("not_found", await answer.ProblemCode());
    }

    [Theory]
    [InlineData("/api/v1/models:rollback")]
    [InlineData("/api/v1/models/0123456789abcdef01234567:promote")]
    public async Task Models_are_shown_and_not_changed_from_outside(string address)
    {
        Assert.Equal(HttpStatusCode.OK, (await gateway.Http.GetAsync("/api/v1/models")).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await gateway.Http.PostAsync(address, new StringContent("{}"))).StatusCode);
    }

    [Fact]
    public async Task A_form_takes_1_MiB_and_an_import_64()
    {
        Assert.Equal(HttpStatusCode.OK, (await Post("/api/v1/demands", 1024 * 1024)).StatusCode);
        var large = await Post("/api/v1/demands", (1024 * 1024) + 1);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal("body_too_large", await large.ProblemCode());

        Assert.Equal(HttpStatusCode.OK, (await Post("/api/v1/experts/import", 8 * 1024 * 1024)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Post("/api/v1/experts/import", (64 * 1024 * 1024) + 1)).StatusCode);
    }

    [Fact]
    public async Task Who_asks_too_much_is_told_when_to_come_back_and_health_is_not_counted()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => gateway.Http.GetAsync("/api/v1/ranker")));

        Assert.InRange(answers.Count(a => a.IsSuccessStatusCode), 60, 150);
        var refused = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal("too_many_requests", await refused.ProblemCode());
        Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await gateway.Http.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task A_header_in_Chinese_passes()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/ranker");
        request.Headers.TryAddWithoutValidation("User-Agent", "企业客户端");
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 };
        using var http = new HttpClient(handler) { BaseAddress = gateway.Http.BaseAddress };

        Assert.Equal("企业客户端", (string?)(await (await http.SendAsync(request)).Json())["agent"]);
    }

    private Task<HttpResponseMessage> Post(string address, int bytes)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(new byte[bytes]) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.ExpectContinue = true;
        return gateway.Http.SendAsync(request);
    }
}
