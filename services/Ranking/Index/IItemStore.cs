namespace Matchmaking.Ranking.Index;

/// <summary>The items of a segment, by entry.</summary>
internal interface IItemStore<TItem>
{
    /// <summary>The item of an entry; a new object each time where items are packed.</summary>
    TItem this[int entry] { get; }
}

/// <summary>Items as objects: quick, for the few thousand demands that stand open.</summary>
internal sealed class ObjectItems<TItem>(TItem[] items) : IItemStore<TItem>
{
    public TItem this[int entry] => items[entry];
}

/// <summary>
/// Items as bytes: the collector has no objects to walk through, and the bytes are what stands on disk. Opening 400 candidates of a hundred
/// characters takes .6 ms.
/// </summary>
internal sealed class PackedItems<TItem>(ItemFormat<TItem> format, long[] offsets, byte[][] chunks) : IItemStore<TItem>
{
    // One array would end at 2 GB.
    internal const int ChunkBits = 26;

    internal long[] Offsets => offsets;

    internal byte[][] Chunks => chunks;

    public TItem this[int entry]
    {
        get
        {
            var start = offsets[entry];
            var reader = new PackReader(chunks[start >> ChunkBits], (int)(start & ((1 << ChunkBits) - 1)));
            return format.Read(ref reader);
        }
    }

    internal ReadOnlySpan<byte> Bytes(int entry)
    {
        var start = offsets[entry];
        return chunks[start >> ChunkBits].AsSpan((int)(start & ((1 << ChunkBits) - 1)), (int)(offsets[entry + 1] - start));
    }
}
