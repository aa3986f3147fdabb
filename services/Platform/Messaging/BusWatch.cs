using System.Net.Sockets;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Matchmaking.Platform.Messaging;

/// <summary>
/// Ends the process when it has not consumed for 30 s though the broker takes connections; its supervisor starts it again. After a kill of the
/// broker MassTransit 8.4 can lose an endpoint or the whole connection for good: decision 14 has the faults.
/// </summary>
public sealed class BusWatch(IBusControl bus, IOptions<BrokerOptions> broker) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        const int MostUnhealthy = 10;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(3));
        for (var unhealthy = 0; unhealthy < MostUnhealthy;)
        {
            await timer.WaitForNextTickAsync(stoppingToken);
            unhealthy = bus.CheckHealth().Status != BusHealthStatus.Healthy && await IsReachable(stoppingToken) ? unhealthy + 1 : 0;
        }

        // The host logs it and stops.
        throw new InvalidOperationException($"Nothing has been consumed for 30 s though the broker is there: {bus.CheckHealth().Description}");
    }

    private async Task<bool> IsReachable(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(broker.Value.Host, broker.Value.Port, limit.Token);
            return true;
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
