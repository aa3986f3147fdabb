using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Platform.Messaging;

/// <summary>The message bus of a service: RabbitMQ through MassTransit, quorum queues, one queue per consumer.</summary>
public static class Bus
{
    /// <summary>Adds the bus, the outbox and its relay. Queues are named <paramref name="service"/>-consumer in kebab case.</summary>
    public static void AddBus(this WebApplicationBuilder builder, string service, Action<IBusRegistrationConfigurator> addConsumers)
    {
        builder.Services.AddOptions<BrokerOptions>().BindConfiguration(BrokerOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<Outbox>().AddSingleton<OutboxLag>().AddHostedService<OutboxRelay>();
        builder.Services.AddSingleton(provider => new OutboxBus(async cancellation =>
        {
            LogContext.ConfigureCurrentLogContext(provider.GetRequiredService<ILoggerFactory>());
            var broker = provider.GetRequiredService<IOptions<BrokerOptions>>().Value;
            var bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(rabbit => rabbit.Connect(broker, $"{service}-outbox"));
            await bus.StartAsync(cancellation);
            return bus;
        }));
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(service, false));
            addConsumers(bus);
            bus.AddConfigureEndpointsCallback(ConfigureEndpoint);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Connect(context.GetRequiredService<IOptions<BrokerOptions>>().Value, service);
                rabbit.ConfigureEndpoints(context);
            });
        });
        // Taking leave of a connection that died unnoticed runs into the client's time-outs: a service that ends itself for it took 29 s to end.
        builder.Services.Configure<MassTransitHostOptions>(host => host.StopTimeout = TimeSpan.FromSeconds(8));
        // After the bus, so that it ends before it and takes no stopping bus for a dead one.
        builder.Services.AddHostedService<BusWatch>();
    }

    /// <summary>How every connection to the broker is made; <paramref name="name"/> is what the broker calls it.</summary>
    internal static void Connect(this IRabbitMqBusFactoryConfigurator rabbit, BrokerOptions broker, string name) =>
        rabbit.Host(broker.Host, (ushort)broker.Port, broker.VirtualHost, name, host =>
        {
            host.Username(broker.Username);
            host.Password(broker.Password);
            host.PublisherConfirmation = true;
        });

    private static void ConfigureEndpoint(IRegistrationContext context, string name, IReceiveEndpointConfigurator endpoint)
    {
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            rabbit.SetQuorumQueue();
        }

        endpoint.PrefetchCount = 64;
        // Each holds a connection of the pool, which HTTP requests share.
        endpoint.ConcurrentMessageLimit = 12;
        // The outer retry waits out a database that is restarted or failing over: 9 s of retries once parked good messages in the error
        // queue. 40 tries of up to 15 s, with time-outs between, stay below RabbitMQ's consumer time-out of 30 minutes.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<NpgsqlException>(error => error.IsTransient || error is not PostgresException);
            retry.Exponential(40, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(15), TimeSpan.FromMilliseconds(400));
        });
        endpoint.UseMessageRetry(retry =>
        {
            retry.Ignore<NpgsqlException>(error => error.IsTransient || error is not PostgresException);
            retry.Immediate(2);
        });
    }
}
