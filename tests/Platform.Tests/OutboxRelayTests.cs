using System.Collections.Concurrent;
using MassTransit;
using Matchmaking.Harness;
using Matchmaking.Platform.Messaging;
using Matchmaking.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using RabbitMQ.Client;

namespace Matchmaking.Platform.Tests;

public sealed record ThingHappened(int Number);

public sealed record NobodyListens(int Number);

/// <summary>The outbox and its relay on a real broker and a real database.</summary>
public sealed class OutboxRelayTests : IAsyncLifetime
{
    private static readonly ConcurrentBag<(Guid Test, Guid MessageId, int Number, string? Trace)> Received = [];

    private readonly Guid test = Guid.NewGuid();
    private readonly List<IHost> hosts = [];
    private TestDatabase database = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        await StartHost(withConsumer: true);
    }

    public async Task DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }

        // Every queue left behind would get the messages of all later tests.
        await using var connection = await new ConnectionFactory { Uri = Broker() }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeleteAsync($"outbox-test-{test:N}-thing");
        await database.DisposeAsync();
    }

    [Fact]
    public async Task What_is_committed_arrives_once_and_leaves_the_table_empty()
    {
        await Write(Enumerable.Range(0, 300), commit: true);

        await Eventually.Get(() => Task.FromResult(Mine()), mine => mine.Count == 300, "not every message arrived");
        await Eventually.Get(Waiting, waiting => waiting == 0, "the outbox was not emptied");
        Assert.Equal(300, Mine().Select(m => m.Number).Distinct().Count());
    }

    [Fact]
    public async Task What_is_rolled_back_never_leaves()
    {
        await Write([1, 2, 3], commit: false);
        await Write([4], commit: true);

        await Eventually.Get(() => Task.FromResult(Mine()), mine => mine.Count == 1, "the committed message did not arrive");
        Assert.Equal([4], Mine().Select(m => m.Number));
    }

    [Fact]
    public async Task Two_relays_side_by_side_lose_nothing_and_send_nothing_twice()
    {
        await StartHost(withConsumer: false);
        await Write(Enumerable.Range(0, 2_000), commit: true);

        await Eventually.Get(Waiting, waiting => waiting == 0, "the outbox was not emptied");

        // A last message through the same queue: what was sent twice before it has arrived twice by then.
        await Write([2_000], commit: true);
        await Eventually.Get(() => Task.FromResult(Mine()), mine => mine.Any(m => m.Number == 2_000) && mine.Count >= 2_001, "not every message arrived");
        Assert.Equal(Enumerable.Range(0, 2_001), Mine().Select(m => m.Number).Order());
    }

    [Fact]
    public async Task A_message_without_a_bound_queue_stays_and_holds_nothing_up()
    {
        await using (var connection = await database.Source.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await Outbox.Add(transaction, new NobodyListens(1), CancellationToken.None);
            await Outbox.Add(transaction, new ThingHappened(7), CancellationToken.None);
            await hosts[^1].Services.GetRequiredService<Outbox>().Commit(transaction, CancellationToken.None);
        }

        await Eventually.Get(() => Task.FromResult(Mine()), mine => mine.Count == 1, "the message behind it did not arrive");
        await Eventually.Get(
            () => database.Scalar<int>("select coalesce(max(attempts), 0) from outbox_message where message_type like '%NobodyListens%'"),
            attempts => attempts >= 2,
            "it was not tried again");
    }

    [Fact]
    public async Task However_often_the_broker_is_killed_while_messages_leave_all_of_them_arrive()
    {
        // Hundreds of publishes open at the kill are what can wedge a connection; so somebody writes all the time, and much at once.
        const int Kills = 4;
        const int AtOnce = 200;

        // RabbitMQ 3.10 has a new quorum queue on disk 3 s after it was declared; killed before, the queue never has a leader again.
        await Task.Delay(TimeSpan.FromSeconds(5));

        // A consumer may need a new process after a kill, so it comes back at the end; its queue stays.
        await hosts[0].StopAsync();
        await StartHost(withConsumer: false);
        var written = 0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            using var stop = new CancellationTokenSource();
            var writer = Task.Run(async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await Write(Enumerable.Range(written, AtOnce), commit: true);
                    written += AtOnce;
                    await Task.Delay(100);
                }
            });
            await Task.Delay(TimeSpan.FromSeconds(1));
            TestServers.Kill("rabbitmq");
            var atKill = written;
            await Eventually.Get(() => Task.FromResult(written), now => now > atKill + (2 * AtOnce), "writing stopped with the broker");
            await stop.CancelAsync();
            await writer;
            await Eventually.Get(Waiting, waiting => waiting == 0, $"the outbox was not emptied after kill {kill}", TimeSpan.FromMinutes(2));
        }

        await StartHost(withConsumer: true);
        await Eventually.Get(
            () => Task.FromResult(Mine().Select(m => m.Number).Distinct().Count()), arrived => arrived == written, "a message was lost", TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_process_that_no_longer_consumes_ends_for_its_supervisor_to_start_it_again()
    {
        var endpoint = hosts[0].Services.GetRequiredService<IBusControl>().CheckHealth().Endpoints.Single(e => e.Key.EndsWith("-thing", StringComparison.Ordinal)).Value;

        await endpoint.ReceiveEndpoint.Stop(CancellationToken.None);

        var stopping = hosts[0].Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await Eventually.Get(() => Task.FromResult(stopping.IsCancellationRequested), ends => ends, "it lives on without consuming", TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task The_trace_of_the_writer_reaches_the_consumer()
    {
        using var source = new System.Diagnostics.ActivitySource("Matchmaking.Test");
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = s => s.Name is "Matchmaking.Test" or "Matchmaking.Outbox" or "MassTransit",
            Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) => System.Diagnostics.ActivitySamplingResult.AllDataAndRecorded,
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        string trace;
        using (var activity = source.StartActivity("write")!)
        {
            trace = activity.TraceId.ToString();
            await Write([9], commit: true);
        }

        var arrived = await Eventually.Get(() => Task.FromResult(Mine()), mine => mine.Count == 1, "the message did not arrive");
        Assert.Equal(trace, arrived[0].Trace);
    }

    private async Task StartHost(bool withConsumer)
    {
        var broker = Broker();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Configuration["Broker:Host"] = broker.Host;
        builder.Configuration["Broker:Port"] = $"{broker.Port}";
        builder.Configuration["Broker:VirtualHost"] = Uri.UnescapeDataString(broker.AbsolutePath[1..]);
        builder.Configuration["Broker:Username"] = broker.UserInfo.Split(':')[0];
        builder.Configuration["Broker:Password"] = broker.UserInfo.Split(':')[1];
        builder.Configuration["Urls"] = "http://127.0.0.1:0";
        builder.Services.Configure<DatabaseOptions>(options => (options.ConnectionString, options.WorkerPassword) = (database.ConnectionString, database.Password));
        builder.Services.AddSingleton(NpgsqlDataSource.Create(database.As("worker")));
        builder.Services.AddSingleton(this);
        builder.Services.AddHostedService(provider => new SchemaMigrator(
            provider.GetRequiredService<IOptions<DatabaseOptions>>(), typeof(OutboxRelayTests).Assembly, provider.GetRequiredService<ILogger<SchemaMigrator>>()));
        builder.AddBus($"outbox-test-{test:N}", bus =>
        {
            if (withConsumer)
            {
                bus.AddConsumer<ThingConsumer>();
            }
        });
        var host = builder.Build();
        hosts.Add(host);
        await host.StartAsync();
        await Eventually.Get(
            () => Task.FromResult(host.Services.GetRequiredService<IBusControl>().CheckHealth().Status), status => status == BusHealthStatus.Healthy, "the bus did not start");
    }

    private static Uri Broker() => new(Environment.GetEnvironmentVariable("MATCHMAKING_TEST_RABBITMQ")
        ?? throw new InvalidOperationException("MATCHMAKING_TEST_RABBITMQ is not set: run the tests with tests/run."));

    private async Task Write(IEnumerable<int> numbers, bool commit)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var number in numbers)
        {
            await Outbox.Add(transaction, new ThingHappened(number), CancellationToken.None);
        }

        if (commit)
        {
            await hosts[^1].Services.GetRequiredService<Outbox>().Commit(transaction, CancellationToken.None);
        }
    }

    private Task<long> Waiting() => database.Scalar<long>("select count(*) from outbox_message");

    private List<(Guid Test, Guid MessageId, int Number, string? Trace)> Mine() => [.. Received.Where(m => m.Test == test)];

    private sealed class ThingConsumer(OutboxRelayTests tests) : IConsumer<ThingHappened>
    {
        public Task Consume(ConsumeContext<ThingHappened> context)
        {
            Received.Add((tests.test, context.MessageId!.Value, context.Message.Number, System.Diagnostics.Activity.Current?.TraceId.ToString()));
            return Task.CompletedTask;
        }
    }
}
