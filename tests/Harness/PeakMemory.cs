namespace Matchmaking.Harness;

/// <summary>Samples what is held in memory beyond what was held at its start; garbage is collected before each look.</summary>
public sealed class PeakMemory : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource stop = new();
    private readonly long before = GC.GetTotalMemory(forceFullCollection: true);
    private readonly Task<long> sampling;

    public PeakMemory() => sampling = Task.Run(Sample);

    /// <summary>The most bytes that were held since the start.</summary>
    public async Task<long> Stop()
    {
        await stop.CancelAsync();
        return await sampling;
    }

    public void Dispose() => stop.Dispose();

    private async Task<long> Sample()
    {
        var peak = 0L;
        using var timer = new PeriodicTimer(Pause);
        while (!stop.IsCancellationRequested)
        {
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        return peak;
    }
}
