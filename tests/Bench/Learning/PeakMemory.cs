namespace Matchmaking.Bench.Learning;

/// <summary>How far the working set of the process rises while something is done, read every few milliseconds beside it: libraries allocate where the garbage collector does not see.</summary>
internal sealed class PeakMemory : IDisposable
{
    private const double Megabyte = 1 << 20;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    private readonly long before;
    private readonly Timer timer;
    private long greatest;

    internal PeakMemory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        before = Environment.WorkingSet;
        greatest = before;
        timer = new Timer(_ => Read(), null, Period, Period);
    }

    /// <summary>The greatest so far over the one at the beginning, in megabytes.</summary>
    internal double Growth()
    {
        Read();
        return (Interlocked.Read(ref greatest) - before) / Megabyte;
    }

    public void Dispose() => timer.Dispose();

    private void Read() => InterlockedMaximum(ref greatest, Environment.WorkingSet);

    private static void InterlockedMaximum(ref long place, long value)
    {
        for (var seen = Interlocked.Read(ref place); value > seen; seen = Interlocked.Read(ref place))
        {
            if (Interlocked.CompareExchange(ref place, value, seen) == seen)
            {
                return;
            }
        }
    }
}
