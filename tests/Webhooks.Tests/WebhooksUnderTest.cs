using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MassTransit;
using Matchmaking.Harness;
using Matchmaking.Webhooks.Hooks;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Webhooks.Tests;

/// <summary>The service with a clock that a test moves, allowed to call loopback, and a receiver there.</summary>
public class WebhooksUnderTest : ServiceUnderTest<Program>, IAsyncLifetime
{
    // What a need goes through first of all; tests that ask for more say so.
    private static readonly string[] Turns = [EventTypes.ListReady, EventTypes.MatchDecided, EventTypes.MatchProgressed, EventTypes.ContactsAgreed];

    public ManualClock Clock { get; } = new();

    public Receiver Receiver { get; private set; } = null!;

    async Task IAsyncLifetime.InitializeAsync()
    {
        Receiver = await Receiver.Start();
        await InitializeAsync();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Receiver.DisposeAsync();
    }

    protected override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(Clock);
        services.Configure<WebhookOptions>(Allow);
    }

    protected virtual void Allow(WebhookOptions options)
    {
        (options.AllowHttp, options.AllowPrivateAddresses, options.Ports) = (true, true, "1-65535");
        (options.RetrySeconds, options.Jitter, options.TimeoutSeconds) = ("10,100,1000", 0, 2);
    }

    /// <summary>Delivers one event as the broker would and waits for its effect.</summary>
    public async Task Tell(object message, Guid? messageId = null)
    {
        var id = messageId ?? Guid.NewGuid();
        await Send(message, id);
        await Received(id);
    }

    public Task Send(object message, Guid messageId) =>
        Bus.Bus.Publish(message, message.GetType(), Pipe.Execute<PublishContext>(context => context.MessageId = messageId));

    /// <summary>A webhook of an organisation for lists, decisions, stages and agreements.</summary>
    public async Task<OwnedWebhook> Hook(string url, string? organisation = null, string role = "enterprise", string[]? events = null)
    {
        var owner = organisation ?? CreditCodes.Next();
        var client = As(role, owner);
        using var answer = await client.PostAsJsonAsync("/v1/webhooks", new { url, events = events ?? Turns });
        answer.EnsureSuccessStatusCode();
        var made = await answer.Json();
        return new OwnedWebhook((Guid)made["webhook"]!["id"]!, owner, (string)made["secret"]!, url, client);
    }

    /// <summary>An enterprise whose demand is known, with a webhook.</summary>
    public async Task<(OwnedWebhook Hook, Guid Demand)> Enterprise(string url, string[]? events = null)
    {
        var hook = await Hook(url, events: events);
        var demand = Guid.NewGuid();
        await Tell(Told.Demand(demand, hook.Organisation));
        return (hook, demand);
    }

    /// <summary>Waits until the receiver was called that often.</summary>
    public Task<IReadOnlyList<ReceivedCall>> Called(string url, int times = 1) => Eventually.Get(
        () => Task.FromResult(Receiver.Calls(url)), calls => calls.Count >= times, $"{url} was not called {times} times");
}

/// <summary>A webhook with its owner's client and its secret.</summary>
public sealed record OwnedWebhook(Guid Id, string Organisation, string Secret, string Url, HttpClient Client)
{
    public string Path => $"/v1/webhooks/{Id}";

    public Task<HttpResponseMessage> Put(object form, string? ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, Path) { Content = JsonContent.Create(form) };
        return Send(request, ifMatch);
    }

    public Task<HttpResponseMessage> Delete(string? ifMatch) => Send(new HttpRequestMessage(HttpMethod.Delete, Path), ifMatch);

    public async Task<string> ETag() => (await Client.GetAsync(Path)).Headers.ETag!.Tag;

    public async Task<JsonNode> View() => await (await Client.GetAsync(Path)).Json();

    public Task<HttpResponseMessage> Post(string what, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}{what}");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return Client.SendAsync(request);
    }

    /// <summary>Waits until the newest delivery of a webhook is in a state, after that many attempts.</summary>
    public Task<JsonNode> Delivery(string state, int? attempts = null) => Eventually.Get(
        async () => (await (await Client.GetAsync($"{Path}/deliveries")).Json())["items"]!.AsArray().FirstOrDefault() ?? new JsonObject(),
        delivery => (string?)delivery["state"] == state && (attempts is null || (int?)delivery["attempts"] == attempts),
        $"no delivery is {state} after {attempts} attempts");

    private Task<HttpResponseMessage> Send(HttpRequestMessage request, string? ifMatch)
    {
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return Client.SendAsync(request);
    }
}
