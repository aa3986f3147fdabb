using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Matchmaking.Platform.Messaging;

/// <summary>
/// Ends the process when nobody has consumed one of its queues for 18 s though the broker answers; its supervisor starts it again. After a kill of
/// the broker MassTransit 8.4 can lose an endpoint for good and still call it healthy, so the broker itself is asked: decision 14 has the faults.
/// </summary>
public sealed class BusWatch(IBusControl bus, IOptions<BrokerOptions> broker) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(3));
        IConnection? connection = null;
        for (var idle = 0; idle < 6;)
        {
            await timer.WaitForNextTickAsync(stoppingToken);
            try
            {
                connection ??= await Connect(broker.Value, stoppingToken);
                idle = await IsIdle(connection, stoppingToken) ? idle + 1 : 0;
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The broker is away, or a queue has no leader: nothing that a new process would mend.
                idle = 0;
                connection?.Dispose();
                connection = null;
            }
        }

        // The host logs it and stops.
        throw new InvalidOperationException("Nobody has consumed a queue of this service for 18 s though the broker is there.");
    }

    private static Task<IConnection> Connect(BrokerOptions to, CancellationToken cancellation) =>
        new ConnectionFactory { HostName = to.Host, Port = to.Port, VirtualHost = to.VirtualHost, UserName = to.Username, Password = to.Password, AutomaticRecoveryEnabled = false }
            .CreateConnectionAsync("bus-watch", cancellation);

    private async Task<bool> IsIdle(IConnection connection, CancellationToken cancellation)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        foreach (var address in bus.CheckHealth().Endpoints.Values.Select(endpoint => endpoint.InputAddress).Where(address => address.Query.Length == 0))
        {
            if ((await channel.QueueDeclarePassiveAsync(address.Segments[^1], cancellation)).ConsumerCount == 0)
            {
                return true;
            }
        }

        return false;
    }
}
