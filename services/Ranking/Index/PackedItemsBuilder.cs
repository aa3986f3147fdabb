namespace Matchmaking.Ranking.Index;

/// <summary>Lays packed items into chunks, none across two of them.</summary>
internal sealed class PackedItemsBuilder<TItem>(ItemFormat<TItem> format)
{
    private const int ChunkSize = 1 << PackedItems<TItem>.ChunkBits;

    private readonly PackWriter writer = new();
    private readonly List<byte[]> chunks = [];
    private readonly List<long> offsets = [];
    private byte[] current = new byte[1024];
    private int used;

    internal void Add(TItem item)
    {
        writer.Clear();
        format.Write(writer, item);
        Add(writer.Written);
    }

    internal void Add(ReadOnlySpan<byte> item)
    {
        if (used + item.Length > ChunkSize)
        {
            // What is left of the chunk belongs to the item before, which knows where it ends.
            Array.Resize(ref current, ChunkSize);
            chunks.Add(current);
            current = new byte[1024];
            used = 0;
        }

        if (used + item.Length > current.Length)
        {
            Array.Resize(ref current, Math.Min(ChunkSize, Math.Max(used + item.Length, 2 * current.Length)));
        }

        offsets.Add(((long)chunks.Count << PackedItems<TItem>.ChunkBits) + used);
        item.CopyTo(current.AsSpan(used));
        used += item.Length;
    }

    internal PackedItems<TItem> Build()
    {
        offsets.Add(((long)chunks.Count << PackedItems<TItem>.ChunkBits) + used);
        Array.Resize(ref current, used);
        chunks.Add(current);
        return new PackedItems<TItem>(format, [.. offsets], [.. chunks]);
    }
}
