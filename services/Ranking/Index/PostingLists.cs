namespace Matchmaking.Ranking.Index;

/// <summary>
/// For every term the entries it stands in, by rising entry, and for every block of <see cref="BlockSize"/> postings the highest frequency
/// and the shortest portfolio: from these two an upper bound of what a posting of the block can score is known without reading it (block
/// maxima after Ding and Suel, Faster top-k document retrieval using block-max indexes, SIGIR 2011).
/// </summary>
internal sealed class PostingLists
{
    internal const int BlockSize = 128;

    /// <summary>Lists with the maxima of their blocks, as they were stored.</summary>
    /// <exception cref="ArgumentException">There are more or fewer maxima than blocks.</exception>
    internal PostingLists(int[] offsets, uint[] postings, int[] documentCounts, ushort[] blockMaxima)
        : this(offsets, postings, documentCounts)
    {
        BlockMaxima = blockMaxima.Length == FirstBlocks[^1] ? blockMaxima : throw new ArgumentException("one maximum for each block", nameof(blockMaxima));
    }

    internal PostingLists(int[] offsets, uint[] postings, int[] documentCounts, byte[] lengthCodes)
        : this(offsets, postings, documentCounts)
    {
        BlockMaxima = new ushort[FirstBlocks[^1]];
        for (var term = 0; term + 1 < offsets.Length; term++)
        {
            var block = FirstBlocks[term];
            for (var start = offsets[term]; start < offsets[term + 1]; start += BlockSize, block++)
            {
                BlockMaxima[block] = Maximum(postings.AsSpan(start, Math.Min(BlockSize, offsets[term + 1] - start)), lengthCodes);
            }
        }
    }

    private PostingLists(int[] offsets, uint[] postings, int[] documentCounts)
    {
        Offsets = offsets;
        Postings = postings;
        DocumentCounts = documentCounts;
        BlockMaxima = [];
        FirstBlocks = new int[offsets.Length];
        for (var term = 0; term + 1 < offsets.Length; term++)
        {
            FirstBlocks[term + 1] = FirstBlocks[term] + ((offsets[term + 1] - offsets[term] + BlockSize - 1) / BlockSize);
        }
    }

    /// <summary>Postings of term t stand at Offsets[t] to Offsets[t + 1].</summary>
    internal int[] Offsets { get; }

    /// <summary>Packed entry and frequency in its whole portfolio.</summary>
    internal uint[] Postings { get; }

    /// <summary>In how many documents each term stands.</summary>
    internal int[] DocumentCounts { get; }

    internal int[] FirstBlocks { get; }

    /// <summary>Highest frequency in the high byte, lowest length code in the low one.</summary>
    internal ushort[] BlockMaxima { get; }

    internal ReadOnlySpan<uint> Of(int term) => Postings.AsSpan(Offsets[term], Offsets[term + 1] - Offsets[term]);

    private static ushort Maximum(ReadOnlySpan<uint> block, byte[] lengthCodes)
    {
        var frequency = 0;
        var length = LengthCode.Count - 1;
        foreach (var posting in block)
        {
            frequency = Math.Max(frequency, Posting.Frequency(posting));
            length = Math.Min(length, lengthCodes[Posting.Ordinal(posting)]);
        }

        return (ushort)((frequency << 8) | length);
    }
}
