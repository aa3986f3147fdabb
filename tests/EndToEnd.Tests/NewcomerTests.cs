using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.EndToEnd.Tests;

/// <summary>An enterprise that nobody knows: from its registration to the signed message that its list is ready.</summary>
[Collection("system")]
public sealed class NewcomerTests(RunningSystem system)
{
    private const string Password = "blood orange 2026";

    [Fact]
    public async Task From_nothing_to_the_signed_message_that_the_list_is_ready()
    {
        // The test before may have left a service that is just starting.
        await system.Ready();
        var (enterprise, login) = (CreditCodes.Next(), $"chen-{Guid.NewGuid():N}");
        await using var receiver = await SignedReceiver.Start();
        using var http = new HttpClient(new Patient()) { BaseAddress = system.Gateway };
        var clock = Stopwatch.StartNew();

        var account = new { login, name = "陈工（虚构）", password = Password };
        await Read(await http.PostAsJsonAsync("/api/v1/organisations", new { kind = "enterprise", name = "上虞新来企业（虚构）", creditCode = enterprise, regionCode = "330604", industry = "C17", account }));
        Assert.Equal(HttpStatusCode.BadRequest, (await Token(http, ("grant_type", "password"), ("username", login), ("password", Password))).StatusCode);
        await Read(await Eventually.Get(
            () => system.Api.Post($"/api/v1/organisations/{enterprise}:approve", new { }), answer => answer.StatusCode != HttpStatusCode.ServiceUnavailable, "nobody could approve"));

        var mine = (string)(await Read(await Token(http, ("grant_type", "password"), ("username", login), ("password", Password))))["access_token"]!;
        var client = await Read(await Post(http, mine, "/api/v1/clients", new { name = "ERP", scopes = new[] { "demands:read", "demands:write", "matches:read", "webhooks" } }));
        var token = (string)(await Read(await Token(
            http, ("grant_type", "client_credentials"), ("client_id", (string)client["client"]!["clientId"]!), ("client_secret", (string)client["clientSecret"]!))))["access_token"]!;
        var hook = await Read(await Post(http, token, "/api/v1/webhooks", new { url = receiver.Address, events = new[] { "matchmaking.list.ready" } }));
        receiver.Secret = (string)hook["secret"]!;

        // The approval travels to the service of needs by itself.
        var need = await Eventually.Get(
            () => Post(http, token, "/api/v1/demands", Api.Demand(enterprise, "棉织物后整理轧光工艺改进", "现有轧光机车速提高后布面出现极光，手感发硬。")),
            answer => answer.StatusCode == HttpStatusCode.Created, "the need was never taken");
        var id = (string)(await need.Json())["id"]!;
        var message = await receiver.First;

        // By hand it is under ten minutes; by a program it must not come near ten seconds on any machine that tests run on.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(("1.0", "matchmaking.list.ready", id), ((string?)message["specversion"], (string?)message["type"], (string?)message["data"]!["demandId"]));
        using var read = new HttpRequestMessage(HttpMethod.Get, (string)message["data"]!["href"]!) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        Assert.Equal("ranked", (string?)(await Read(await http.SendAsync(read)))["status"]);
    }

    private static async Task<JsonNode> Read(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Json();
    }

    private static Task<HttpResponseMessage> Token(HttpClient http, params (string Name, string Value)[] form) =>
        http.PostAsync(new Uri("/connect/token", UriKind.Relative), new FormUrlEncodedContent(form.ToDictionary(field => field.Name, field => field.Value)));

    private static Task<HttpResponseMessage> Post(HttpClient http, string token, string path, object body) => http.SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = JsonContent.Create(body),
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    });

    // A test before may have killed the database server or a service: who is told that nothing was stored, or that nobody could be reached, asks again.
    private sealed class Patient() : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Eventually.Get(
            () => base.SendAsync(request, cancellationToken), answer => answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway), $"{request.RequestUri} stayed unavailable");
    }
}
