using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;
using MassTransit.Testing;
using Matchmaking.Access;
using Matchmaking.Platform.Messaging;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Matchmaking.Harness;

/// <summary>
/// One service on a real Kestrel (size limits do not exist on the in-memory server) with a real PostgreSQL and an in-memory bus.
/// A class fixture: tests of a class share it and own their data by fresh identities.
/// </summary>
public class ServiceUnderTest<TProgram> : IAsyncLifetime
    where TProgram : class
{
    /// <summary>Credit code of the bureau that <see cref="Http"/> acts for, as its operator.</summary>
    public const string Bureau = "11330000YY000001XR";

    private readonly string keys = Path.Combine(Path.GetTempPath(), $"keys-{Guid.NewGuid():N}");
    private Factory? factory;

    public TestDatabase Database { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>All that the service has logged from <see cref="LeastLogged"/> on, with its exceptions.</summary>
    public LogText Log { get; } = new();

    /// <summary>The service's own parts.</summary>
    public IServiceProvider Services => factory!.Services;

    /// <summary>The in-memory bus. It counts a repeated message id once: assert on tables, not on what it saw consumed.</summary>
    public ITestHarness Bus => Services.GetRequiredService<ITestHarness>();

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.Create();
        factory = new Factory(Database, Settings, keys, LeastLogged, Log, ConfigureServices);
        factory.UseKestrel(0);
        factory.StartServer();
        Http = As("operator");
    }

    /// <summary>A client with a token of <paramref name="role"/>, acting for <paramref name="organisation"/>.</summary>
    public HttpClient As(string role, string organisation = Bureau, string[]? scopes = null, string[]? regions = null) =>
        With(TestIssuer.Token(role, organisation, scopes, regions));

    /// <summary>A client that sends <paramref name="token"/>; null for none.</summary>
    public HttpClient With(string? token)
    {
        var client = factory!.CreateClient();
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        // Changes whatever stands there, as most tests mean; what a test sends itself goes before it.
        client.DefaultRequestHeaders.IfMatch.Add(EntityTagHeaderValue.Any);
        return client;
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await factory!.DisposeAsync();
        await Database.DisposeAsync();
        if (Directory.Exists(keys))
        {
            Directory.Delete(keys, recursive: true);
        }
    }

    /// <summary>The scope that an endpoint asks for, by its name.</summary>
    public string ScopeOf(string operation) =>
        Services.GetRequiredService<EndpointDataSource>().Endpoints.Single(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == operation)
            .Metadata.GetRequiredMetadata<AccessRule>().Scope;

    /// <summary>Delivers <paramref name="message"/> as the broker would, under <paramref name="messageId"/>.</summary>
    public Task Deliver<T>(T message, Guid? messageId = null)
        where T : class =>
        Bus.Bus.Publish(message, context => context.MessageId = messageId ?? Guid.NewGuid());

    /// <summary>Waits until the effects of all the messages are committed: the receipt stands in the same transaction.</summary>
    public Task Received(params Guid[] messageIds) => Eventually.Get(
        () => Database.Scalar<int>("select count(distinct message_id)::int from inbox_receipt where message_id = any(@messageIds)", new { messageIds }),
        count => count == messageIds.Length,
        $"{messageIds.Length} messages were not all consumed");

    /// <summary>Every message of a kind, once none of it waits in the outbox any more.</summary>
    public async Task<IReadOnlyList<T>> Sent<T>()
        where T : class
    {
        await Eventually.Get(
            () => Database.Scalar<int>("select count(*)::int from outbox_message where message_type like @Type", new { Type = $"{typeof(T).FullName},%" }),
            waiting => waiting == 0,
            "a message never left the outbox");
        return [.. Bus.Published.Select<T>().Select(m => m.Context.Message)];
    }

    /// <summary>The messages of a type about one subject, in the order of <paramref name="revision"/>, once none that names it waits in the outbox: each counts once.</summary>
    public async Task<IReadOnlyList<T>> Sent<T>(Guid subject, Func<T, Guid> of, Func<T, long>? revision = null)
        where T : class
    {
        await Eventually.Get(
            () => Database.Scalar<int>("select count(*)::int from outbox_message where body like @Subject", new { Subject = $"%{subject}%" }),
            waiting => waiting == 0,
            "a message never left the outbox");
        return [.. Bus.Published.Select<T>().Select(m => m.Context.Message).Where(m => of(m) == subject).OrderBy(revision ?? (_ => 0))];
    }

    public Task<HttpResponseMessage> Post(string path, object body, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> Put(string path, object body, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return Http.SendAsync(request);
    }

    /// <summary>Sends <paramref name="body"/> as it is.</summary>
    public Task<HttpResponseMessage> Send(HttpMethod method, string path, string body, string contentType = "application/json")
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return Http.SendAsync(new HttpRequestMessage(method, path) { Content = content });
    }

    /// <summary>The least level that is logged.</summary>
    protected virtual LogLevel LeastLogged => LogLevel.Warning;

    /// <summary>Settings beside those that every service under test has.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    protected virtual void ConfigureServices(IServiceCollection services)
    {
    }

    private sealed class Factory(TestDatabase database, IReadOnlyDictionary<string, string> settings, string keys, LogLevel least, LogText log, Action<IServiceCollection> configure) : StoppedOnce<TProgram>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseSetting("Database:ConnectionString", database.ConnectionString);
            builder.UseSetting("Database:WorkerPassword", database.Password);
            builder.UseSetting("Database:ApiPassword", database.Password);
            builder.UseSetting("Authentication:Authority", TestIssuer.Issuer);
            builder.UseSetting("Broker:Host", "127.0.0.1");
            builder.UseSetting("Broker:Username", "unused");
            builder.UseSetting("Broker:Password", "unused");
            builder.UseSetting("DataProtection:Folder", keys);
            builder.UseSetting("Logging:LogLevel:Default", $"{least}");
            builder.UseSetting("Logging:Console:LogLevel:Default", "Warning");
            builder.ConfigureLogging(logging => logging.AddProvider(log));
            foreach (var (name, value) in settings)
            {
                builder.UseSetting(name, value);
            }

            builder.ConfigureTestServices(services =>
            {
                TestIssuer.Trust(services);
                services.AddMassTransitTestHarness(bus => bus.DisableUsageTelemetry());
                services.AddSingleton(provider => new OutboxBus(_ => Task.FromResult(provider.GetRequiredService<IBusControl>())));
                configure(services);
            });
        }
    }
}

/// <summary>Reads answers.</summary>
public static class Answers
{
    public static async Task<JsonNode> Json(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync()) ?? throw new JsonException("The body is null.");

    /// <summary>The stable code of a problem.</summary>
    public static async Task<string?> ProblemCode(this HttpResponseMessage response) => (string?)(await response.Json())["code"];

    /// <summary>field:code of each fault, in order.</summary>
    public static async Task<string[]> Faults(this HttpResponseMessage response) =>
        [.. ((await response.Json())["errors"]?.AsArray() ?? []).Select(e => $"{e!["field"]}:{e["code"]}")];
}
