using Matchmaking.Platform;

namespace Matchmaking.Webhooks.Deliveries;

/// <summary>Wakes the sender of this process when deliveries were queued, so that they leave at once and not with the next poll.</summary>
public sealed class DeliverySignal : IDisposable
{
    private readonly WakeSignal wake = new();

    /// <summary>Wakes the sender.</summary>
    public void Wake() => wake.Wake();

    /// <summary>Waits to be woken, at most for <paramref name="poll"/>.</summary>
    public Task Wait(TimeSpan poll, CancellationToken cancellation) => wake.Wait(poll, cancellation);

    /// <inheritdoc />
    public void Dispose() => wake.Dispose();
}
