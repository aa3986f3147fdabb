using System.Net;
using System.Net.Http.Json;
using Matchmaking.Harness;
using Matchmaking.Webhooks.Sending;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Webhooks.Tests;

public sealed class WebhookApiTests(WebhooksUnderTest service) : IClassFixture<WebhooksUnderTest>
{
    private static readonly string[] Lists = ["matchmaking.list.ready"];

    [Fact]
    public async Task A_webhook_shows_its_secret_when_it_is_made_and_never_again()
    {
        var client = service.As("enterprise", CreditCodes.Next());
        using var answer = await client.PostAsJsonAsync("/v1/webhooks", new { url = "https://example.com/hooks", events = Lists, description = "产线" });
        var made = await answer.Json();
        Assert.Equal((HttpStatusCode.Created, $"/v1/webhooks/{made["webhook"]!["id"]}", "no-store"), (answer.StatusCode, $"{answer.Headers.Location}", $"{answer.Headers.CacheControl}"));
        Assert.StartsWith("whsec_", (string)made["secret"]!, StringComparison.Ordinal);

        using var read = await client.GetAsync(answer.Headers.Location);
        Assert.Equal("\"1\"", read.Headers.ETag!.Tag);
        Assert.Equal(made["webhook"]!.ToJsonString(), (await read.Json()).ToJsonString());
        Assert.Equal(
            ["id", "organisation", "url", "events", "description", "status", "disabledReason", "failingSince", "formerSecretUntil", "revision", "createdAt", "updatedAt"],
            (await read.Json()).AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task The_same_key_makes_one_webhook_with_one_secret()
    {
        var client = service.As("institute", CreditCodes.Next());
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Post(client, "https://example.com/a", "key")));
        var bodies = await Task.WhenAll(answers.Select(async a => (await a.Json()).ToJsonString()));

        Assert.Single(bodies.Distinct());
        Assert.Single((await (await client.GetAsync("/v1/webhooks")).Json())["items"]!.AsArray());
        Assert.Equal("idempotency_key_reused", await (await Post(client, "https://example.com/b", "key")).ProblemCode());
    }

    [Fact]
    public async Task A_change_must_name_the_revision_it_changes()
    {
        var hook = await service.Hook("https://example.com/hooks");
        hook.Client.DefaultRequestHeaders.IfMatch.Clear();
        var form = new { url = "https://example.com/other", events = Lists };
        foreach (var (ifMatch, status, code) in ((string?, int, string)[])[(null, 428, "precondition_required"), ("\"7\"", 412, "revision_changed")])
        {
            using var put = await hook.Put(form, ifMatch);
            using var delete = await hook.Delete(ifMatch);
            Assert.Equal((status, status, code, code), ((int)put.StatusCode, (int)delete.StatusCode, await put.ProblemCode(), await delete.ProblemCode()));
        }

        using var changed = await hook.Put(form, await hook.ETag());
        Assert.Equal((HttpStatusCode.OK, "\"2\"", "https://example.com/other"), (changed.StatusCode, changed.Headers.ETag!.Tag, (string)(await changed.Json())["url"]!));
        Assert.Equal(HttpStatusCode.NoContent, (await hook.Delete("\"2\"")).StatusCode);
        Assert.Equal("webhook_not_found", await (await hook.Client.GetAsync(hook.Path)).ProblemCode());
    }

    [Fact]
    public async Task A_paused_webhook_keeps_events_as_dead_letters()
    {
        var (hook, demand) = await service.Enterprise(service.Receiver.New());
        (await hook.Put(new { url = hook.Url, events = Lists, active = false }, "\"1\"")).EnsureSuccessStatusCode();
        await service.Tell(Told.List(demand, hook.Organisation));
        await hook.Delivery("dead", 0);
        Assert.Equal("by_owner", (string?)(await hook.View())["disabledReason"]);

        (await hook.Put(new { url = hook.Url, events = Lists }, "\"2\"")).EnsureSuccessStatusCode();
        (await hook.Post($"/deliveries/{(await hook.Delivery("dead"))["id"]}:replay")).EnsureSuccessStatusCode();
        await hook.Delivery("delivered", 1);
    }

    [Fact]
    public async Task Deliveries_come_in_pages_newest_first_and_by_state()
    {
        var hook = await service.Hook(service.Receiver.New());
        for (var i = 1; i <= 5; i++)
        {
            (await hook.Post(":test")).EnsureSuccessStatusCode();
            await service.Called(hook.Url, i);
        }

        await Eventually.Get(async () => await Items("?state=delivered&limit=100"), items => items.Length == 5, "not all were delivered");
        var all = await Items("");
        Assert.Equal(all.OrderByDescending(id => id, StringComparer.Ordinal), all);
        var first = await (await hook.Client.GetAsync($"{hook.Path}/deliveries?limit=2")).Json();
        Assert.Equal(all[2..4], await Items($"?limit=2&cursor={first["next"]}"));
        Assert.Empty(await Items("?state=dead"));
        var one = await (await hook.Client.GetAsync($"{hook.Path}/deliveries/{all[0]}")).Json();
        Assert.Equal((all[0], 200), ((string)one["id"]!, (int)one["log"]![0]!["status"]!));

        async Task<string[]> Items(string query) =>
            [.. (await (await hook.Client.GetAsync($"{hook.Path}/deliveries{query}")).Json())["items"]!.AsArray().Select(d => (string)d!["id"]!)];
    }

    [Fact]
    public async Task An_organisation_has_twenty_webhooks_at_most_also_when_it_asks_for_them_all_at_once()
    {
        var client = service.As("enterprise", CreditCodes.Next());
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Post(client, $"https://example.com/{i}", null)));

        Assert.Equal((20, 4), (answers.Count(a => a.StatusCode == HttpStatusCode.Created), answers.Count(a => a.StatusCode == HttpStatusCode.Conflict)));
        Assert.Equal("too_many_webhooks", await answers.First(a => a.StatusCode == HttpStatusCode.Conflict).ProblemCode());
        Assert.Equal(20, (await (await client.GetAsync("/v1/webhooks?limit=100")).Json())["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task With_a_webhook_go_its_deliveries_also_while_one_is_under_way()
    {
        var open = new TaskCompletionSource();
        var hook = await service.Hook(service.Receiver.New((_, _) => open.Task));
        (await hook.Post(":test")).EnsureSuccessStatusCode();
        await service.Called(hook.Url);
        Assert.Equal(HttpStatusCode.NoContent, (await hook.Delete("\"1\"")).StatusCode);
        open.SetResult();

        var next = await service.Hook(service.Receiver.New());
        (await next.Post(":test")).EnsureSuccessStatusCode();
        await next.Delivery("delivered", 1);
        Assert.Equal(0, await service.Database.Scalar<int>("select count(*)::int from delivery where webhook_id = @Id", new { hook.Id }));
    }

    [Fact]
    public async Task What_is_old_is_deleted_and_what_waits_is_kept()
    {
        var hook = await service.Hook(service.Receiver.New());
        (await hook.Post("/secret:rotate")).EnsureSuccessStatusCode();
        (await hook.Post(":test")).EnsureSuccessStatusCode();
        await hook.Delivery("delivered", 1);
        var refused = await service.Hook(service.Receiver.New(500));
        (await refused.Post(":test")).EnsureSuccessStatusCode();
        await refused.Delivery("pending", 1);
        await service.Database.Scalar<int>("update delivery set created_at = created_at - interval '40 days', due_at = 'infinity' where webhook_id = @Id returning 1", new { refused.Id });
        await service.Database.Scalar<int>("update delivery set created_at = created_at - interval '40 days' where webhook_id = @Id returning 1", new { hook.Id });
        await service.Database.Scalar<int>("update event set occurred_at = occurred_at - interval '40 days' returning 1");
        await service.Database.Scalar<int>("update webhook set former_until = former_until - interval '2 days' where webhook_id = @Id returning 1", new { hook.Id });
        await service.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<PurgeDeliveries>().Single().Purge(CancellationToken.None);

        Assert.Equal(0, await service.Database.Scalar<int>("select count(*)::int from delivery where webhook_id = @Id", new { hook.Id }));
        Assert.Equal(1, await service.Database.Scalar<int>("select count(*)::int from delivery join event using (event_id) where webhook_id = @Id", new { refused.Id }));
        Assert.Null(await service.Database.Scalar<string?>("select former_secret from webhook where webhook_id = @Id", new { hook.Id }));
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string url, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/webhooks") { Content = JsonContent.Create(new { url, events = Lists }) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return client.SendAsync(request);
    }
}
