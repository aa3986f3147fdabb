using System.Net;
using Matchmaking.Harness;
using Microsoft.AspNetCore.Http;

namespace Matchmaking.Webhooks.Tests;

/// <summary>What becomes of a delivery when the receiver fails, is slow, or misbehaves.</summary>
public sealed class DeliveryTests(WebhooksUnderTest service) : IClassFixture<WebhooksUnderTest>
{
    [Fact]
    public async Task A_failed_delivery_is_tried_again_after_each_wait_and_dies_after_the_last()
    {
        var hook = await Listed(service.Receiver.New(500));
        var delivery = await hook.Delivery("pending", 1);
        foreach (var (wait, attempts) in ((int, int)[])[(10, 2), (100, 3), (1000, 4)])
        {
            Assert.Equal(wait, ((DateTime)delivery["nextAttemptAt"]! - (DateTime)delivery["log"]![0]!["at"]!).TotalSeconds, 2.0);
            Assert.Equal(attempts - 1, service.Receiver.Calls(hook.Url).Count);
            service.Clock.Advance(TimeSpan.FromSeconds(wait));
            delivery = await hook.Delivery(attempts == 4 ? "dead" : "pending", attempts);
        }

        Assert.Equal([4, 3, 2, 1], delivery["log"]!.AsArray().Select(a => (int)a!["number"]!));
        Assert.All(delivery["log"]!.AsArray(), a => Assert.Equal((500, "refused"), ((int)a!["status"]!, (string)a["error"]!)));
        Assert.All(delivery["log"]!.AsArray(), a => Assert.InRange((int)a!["latencyMs"]!, 0, 2000));
        var calls = service.Receiver.Calls(hook.Url);
        Assert.Equal((1, 1, 4), (calls.Select(c => c.Id).Distinct().Count(), calls.Select(c => c.Body).Distinct().Count(), calls.Select(c => c.Timestamp).Distinct().Count()));
        Assert.All(calls, call => Assert.True(call.Verifies(hook.Secret)));
    }

    [Fact]
    public async Task A_receiver_that_recovers_gets_what_it_refused()
    {
        var hook = await Listed(service.Receiver.New((http, call) => Answer(http, call == 1 ? 503 : 204)));
        await hook.Delivery("pending", 1);
        service.Clock.Advance(TimeSpan.FromSeconds(10));

        var delivery = await hook.Delivery("delivered", 2);
        Assert.Equal((204, null, null), ((int)delivery["lastStatus"]!, (string?)delivery["lastError"], (DateTime?)delivery["nextAttemptAt"]));
        Assert.Null((DateTime?)(await hook.View())["failingSince"]);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_patience_is_left_alone_for_so_long()
    {
        var hook = await Listed(service.Receiver.New((http, _) =>
        {
            http.Response.Headers.RetryAfter = "500";
            return Answer(http, 429);
        }));

        var delivery = await hook.Delivery("pending", 1);
        Assert.Equal(500, ((DateTime)delivery["nextAttemptAt"]! - (DateTime)delivery["log"]![0]!["at"]!).TotalSeconds, 3.0);
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_nobody_follows_it()
    {
        var target = service.Receiver.New();
        var hook = await Listed(service.Receiver.New((http, _) =>
        {
            http.Response.Headers.Location = target;
            return Answer(http, 307);
        }));

        Assert.Equal("redirect_not_followed", (string?)(await hook.Delivery("pending", 1))["lastError"]);
        Assert.Empty(service.Receiver.Calls(target));
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_in_time_has_failed()
    {
        var hook = await Listed(service.Receiver.New((http, _) => Task.Delay(TimeSpan.FromSeconds(20), http.RequestAborted)));

        var delivery = await hook.Delivery("pending", 1);
        Assert.Equal(("timeout", null), ((string?)delivery["lastError"], (int?)delivery["lastStatus"]));
        Assert.InRange((int)delivery["log"]![0]!["latencyMs"]!, 1900, 10_000);
    }

    [Fact]
    public async Task Of_an_endless_answer_only_the_head_is_read()
    {
        var ended = new TaskCompletionSource();
        var hook = await Listed(service.Receiver.New(async (http, _) =>
        {
            try
            {
                while (true)
                {
                    await http.Response.Body.WriteAsync(new byte[64 * 1024], http.RequestAborted);
                }
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                ended.SetResult();
            }
        }));

        Assert.Equal(200, (int?)(await hook.Delivery("delivered", 1))["lastStatus"]);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task An_answer_whose_head_is_too_long_is_none()
    {
        var hook = await Listed(service.Receiver.New((http, _) =>
        {
            http.Response.Headers["X-Long"] = new string('x', 40_000);
            return Answer(http, 200);
        }));

        Assert.Equal("invalid_answer", (string?)(await hook.Delivery("pending", 1))["lastError"]);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/", "connection_failed")]
    [InlineData("http://nobody.invalid/", "name_not_resolved")]
    [InlineData("https://{receiver}/", "tls_failed")]
    public async Task Why_there_was_no_answer_is_said_by_a_code(string url, string code)
    {
        var hook = await Listed(url.Replace("{receiver}", new Uri(service.Receiver.Root).Authority, StringComparison.Ordinal));

        Assert.Equal((code, null), ((string?)(await hook.Delivery("pending", 1))["lastError"], (int?)(await hook.Delivery("pending", 1))["lastStatus"]));
    }

    [Fact]
    public async Task A_dead_letter_is_replayed_under_its_id_with_all_its_attempts()
    {
        var hook = await Dead();
        service.Receiver.Change(hook.Url, (http, call) => Answer(http, call < 6 ? 500 : 200));
        var dead = await hook.Delivery("dead", 4);

        using var answer = await hook.Post($"/deliveries/{dead["id"]}:replay");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        await hook.Delivery("pending", 5);
        Assert.Equal("delivery_pending", await (await hook.Post($"/deliveries/{dead["id"]}:replay")).ProblemCode());
        service.Clock.Advance(TimeSpan.FromSeconds(10));

        await hook.Delivery("delivered", 6);
        Assert.Single(service.Receiver.Calls(hook.Url).Select(c => c.Id).Distinct());
    }

    [Fact]
    public async Task All_dead_letters_since_a_time_are_replayed_once()
    {
        var hook = await Dead();
        var between = service.Clock.GetUtcNow().AddSeconds(1);
        service.Clock.Advance(TimeSpan.FromSeconds(2));
        await Queue(hook);
        await Fail(hook);
        service.Receiver.Change(hook.Url, (http, _) => Answer(http, 200));

        foreach (var key in (string[])["k", "k", "l"])
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"{hook.Path}/deliveries:replay")
            {
                Content = new StringContent($$"""{"since":"{{between:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""", System.Text.Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await hook.Client.SendAsync(request);
            Assert.Equal((HttpStatusCode.Created, key == "k" ? 1 : 0), (answer.StatusCode, (int)(await answer.Json())["count"]!));
            await hook.Delivery("delivered", 5);
        }

        var states = (await (await hook.Client.GetAsync($"{hook.Path}/deliveries")).Json())["items"]!.AsArray();
        Assert.Equal([("delivered", 5), ("dead", 4)], states.Select(d => ((string)d!["state"]!, (int)d["attempts"]!)));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_disables_its_webhook_and_misses_nothing_when_it_is_back()
    {
        var hook = await Listed(service.Receiver.New(410));
        await hook.Delivery("dead", 1);
        var view = await hook.View();
        Assert.Equal(("disabled", "gone", 2), ((string)view["status"]!, (string)view["disabledReason"]!, (int)view["revision"]!));

        await Queue(hook);
        Assert.Equal("webhook_disabled", (string?)(await hook.Delivery("dead", 0))["lastError"]);
        Assert.Equal("webhook_disabled", await (await hook.Post(":test")).ProblemCode());
        Assert.Single(service.Receiver.Calls(hook.Url));

        service.Receiver.Change(hook.Url, (http, _) => Answer(http, 200));
        (await hook.Put(new { url = hook.Url, events = (string[])["matchmaking.list.ready"] }, "\"2\"")).EnsureSuccessStatusCode();
        Assert.Equal("active", (string?)(await hook.View())["status"]);
        using var replayed = await hook.Client.PostAsync($"{hook.Path}/deliveries:replay", new StringContent("""{"since":"2026-01-01T00:00:00+08:00"}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(2, (int)(await replayed.Json())["count"]!);
        Assert.Equal(2, (await service.Called(hook.Url, 3)).Skip(1).Select(c => c.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_webhook_that_failed_for_days_is_disabled_by_its_next_dead_letter()
    {
        var hook = await Dead();
        Assert.Equal("active", (string?)(await hook.View())["status"]);
        service.Clock.Advance(TimeSpan.FromDays(6));
        await Queue(hook);
        await hook.Delivery("pending", 1);
        Assert.Equal("active", (string?)(await hook.View())["status"]);
        await Fail(hook);

        Assert.Equal(("disabled", "failing"), ((string?)(await hook.View())["status"], (string?)(await hook.View())["disabledReason"]));
    }

    private static Task Answer(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private async Task<OwnedWebhook> Listed(string url)
    {
        var hook = await service.Hook(url);
        await Queue(hook);
        return hook;
    }

    private Task Queue(OwnedWebhook hook) => service.Tell(Told.List(Guid.NewGuid(), hook.Organisation) with { QueuedAt = service.Clock.GetUtcNow() });

    // A webhook whose one delivery was refused four times.
    private async Task<OwnedWebhook> Dead()
    {
        var hook = await Listed(service.Receiver.New(500));
        await Fail(hook);
        return hook;
    }

    private async Task Fail(OwnedWebhook hook)
    {
        for (var attempts = 1; attempts < 4; attempts++)
        {
            await hook.Delivery("pending", attempts);
            service.Clock.Advance(TimeSpan.FromSeconds(1000));
        }

        await hook.Delivery("dead", 4);
    }
}
