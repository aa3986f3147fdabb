using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Latent;

namespace Matchmaking.Ranking.Index;

/// <summary>
/// The index as of one moment: it never changes, so a reader sees one state however long it works, and waits for nobody.
/// Every statistic counts living entries only and depends on the content alone, not on how it arrived.
/// </summary>
public sealed class IndexSnapshot<TItem>
{
    private readonly UInt128 digest;

    internal IndexSnapshot(LiveSegment<TItem>[] segments, int count, int documentCount, long length, UInt128 digest, LatentSpace? space, KnowledgeGraph? graph)
    {
        Space = space;
        Graph = graph;
        Segments = segments;
        Count = count;
        DocumentCount = documentCount;
        Length = length;
        this.digest = digest;
    }

    /// <summary>Number of living entries, N.</summary>
    public int Count { get; }

    /// <summary>Number of their documents.</summary>
    public int DocumentCount { get; }

    /// <summary>Names the content, in hexadecimal: equal for equal sets of (id, revision).</summary>
    public string Digest => IndexDigest.Show(digest);

    /// <summary>Names the latent space; none while there is none. What is ranked depends on it beside <see cref="Digest"/>.</summary>
    public string LatentDigest => Space?.Digest ?? "none";

    /// <summary>Number of terms of all living documents together.</summary>
    internal long Length { get; }

    internal static IndexSnapshot<TItem> Empty(KnowledgeGraph? graph) => new([], 0, 0, 0, UInt128.Zero, null, graph);

    internal UInt128 DigestValue => digest;

    /// <summary>The technologies that its texts are linked to; null for none.</summary>
    internal KnowledgeGraph? Graph { get; }

    /// <summary>The latent space that the documents lie in; null while there is none.</summary>
    internal LatentSpace? Space { get; }

    internal LiveSegment<TItem>[] Segments { get; }

    /// <summary>What postings are worth at this index's average portfolio length, and at its average document length; made by the first query.</summary>
    internal Tuple<ImpactTable, ImpactTable>? Impacts { get; set; }

    /// <summary>Finds a living entry.</summary>
    /// <returns>The entry, or null when the id is unknown or removed.</returns>
    public Indexed<TItem>? Find(Guid id) => Locate(id) is { } place ? EntryAt(place) : null;

    /// <summary>The revision of a living entry, without opening it.</summary>
    /// <returns>Null when the id is unknown or removed.</returns>
    public long? RevisionOf(Guid id) => Locate(id) is { } place ? Segments[place.Segment].Segment.Revisions[place.Entry] : null;

    /// <summary>Identities of all living entries, in no particular order.</summary>
    public IEnumerable<Guid> Ids() =>
        Segments.SelectMany(live => Enumerable.Range(0, live.Segment.Count).Where(live.IsLive).Select(entry => live.Segment.Ids[entry]));

    internal EntryPlace? Locate(Guid id)
    {
        // Newest first: an entry that changes often lives in the young, small segments.
        for (var i = Segments.Length - 1; i >= 0; i--)
        {
            var entry = Segments[i].Segment.Find(id);
            if (entry >= 0 && Segments[i].IsLive(entry))
            {
                return new EntryPlace(i, entry);
            }
        }

        return null;
    }

    internal Indexed<TItem> EntryAt(EntryPlace place)
    {
        var segment = Segments[place.Segment].Segment;
        return new Indexed<TItem>(segment.Ids[place.Entry], segment.Revisions[place.Entry], segment.Items[place.Entry]);
    }

    /// <summary>In how many living entries, and in how many of their documents, a term stands.</summary>
    internal TermCounts CountTerm(ReadOnlySpan<char> term)
    {
        var entries = 0;
        var documents = 0;
        foreach (var live in Segments)
        {
            if (live.Segment.Terms.Find(term) is var ordinal and >= 0)
            {
                var counts = live.CountTerm(ordinal);
                entries += counts.Entries;
                documents += counts.Documents;
            }
        }

        return new TermCounts(entries, documents);
    }
}

/// <summary>Where an entry stands in a snapshot.</summary>
internal readonly record struct EntryPlace(int Segment, int Entry);

/// <summary>Entries and documents that hold a term.</summary>
internal readonly record struct TermCounts(int Entries, int Documents);
