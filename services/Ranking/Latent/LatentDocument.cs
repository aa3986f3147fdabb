using System.Runtime.InteropServices;
using Matchmaking.Ranking.Randomness;

namespace Matchmaking.Ranking.Latent;

/// <summary>One text of the corpus a space is trained on.</summary>
/// <param name="Entry">Whose text it is.</param>
/// <param name="Ordinal">Which of the entry's texts.</param>
/// <param name="Terms">Terms with 1 + ln tf, each once. Read only when the document is drawn, so it may be made lazily.</param>
internal sealed record LatentDocument(Guid Entry, int Ordinal, IEnumerable<KeyValuePair<string, double>> Terms)
{
    /// <summary>Where the document stands in the draw: the same whatever else is in the corpus and in whatever order it comes.</summary>
    internal ulong Lot(ulong seed)
    {
        Span<ulong> halves = stackalloc ulong[2];
        _ = Entry.TryWriteBytes(MemoryMarshal.AsBytes(halves));
        var state = SplitMix.Mix(seed + SplitMix.Step + halves[0]);
        state = SplitMix.Mix(state + SplitMix.Step + halves[1]);
        return SplitMix.Mix(state + SplitMix.Step + (ulong)Ordinal);
    }
}
