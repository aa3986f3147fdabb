using System.Diagnostics;

namespace Matchmaking.Bench.Ranking;

/// <summary>
/// How much more two threads get done than one: the median over rounds of both in turn, a second each. Other tenants of the machine slow down either by up
/// to a half, and two rounds side by side the most alike.
/// </summary>
internal static class TwoThreads
{
    private const int Rounds = 10;
    private const int Steps = 1_000_000;

    // Where the second thread begins: the two should not do the same at the same time, whatever the number of needs.
    private const int Apart = 97;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    internal static double OverOne(Action<int> work) => Ratio.At(
        Enumerable.Range(0, Rounds).Select(_ =>
        {
            var one = Rate(1, work);
            return Rate(2, work) / one;
        }).ToArray(),
        0.5);

    /// <summary>What the machine can give at most: steps of a shift register, in no memory.</summary>
    internal static void Arithmetic(int seed)
    {
        var state = (ulong)seed + 1;
        for (var i = 0; i < Steps; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
        }

        GC.KeepAlive(state);
    }

    private static double Rate(int threads, Action<int> work)
    {
        var done = 0;
        var watch = Stopwatch.StartNew();
        Task.WaitAll([.. Enumerable.Range(0, threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                for (var i = thread * Apart; watch.Elapsed < Round; i++)
                {
                    work(i);
                    _ = Interlocked.Increment(ref done);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))]);
        return done / watch.Elapsed.TotalSeconds;
    }
}
