using Matchmaking.Ranking.Latent;

namespace Matchmaking.Ranking.Index;

/// <summary>A segment as one snapshot sees it: with the entries that were replaced or removed since it was built marked dead.</summary>
internal sealed class LiveSegment<TItem>
{
    private readonly ulong[]? dead;
    private readonly PagedCounts? deadEntries;
    private readonly PagedCounts? deadDocuments;

    internal LiveSegment(Segment<TItem> segment, LatentSpace? space = null)
        : this(segment, null, 0, null, null, VectorsOf(segment, space))
    {
    }

    private LiveSegment(Segment<TItem> segment, ulong[]? dead, int deadCount, PagedCounts? deadEntries, PagedCounts? deadDocuments, LatentVectors? vectors)
    {
        Segment = segment;
        Vectors = vectors;
        this.dead = dead;
        DeadCount = deadCount;
        this.deadEntries = deadEntries;
        this.deadDocuments = deadDocuments;
    }

    internal Segment<TItem> Segment { get; }

    /// <summary>The documents in the latent space of the snapshot; null when it has none.</summary>
    internal LatentVectors? Vectors { get; }

    internal int DeadCount { get; }

    internal int LiveCount => Segment.Count - DeadCount;

    internal bool IsLive(int entry) => dead is null || (dead[entry >> 6] & (1UL << (entry & 63))) == 0;

    /// <summary>In how many living entries and documents a term stands.</summary>
    internal TermCounts CountTerm(int term)
    {
        var entries = Segment.Postings.Offsets[term + 1] - Segment.Postings.Offsets[term];
        var documents = Segment.Postings.DocumentCounts[term];
        return deadEntries is null ? new TermCounts(entries, documents) : new TermCounts(entries - deadEntries[term], documents - deadDocuments![term]);
    }

    /// <summary>The same segment with more entries dead; readers of the old one keep theirs.</summary>
    internal LiveSegment<TItem> Without(IReadOnlyCollection<int> entries)
    {
        var marks = dead is null ? new ulong[(Segment.Count + 63) >> 6] : (ulong[])dead.Clone();
        var documentTerms = new List<int>();
        var entryTerms = new List<int>();
        var distinct = new HashSet<int>();
        foreach (var entry in entries)
        {
            marks[entry >> 6] |= 1UL << (entry & 63);
            distinct.Clear();
            foreach (var term in Segment.Documents.OfEntry(entry))
            {
                documentTerms.Add(Posting.Ordinal(term));
                if (distinct.Add(Posting.Ordinal(term)))
                {
                    entryTerms.Add(Posting.Ordinal(term));
                }
            }
        }

        return new LiveSegment<TItem>(
            Segment,
            marks,
            DeadCount + entries.Count,
            (deadEntries ?? new PagedCounts(Segment.Terms.Count)).Plus(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(entryTerms)),
            (deadDocuments ?? new PagedCounts(Segment.Terms.Count)).Plus(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(documentTerms)),
            Vectors);
    }

    /// <summary>The same segment in another latent space.</summary>
    internal LiveSegment<TItem> In(LatentVectors? vectors) => new(Segment, dead, DeadCount, deadEntries, deadDocuments, vectors);

    internal static LatentVectors? VectorsOf(Segment<TItem> segment, LatentSpace? space) =>
        space is null ? null : DocumentVectors.Of(space, segment.Terms, segment.Documents);

    /// <summary>The dead entries, for storing.</summary>
    internal IEnumerable<int> DeadEntries() => Enumerable.Range(0, Segment.Count).Where(entry => !IsLive(entry));
}
