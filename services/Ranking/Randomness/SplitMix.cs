namespace Matchmaking.Ranking.Randomness;

/// <summary>SplitMix64 (Steele et al., Fast splittable pseudorandom number generators, 2014): System.Random promises no equal sequence across .NET versions.</summary>
internal static class SplitMix
{
    internal const ulong Step = 0x9E3779B97F4A7C15;

    internal static ulong Mix(ulong state)
    {
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }
}
