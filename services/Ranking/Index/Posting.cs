namespace Matchmaking.Ranking.Index;

/// <summary>
/// An ordinal and a frequency, packed into one int: 24 bits and 8. In posting lists the ordinal is an entry, in the lists of documents a
/// term. Packed values sort by their ordinal.
/// </summary>
internal static class Posting
{
    /// <summary>The most entries a segment holds; a merge that would exceed it is not made.</summary>
    internal const int MaxEntries = 1 << 23;

    internal const int MaxFrequency = 255;

    internal static uint Pack(int ordinal, int frequency) => ((uint)ordinal << 8) | (uint)Math.Min(frequency, MaxFrequency);

    internal static int Ordinal(uint posting) => (int)(posting >> 8);

    internal static int Frequency(uint posting) => (int)(posting & MaxFrequency);

    /// <summary>Position of the first posting from an ordinal on; the length of the list when there is none.</summary>
    internal static int FirstFrom(ReadOnlySpan<uint> postings, int ordinal)
    {
        var wanted = (uint)ordinal << 8;
        var low = 0;
        var high = postings.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (postings[middle] < wanted)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
