using System.Net;
using Dapper;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.Webhooks.Tests;

/// <summary>What belongs to one organisation is not there for another: over HTTP, and in SQL with the role that serves requests.</summary>
public sealed class OwnershipTests(WebhooksUnderTest service) : IClassFixture<WebhooksUnderTest>
{
    [Theory]
    [InlineData("GET", "")]
    [InlineData("PUT", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/secret:rotate")]
    [InlineData("POST", ":test")]
    [InlineData("GET", "/deliveries")]
    [InlineData("GET", "/deliveries/{delivery}")]
    [InlineData("POST", "/deliveries/{delivery}:replay")]
    [InlineData("POST", "/deliveries:replay")]
    public async Task Another_organisation_finds_nothing(string method, string what)
    {
        var (hook, delivery) = await Delivered();
        var before = await Fingerprint(hook);
        foreach (var role in (string[])["enterprise", "institute", "enterprise,reviewer"])
        {
            using var answer = await service.As(role, CreditCodes.Next()).SendAsync(Request(method, hook.Path + what.Replace("{delivery}", delivery, StringComparison.Ordinal)));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains(await answer.ProblemCode(), (string[])["webhook_not_found", "delivery_not_found"]);
        }

        Assert.Equal(before, await Fingerprint(hook));
    }

    [Fact]
    public async Task A_list_holds_the_own_webhooks_and_for_an_operator_all()
    {
        var (mine, other) = (await service.Hook(service.Receiver.New()), await service.Hook(service.Receiver.New()));

        Assert.Equal([mine.Id], await Listed(mine.Client));
        var all = await Listed(service.Http);
        Assert.Contains(mine.Id, all);
        Assert.Contains(other.Id, all);
    }

    [Theory]
    [InlineData("reviewer", null, 403)]
    [InlineData("enterprise", "demands:read", 403)]
    [InlineData("enterprise", "webhooks", 200)]
    [InlineData("institute", "webhooks", 200)]
    [InlineData("operator", null, 200)]
    public async Task Roles_and_scopes_decide(string role, string? scope, int status) =>
        Assert.Equal(status, (int)(await service.As(role, CreditCodes.Next(), scope is null ? null : [scope]).GetAsync("/v1/webhooks")).StatusCode);

    [Fact]
    public async Task Without_a_token_nothing_is_answered() => Assert.Equal(HttpStatusCode.Unauthorized, (await service.With(null).GetAsync("/v1/webhooks")).StatusCode);

    [Fact]
    public async Task The_role_that_serves_requests_sees_and_changes_rows_of_the_caller_alone()
    {
        var (hook, _) = await Delivered();
        await Delivered();
        await using var api = new NpgsqlConnection(service.Database.As("api"));
        await api.OpenAsync();
        foreach (var table in (string[])["webhook", "delivery", "attempt"])
        {
            await Call(api, "", "");
            Assert.Equal(0, await api.QuerySingleAsync<int>($"select count(*)::int from {table}"));
            await Call(api, "enterprise", CreditCodes.Next());
            Assert.Equal(0, await api.QuerySingleAsync<int>($"select count(*)::int from {table}"));
            await Call(api, "enterprise", hook.Organisation);
            Assert.Equal([hook.Organisation], await api.QueryAsync<string>($"select distinct organisation from {table}"));
        }

        await Call(api, "enterprise", CreditCodes.Next());
        Assert.Equal(0, await api.ExecuteAsync("update webhook set url = 'https://evil.example/'"));
        Assert.Equal(0, await api.ExecuteAsync("delete from webhook"));
        Assert.Equal(0, await api.ExecuteAsync("update delivery set state = 'pending'"));
        await Refused(api, "insert into webhook (webhook_id, organisation, url, events, secret, created_at, updated_at) values (gen_random_uuid(), @Organisation, 'https://a.example/', '{}', 'x', now(), now())", hook);
        await Refused(api, "insert into delivery (delivery_id, webhook_id, event_id, organisation, event_type, state, due_at, created_at) values (gen_random_uuid(), @Id, gen_random_uuid(), @Organisation, 'x', 'pending', now(), now())", hook);
        await Refused(api, "insert into event (event_id, type, body, occurred_at) values (gen_random_uuid(), 'matchmaking.match.decided', '{}', now())", hook);
        await Call(api, "enterprise", hook.Organisation);
        await Refused(api, "update webhook set organisation = 'another'", hook);
        foreach (var table in (string[])["party", "waiting_event", "event", "inbox_receipt", "outbox_message"])
        {
            await Refused(api, $"select * from {table}", hook);
        }
    }

    private static HttpRequestMessage Request(string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        var body = method == "PUT" ? """{"url":"https://evil.example/","events":["matchmaking.list.ready"]}""" : path.EndsWith("deliveries:replay", StringComparison.Ordinal) ? """{"since":"2026-01-01T00:00:00Z"}""" : null;
        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return request;
    }

    private static Task<int> Call(NpgsqlConnection api, string roles, string organisation) =>
        api.ExecuteAsync("select set_config('app.roles', @roles, false), set_config('app.organisation', @organisation, false), set_config('app.regions', '', false)", new { roles, organisation });

    private static async Task Refused(NpgsqlConnection api, string sql, OwnedWebhook hook)
    {
        var error = await Assert.ThrowsAsync<PostgresException>(() => api.ExecuteAsync(sql, new { hook.Id, hook.Organisation }));
        Assert.True(error.SqlState == PostgresErrorCodes.InsufficientPrivilege, $"{sql}: {error.Message}");
    }

    private static async Task<Guid[]> Listed(HttpClient client) =>
        [.. (await (await client.GetAsync("/v1/webhooks?limit=100")).Json())["items"]!.AsArray().Select(w => (Guid)w!["id"]!)];

    private async Task<(OwnedWebhook Hook, string Delivery)> Delivered()
    {
        var hook = await service.Hook(service.Receiver.New());
        (await hook.Post(":test")).EnsureSuccessStatusCode();
        return (hook, (string)(await hook.Delivery("delivered", 1))["id"]!);
    }

    private Task<string> Fingerprint(OwnedWebhook hook) => service.Database.Scalar<string>(
        "select concat_ws('/', w::text, (select string_agg(d::text, ';') from delivery d where d.webhook_id = w.webhook_id)) from webhook w where webhook_id = @Id", new { hook.Id });
}
