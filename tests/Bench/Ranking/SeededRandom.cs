using Matchmaking.Ranking.Randomness;

namespace Matchmaking.Bench.Ranking;

/// <summary>A generator for each stream of a seed: what is drawn for one talent does not depend on the others.</summary>
internal sealed class SeededRandom(ulong seed, ulong stream)
{
    private ulong state = (seed * SplitMix.Step) ^ (stream * 0xD1B54A32D192ED03);

    internal int Next(int limit) => (int)(NextBits() % (ulong)limit);

    internal double NextDouble() => (NextBits() >> 11) / (double)(1L << 53);

    private ulong NextBits() => SplitMix.Mix(state += SplitMix.Step);
}
