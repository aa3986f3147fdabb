namespace Matchmaking.Bench.Ranking;

/// <summary>SplitMix64 (Steele et al., Fast splittable pseudorandom number generators, 2014): the same numbers on every machine and runtime.</summary>
internal sealed class SeededRandom(ulong seed, ulong stream)
{
    private ulong state = (seed * 0x9E3779B97F4A7C15) ^ (stream * 0xD1B54A32D192ED03);

    internal int Next(int limit) => (int)(NextBits() % (ulong)limit);

    internal double NextDouble() => (NextBits() >> 11) / (double)(1L << 53);

    private ulong NextBits()
    {
        state += 0x9E3779B97F4A7C15;
        var bits = state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
