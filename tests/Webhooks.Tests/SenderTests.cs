using Matchmaking.Harness;
using Matchmaking.Platform;
using Matchmaking.Webhooks.Deliveries;
using Matchmaking.Webhooks.Sending;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Webhooks.Tests;

/// <summary>The service without its sender: a test starts as many as it wants.</summary>
public sealed class SenderlessService : WebhooksUnderTest
{
    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.Remove(services.Single(s => s.ImplementationType == typeof(Sender)));
    }

    /// <summary>A sender as another replica would have it.</summary>
    public async Task<Sender> Start()
    {
        var sender = new Sender(
            Services.GetRequiredService<NpgsqlDataSource>(), Services.GetRequiredService<Receivers>(), Services.GetRequiredService<Box>(), new DeliverySignal(),
            Services.GetRequiredService<IOptions<WebhookOptions>>(), Clock, NullLogger<Sender>.Instance);
        await sender.StartAsync(CancellationToken.None);
        return sender;
    }

    public async Task<OwnedWebhook> Queued(string url, int deliveries)
    {
        var hook = await Hook(url);
        var ids = Enumerable.Range(0, deliveries).Select(_ => Guid.NewGuid()).ToArray();
        await Task.WhenAll(ids.Select(id => Send(Told.List(Guid.NewGuid(), hook.Organisation), id)));
        await Received(ids);
        return hook;
    }
}

public sealed class SenderTests(SenderlessService service) : IClassFixture<SenderlessService>
{
    [Fact]
    public async Task A_sender_that_dies_while_it_sends_leaves_what_another_sends_again_under_the_same_id()
    {
        var arrived = new TaskCompletionSource();
        var hook = await service.Queued(
            service.Receiver.New(async (http, call) =>
            {
                if (call == 1)
                {
                    arrived.SetResult();
                    await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                }
            }),
            1);
        var first = await service.Start();
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await first.StopAsync(CancellationToken.None);
        Assert.Equal("pending", (string?)(await hook.Delivery("pending", 0))["state"]);

        var second = await service.Start();
        // What the second would have taken, had the lease not held.
        var other = await service.Queued(service.Receiver.New(), 1);
        await other.Delivery("delivered", 1);
        Assert.Single(service.Receiver.Calls(hook.Url));

        service.Clock.Advance(TimeSpan.FromSeconds(60));
        await hook.Delivery("delivered", 1);
        await second.StopAsync(CancellationToken.None);
        Assert.Equal(2, service.Receiver.Calls(hook.Url).Count);
        Assert.Single(service.Receiver.Calls(hook.Url).Select(c => c.Id).Distinct());
    }

    [Fact]
    public async Task Several_senders_deliver_everything_once_and_respect_the_limit_of_each_webhook()
    {
        var (underWay, most) = (new int[8], new int[8]);
        var hooks = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => service.Queued(
            service.Receiver.New(async (_, _) =>
            {
                var now = Interlocked.Increment(ref underWay[i]);
                InterlockedMax(ref most[i], now);
                // Unequal, so that calls of one webhook do not end together.
                await Task.Delay(Random.Shared.Next(5, 60));
                Interlocked.Decrement(ref underWay[i]);
            }),
            40)));
        var senders = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => service.Start()));
        foreach (var hook in hooks)
        {
            await service.Called(hook.Url, 40);
        }

        await Eventually.Get(
            () => service.Database.Scalar<int>("select count(*)::int from delivery where state = 'pending'"), left => left == 0, "deliveries were left");
        await Task.WhenAll(senders.Select(sender => sender.StopAsync(CancellationToken.None)));
        Assert.All(hooks, hook => Assert.Equal((40, 40), (service.Receiver.Calls(hook.Url).Count, service.Receiver.Calls(hook.Url).Select(c => c.Id).Distinct().Count())));
        Assert.All(most, seen => Assert.InRange(seen, 1, 2));
        Assert.Equal(1, await service.Database.Scalar<int>("select max(attempts) from delivery d join webhook w using (webhook_id) where w.webhook_id = any(@ids)", new { ids = hooks.Select(h => h.Id).ToArray() }));
    }

    [Fact]
    public async Task A_receiver_that_hangs_holds_up_nobody_else()
    {
        var open = new TaskCompletionSource();
        var slow = await service.Queued(service.Receiver.New((_, _) => open.Task), 50);
        var quick = await service.Queued(service.Receiver.New(), 50);
        var sender = await service.Start();

        await service.Called(quick.Url, 50);
        Assert.InRange(service.Receiver.Calls(slow.Url).Count, 0, 50);
        Assert.Equal(0, await service.Database.Scalar<int>("select count(*)::int from delivery where webhook_id = @Id and state = 'delivered'", new { slow.Id }));
        open.SetResult();
        service.Clock.Advance(TimeSpan.FromSeconds(100));
        await Eventually.Get(
            () => service.Database.Scalar<int>("select count(*)::int from delivery where webhook_id = @Id and state = 'delivered'", new { slow.Id }), count => count == 50, "not all arrived");
        await sender.StopAsync(CancellationToken.None);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen;)
        {
            seen = Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
