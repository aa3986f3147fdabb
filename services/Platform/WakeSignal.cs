namespace Matchmaking.Platform;

/// <summary>Wakes one background loop; many calls while it works wake it once more, since the loop then does all there is.</summary>
public sealed class WakeSignal : IDisposable
{
    private readonly SemaphoreSlim permit = new(0, 1);

    /// <summary>Wakes the loop, now or as soon as it waits.</summary>
    public void Wake()
    {
        try
        {
            permit.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is due already.
        }
    }

    /// <summary>Waits to be woken, at most for <paramref name="poll"/>.</summary>
    public Task Wait(TimeSpan poll, CancellationToken cancellation) => permit.WaitAsync(poll, cancellation);

    /// <inheritdoc />
    public void Dispose() => permit.Dispose();
}
