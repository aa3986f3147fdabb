using MassTransit;

namespace Matchmaking.Platform.Messaging;

/// <summary>
/// The bus that the outbox publishes through, with a connection of its own; a connection on which a publish did not end in time is not used
/// again. RabbitMQ.Client 7.1 can die with its connection: when its 128 frames are waiting to be written, a publish waits for room with the
/// channel locked and the shutdown waits for the lock; and publishes that wait for the lock of a disposed channel wait for ever.
/// </summary>
/// <param name="connect">Makes and starts a bus.</param>
public sealed class OutboxBus(Func<CancellationToken, Task<IBusControl>> connect) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private IBusControl? current;

    /// <summary>The bus, connected.</summary>
    /// <exception cref="MassTransitException">The broker cannot be reached.</exception>
    public async Task<IBus> Started(CancellationToken cancellation)
    {
        if (current is not null)
        {
            return current;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        return current = await connect(limit.Token);
    }

    /// <summary>Makes the next <see cref="Started"/> connect anew; the former bus is stopped meanwhile, as far as it lets itself be stopped.</summary>
    public void Discard() => _ = Interlocked.Exchange(ref current, null)?.StopAsync(Limit);

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await (current?.StopAsync(Limit) ?? Task.CompletedTask);
}
