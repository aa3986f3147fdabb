using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Storage;

/// <summary>One segment in one file, written once. Posting lists are not stored: they are made anew from the terms of documents, and would take half as much room again.</summary>
internal static class SegmentFile
{
    private const long Magic = 0x31474553_4B4E5452;

    internal static void Write<TItem>(string path, Segment<TItem> segment, int itemVersion)
    {
        var items = (PackedItems<TItem>)segment.Items;
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        var file = new ArrayFile.Writer(stream);
        file.Write<long>([Magic, itemVersion]);
        file.Write<Guid>(segment.Ids);
        file.Write<long>(segment.Revisions);
        file.Write<EntryGate>(segment.Gates);
        file.Write<long>(items.Offsets);
        file.Write<long>([items.Chunks.Length]);
        foreach (var chunk in items.Chunks)
        {
            file.Write<byte>(chunk);
        }

        file.Write(segment.Terms.Ends);
        file.Write(segment.Terms.Characters);
        file.Write<int>(segment.Documents.FirstDocuments);
        file.Write<int>(segment.Documents.Offsets);
        file.Write<uint>(segment.Documents.Terms);
        file.Write<int>(segment.Documents.Lengths);
        file.End();
        stream.Flush(flushToDisk: true);
    }

    /// <exception cref="InvalidDataException">The file is damaged or of another version.</exception>
    internal static Segment<TItem> Read<TItem>(string path, ItemFormat<TItem> format)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
        var file = new ArrayFile.Reader(stream);
        if (file.Read<long>() is not [Magic, var version] || version != format.Version)
        {
            throw new InvalidDataException("the format is another");
        }

        var ids = file.Read<Guid>();
        var revisions = file.Read<long>();
        var gates = file.Read<EntryGate>();
        var itemOffsets = file.Read<long>();
        if (file.Read<long>() is not [var chunkCount] || chunkCount < 0 || chunkCount > stream.Length)
        {
            throw new InvalidDataException("the number of chunks cannot be right");
        }

        // Not made at once: a damaged count is found by the first chunk that is not there.
        var chunks = new List<byte[]>();
        while (chunks.Count < chunkCount)
        {
            chunks.Add(file.Read<byte>());
        }

        var ends = file.Read<int>();
        var characters = file.Read<char>();
        var firstDocuments = file.Read<int>();
        var offsets = file.Read<int>();
        var terms = file.Read<uint>();
        var lengths = file.Read<int>();
        file.End();
        var table = TermTable.Of(ends, characters);
        return new Segment<TItem>(
            ids, revisions, gates, new PackedItems<TItem>(format, itemOffsets, [.. chunks]), table, new DocumentTerms(firstDocuments, offsets, terms, lengths, table));
    }
}
