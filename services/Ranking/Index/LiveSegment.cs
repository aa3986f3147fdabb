namespace Matchmaking.Ranking.Index;

/// <summary>A segment as one snapshot sees it: with the entries that were replaced or removed since it was built marked dead.</summary>
internal readonly struct LiveSegment<TItem>(Segment<TItem> segment, ulong[]? dead, int deadCount)
{
    internal Segment<TItem> Segment { get; } = segment;

    internal int LiveCount => Segment.Entries.Length - deadCount;

    internal bool HasDead => deadCount > 0;

    internal bool IsLive(int entry) => dead is null || (dead[entry >> 6] & (1UL << (entry & 63))) == 0;

    /// <summary>The same segment with one more entry dead; readers of the old one keep theirs.</summary>
    internal LiveSegment<TItem> Without(int entry)
    {
        var marks = dead is null ? new ulong[(Segment.Entries.Length + 63) >> 6] : (ulong[])dead.Clone();
        marks[entry >> 6] |= 1UL << (entry & 63);
        return new LiveSegment<TItem>(Segment, marks, deadCount + 1);
    }
}
