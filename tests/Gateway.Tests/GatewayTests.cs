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
    [InlineData("/api/v1/matches/1:claim", "/v1/matches/1:claim")]
    [InlineData("/api/v1/matches:decide", "/v1/matches:decide")]
    [InlineData("/api/v1/experts/1/outcomes", "/v1/experts/1/outcomes")]
    [InlineData("/api/v1/queue/agreement", "/v1/queue/agreement")]
    [InlineData("/api/v1/queue-views/mine", "/v1/queue-views/mine")]
    [InlineData("/api/v1/watches", "/v1/watches")]
    [InlineData("/api/v1/webhooks", "/v1/webhooks")]
    [InlineData("/api/v1/notices", "/v1/notices")]
    [InlineData("/api/v1/notices/unread", "/v1/notices/unread")]
    [InlineData("/api/v1/notices:read", "/v1/notices:read")]
    [InlineData("/api/v1/mail-subscription", "/v1/mail-subscription")]
    [InlineData("/api/v1/mail-links/abc", "/v1/mail-links/abc")]
    [InlineData("/api/v1/webhooks/1:test", "/v1/webhooks/1:test")]
    [InlineData("/api/v1/webhooks/1/deliveries/2:replay", "/v1/webhooks/1/deliveries/2:replay")]
    [InlineData("/api/v1/audit/technology-demands", "/v1/audit/technology-demands")]
    [InlineData("/api/v1/audit/ranking/heads", "/v1/audit/ranking/heads")]
    [InlineData("/api/v1/organisations/1:approve", "/v1/organisations/1:approve")]
    [InlineData("/api/v1/accounts", "/v1/accounts")]
    [InlineData("/api/v1/account/password", "/v1/account/password")]
    [InlineData("/api/v1/clients/1:rotate", "/v1/clients/1:rotate")]
    [InlineData("/api/v1/demands/template.xlsx", "/v1/demands/template.xlsx")]
    [InlineData("/api/v1/experts/export", "/v1/experts/export")]
    [InlineData("/api/v1/demands/1/jsonld", "/v1/demands/1/jsonld")]
    [InlineData("/api/v1/demands:diagnose", "/v1/demands:diagnose")]
    [InlineData("/api/v1/demands/1/verification:pass", "/v1/demands/1/verification:pass")]
    [InlineData("/api/v1/verifications?level=department", "/v1/verifications")]
    [InlineData("/api/v1/figures", "/v1/figures")]
    [InlineData("/api/v1/instruments/1/calendar", "/v1/instruments/1/calendar")]
    [InlineData("/api/v1/instruments/1:maintain", "/v1/instruments/1:maintain")]
    [InlineData("/api/v1/instruments:check-purchase", "/v1/instruments:check-purchase")]
    [InlineData("/api/v1/bookings/1:record-use", "/v1/bookings/1:record-use")]
    [InlineData("/api/v1/challenges", "/v1/challenges")]
    [InlineData("/api/v1/challenges/1:argue", "/v1/challenges/1:argue")]
    [InlineData("/api/v1/bids/1/milestones/2:check", "/v1/bids/1/milestones/2:check")]
    [InlineData("/api/v1/panellists/1/conflicts", "/v1/panellists/1/conflicts")]
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

        foreach (var import in new[] { "/api/v1/experts/import", "/api/v1/demands/import" })
        {
            Assert.Equal(HttpStatusCode.OK, (await Post(import, 8 * 1024 * 1024)).StatusCode);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Post(import, (64 * 1024 * 1024) + 1)).StatusCode);
        }
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

    [Fact]
    public async Task Each_client_has_a_limit_of_its_own_and_who_sends_no_valid_token_shares_that_of_the_address()
    {
        async Task<HttpStatusCode> Ask(string? token)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/experts");
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            using var answer = await gateway.Http.SendAsync(request);
            return answer.StatusCode;
        }

        async Task<int> Spend(Func<int, string?> token) => (await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Ask(token(i))))).Count(status => status == HttpStatusCode.OK);

        // 60 at once and 50 a second after that.
        Assert.InRange(await Spend(_ => TestIssuer.Token("enterprise", "a", subject: "first")), 60, 250);
        Assert.Equal(HttpStatusCode.OK, await Ask(TestIssuer.Token("enterprise", "a", subject: "second")));
        Assert.InRange(await Spend(i => $"forged-{i}"), 60, 250);
        Assert.Equal(HttpStatusCode.OK, await Ask(TestIssuer.Token("enterprise", "a", subject: "third")));
    }

    [Fact]
    public async Task An_answer_is_compressed_where_the_client_takes_it_and_names_the_request_and_its_trace()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nothing-here");
        request.Headers.Add("Accept-Encoding", "br");
        request.Headers.Add("X-Request-Id", "order-7");
        request.Headers.Add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        using var answer = await gateway.Http.SendAsync(request);

        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.Equal("order-7", Assert.Single(answer.Headers.GetValues("X-Request-Id")));
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", Assert.Single(answer.Headers.GetValues("Trace-Id")));

        using var other = await gateway.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/nothing-here") { Headers = { { "X-Request-Id", "a b<c>" } } });
        Assert.Matches("^[0-9a-f]{32}$", Assert.Single(other.Headers.GetValues("X-Request-Id")));
    }

    [Theory]
    [InlineData("zh-CN,en;q=0.5", "zh", "地址不存在")]
    [InlineData("en-GB, zh;q=0.9", "en", "Nothing is at this address")]
    [InlineData("de", "en", "Nothing is at this address")]
    public async Task A_problem_has_its_title_in_the_language_that_is_asked_for(string accepted, string language, string title)
    {
        using var answer = await gateway.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/nothing-here") { Headers = { { "Accept-Language", accepted } } });

        Assert.Equal(language, Assert.Single(answer.Content.Headers.ContentLanguage));
        Assert.Equal(title, (string?)(await answer.Json())["title"]);
        Assert.Contains("Accept-Language", answer.Headers.Vary);
    }

    [Theory]
    [InlineData(null, "", "zh")]
    [InlineData("zh-CN", "zh", "zh")]
    [InlineData("en-GB,zh;q=0.5", "en", "en")]
    public async Task An_export_is_asked_for_in_the_language_of_the_caller(string? asked, string forwarded, string told)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/personal-data/experts/0190a000-0000-7000-8000-000000000200");
        Assert.True(asked is null || request.Headers.TryAddWithoutValidation("Accept-Language", asked));
        using var answer = await gateway.Http.SendAsync(request);

        var whole = await answer.Json();
        Assert.All(whole["services"]!.AsArray().Append(whole["portrait"]), part => Assert.Equal(forwarded, (string?)part!["language"]));
        Assert.Equal(told, Assert.Single(answer.Content.Headers.ContentLanguage));
    }

    [Fact]
    public async Task An_export_is_whole_or_none()
    {
        var whole = await (await gateway.Http.GetAsync("/api/v1/personal-data/experts/0190a000-0000-7000-8000-000000000200")).Json();
        Assert.Equal(5, whole["services"]!.AsArray().Count);
        Assert.All(whole["services"]!.AsArray(), part => Assert.Equal("/v1/experts/0190a000-0000-7000-8000-000000000200/personal-data", (string?)part!["path"]));
        Assert.EndsWith("/portrait", (string?)whole["portrait"]!["path"], StringComparison.Ordinal);

        using var unknown = await gateway.Http.GetAsync($"/api/v1/personal-data/experts/{GatewayInFront.Unknown}");
        Assert.Equal((System.Net.HttpStatusCode.NotFound, "expert_not_found"), (unknown.StatusCode, await unknown.ProblemCode()));

        using var half = await gateway.Http.GetAsync($"/api/v1/personal-data/experts/{GatewayInFront.Unanswered}");
        Assert.Equal((System.Net.HttpStatusCode.BadGateway, "service_unavailable"), (half.StatusCode, await half.ProblemCode()));
        Assert.Contains("Ranking", await half.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
