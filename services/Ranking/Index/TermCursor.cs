namespace Matchmaking.Ranking.Index;

/// <summary>Where a term stands in its posting list while the windows of a search go by.</summary>
internal struct TermCursor(double weight, int position, int end, int firstBlock)
{
    private readonly int start = position;

    internal double Weight { get; } = weight;

    internal int Position { get; set; } = position;

    internal int WindowEnd { get; private set; }

    internal int Bound { get; private set; }

    internal void Enter(PostingLists lists, ImpactTable impacts, int windowEnd)
    {
        WindowEnd = Position + EndOf(lists.Postings.AsSpan(Position, end - Position), windowEnd);
        Bound = 0;
        if (WindowEnd == Position)
        {
            return;
        }

        var last = firstBlock + ((WindowEnd - 1 - start) / PostingLists.BlockSize);
        for (var block = firstBlock + ((Position - start) / PostingLists.BlockSize); block <= last; block++)
        {
            var maximum = lists.BlockMaxima[block];
            Bound = Math.Max(Bound, impacts.Score(Weight, maximum >> 8, maximum & 255));
        }
    }

    // False at the end of the list.
    internal bool Leave()
    {
        Position = WindowEnd;
        return Position < end;
    }

    // Windows hold few postings of most lists: the end is sought in growing steps from the start.
    private static int EndOf(ReadOnlySpan<uint> postings, int windowEnd)
    {
        var step = 1;
        while (step < postings.Length && Posting.Ordinal(postings[step]) < windowEnd)
        {
            step *= 2;
        }

        return Posting.FirstFrom(postings[..Math.Min(step, postings.Length)], windowEnd);
    }
}
