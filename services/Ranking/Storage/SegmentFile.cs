using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Storage;

/// <summary>
/// One segment in one file, written once, with everything that can be had from it: posting lists take nearly as much room again as the documents they are
/// made of, but making them and the latent vectors was the most of a restart: 57 to 76 s with a million talents, 7 to 15 without it.
/// </summary>
internal static class SegmentFile
{
    // What the arrays mean. To be raised with any change of packing, hashing, blocks, length codes or norms, beside the version of items and the pipeline.
    private const long Version = 2;

    internal static void Write<TItem>(string path, Segment<TItem> segment, int itemVersion)
    {
        var items = (PackedItems<TItem>)segment.Items;
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        var file = new ArrayFile.Writer(stream);
        file.Write<long>([Version, itemVersion]);
        file.Write<Guid>(segment.Ids);
        file.Write<long>(segment.Revisions);
        file.Write<EntryGate>(segment.Gates);
        file.Write(segment.Terms.Ends);
        file.Write(segment.Terms.Characters);
        file.Write(segment.Terms.Buckets);
        file.Write<int>(segment.Documents.FirstDocuments);
        file.Write<int>(segment.Documents.Offsets);
        file.Write<uint>(segment.Documents.Terms);
        file.Write<int>(segment.Documents.Lengths);
        file.Write<float>(segment.Documents.Norms);
        file.Write<int>(segment.Postings.Offsets);
        file.Write<uint>(segment.Postings.Postings);
        file.Write<int>(segment.Postings.DocumentCounts);
        file.Write<ushort>(segment.Postings.BlockMaxima);
        file.Write<long>(items.Offsets);
        foreach (var chunk in items.Chunks)
        {
            file.Write<byte>(chunk);
        }

        file.End();
        stream.Flush(flushToDisk: true);
    }

    /// <exception cref="InvalidDataException">The file is damaged or of another version.</exception>
    internal static Segment<TItem> Read<TItem>(string path, ItemFormat<TItem> format)
    {
        using var file = new ArrayFile.Reader(path);
        var versions = file.Next<long>();
        var ids = file.Next<Guid>();
        var revisions = file.Next<long>();
        var gates = file.Next<EntryGate>();
        var (ends, characters, buckets) = (file.Next<int>(), file.Next<char>(), file.Next<int>());
        var (firstDocuments, offsets, terms, lengths, norms) = (file.Next<int>(), file.Next<int>(), file.Next<uint>(), file.Next<int>(), file.Next<float>());
        var (firstPostings, postings, documentCounts, blockMaxima) = (file.Next<int>(), file.Next<uint>(), file.Next<int>(), file.Next<ushort>());
        var itemOffsets = file.Next<long>();
        var chunks = new List<byte[]>();
        while (!file.IsAtEnd)
        {
            chunks.Add(file.Next<byte>());
        }

        file.Fill();
        if (versions is not [Version, var itemVersion] || itemVersion != format.Version)
        {
            throw new InvalidDataException("the format is another");
        }

        return new Segment<TItem>(
            ids,
            revisions,
            gates,
            new PackedItems<TItem>(format, itemOffsets, [.. chunks]),
            new TermTable(ends, characters, buckets),
            new DocumentTerms(firstDocuments, offsets, terms, lengths, norms),
            new PostingLists(firstPostings, postings, documentCounts, blockMaxima));
    }
}
