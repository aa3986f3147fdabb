using System.Numerics;
using System.Runtime.CompilerServices;

namespace Matchmaking.Ranking.Relevance;

/// <summary>
/// What a query asks of the documents of one segment: the ordinals of its terms, and of the technologies that are worth something for it. Documents hold
/// a hundred terms each of which a few are asked for, so that a miss must cost next to nothing.
/// </summary>
internal sealed class WantedOrdinals
{
    // A bit for each remainder of a wanted ordinal, 2 kB: with 300 wanted ordinals 98 of 100 others are passed over by it.
    private const int FilterBits = 16_384;

    private readonly ulong[] filter = new ulong[FilterBits / 64];
    private readonly int[] keys;
    private readonly int[] values;
    private readonly List<(int Wanted, double Worth)>[] worths;

    /// <param name="ordinals">Ordinal of each term of the query; below 0 where the segment does not hold it.</param>
    /// <param name="technologies">Ordinals of technologies with what they are worth.</param>
    internal WantedOrdinals(int[] ordinals, IReadOnlyDictionary<int, List<(int Wanted, double Worth)>> technologies)
    {
        // A quarter full at most.
        keys = new int[(int)BitOperations.RoundUpToPowerOf2((uint)(4 * (ordinals.Length + technologies.Count + 1)))];
        values = new int[keys.Length];
        worths = [.. technologies.Values];
        for (var term = 0; term < ordinals.Length; term++)
        {
            if (ordinals[term] >= 0)
            {
                Put(ordinals[term], term);
            }
        }

        foreach (var (ordinal, place) in technologies.Keys.Select((ordinal, place) => (ordinal, place)))
        {
            Put(ordinal, ~place);
        }
    }

    /// <summary>Whether an ordinal may be wanted; false for nearly all others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool MayBe(int ordinal) => (filter[(ordinal & (FilterBits - 1)) >> 6] & (1UL << (ordinal & 63))) != 0;

    /// <summary>Finds what an ordinal stands for.</summary>
    /// <param name="ordinal">An ordinal of the segment.</param>
    /// <param name="value">The term of the query; below 0 the complement of a technology's place.</param>
    internal bool TryFind(int ordinal, out int value)
    {
        for (var slot = SlotOf(ordinal); keys[slot] != 0; slot = (slot + 1) & (keys.Length - 1))
        {
            if (keys[slot] == ordinal + 1)
            {
                value = values[slot];
                return true;
            }
        }

        value = 0;
        return false;
    }

    /// <summary>What a technology is worth.</summary>
    /// <param name="value">As found, below 0.</param>
    internal List<(int Wanted, double Worth)> WorthsOf(int value) => worths[~value];

    private void Put(int ordinal, int value)
    {
        filter[(ordinal & (FilterBits - 1)) >> 6] |= 1UL << (ordinal & 63);
        var slot = SlotOf(ordinal);
        while (keys[slot] != 0)
        {
            slot = (slot + 1) & (keys.Length - 1);
        }

        (keys[slot], values[slot]) = (ordinal + 1, value);
    }

    // Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4).
    private int SlotOf(int ordinal) => (int)(((uint)ordinal * 2654435769u) >> 16) & (keys.Length - 1);
}
