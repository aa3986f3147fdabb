using System.Diagnostics;

namespace Matchmaking.Harness;

/// <summary>Waits for an effect, never for a time.</summary>
public static class Eventually
{
    /// <summary>Asks <paramref name="probe"/> until <paramref name="holds"/>; fails with <paramref name="otherwise"/> and the last value.</summary>
    public static async Task<T> Get<T>(Func<Task<T>> probe, Func<T, bool> holds, string otherwise, TimeSpan? within = null)
    {
        var clock = Stopwatch.StartNew();
        var limit = within ?? TimeSpan.FromSeconds(20);
        while (true)
        {
            var value = await probe();
            if (holds(value))
            {
                return value;
            }

            if (clock.Elapsed > limit)
            {
                throw new TimeoutException($"{otherwise} (after {limit.TotalSeconds:F0} s; last seen: {value})");
            }

            await Task.Delay(25);
        }
    }
}
