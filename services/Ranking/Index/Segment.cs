namespace Matchmaking.Ranking.Index;

/// <summary>
/// An immutable piece of the index: entries with their documents, and for every term the documents it stands in. A segment has
/// its own dictionary, so that what was erased is gone from memory once its segment is merged.
/// </summary>
internal sealed class Segment<TItem>
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> termsBySpan;
    private readonly Dictionary<Guid, int> entriesById;

    internal Segment(IndexEntry<TItem>[] entries, Dictionary<string, int> terms, int[] offsets, int[] postings, int[] documentLengths)
    {
        Entries = entries;
        Terms = terms;
        Offsets = offsets;
        Postings = postings;
        DocumentLengths = documentLengths;
        termsBySpan = terms.GetAlternateLookup<ReadOnlySpan<char>>();
        entriesById = new Dictionary<Guid, int>(entries.Length);
        FirstDocuments = new int[entries.Length + 1];
        DocumentEntries = new int[documentLengths.Length];
        EntryLengths = new int[entries.Length];
        DocumentNorms = DocumentNorm.Of(documentLengths.Length, postings);
        for (var entry = 0; entry < entries.Length; entry++)
        {
            entriesById.Add(entries[entry].Id, entry);
            var first = FirstDocuments[entry];
            var end = first + entries[entry].Documents.Count;
            FirstDocuments[entry + 1] = end;
            for (var document = first; document < end; document++)
            {
                DocumentEntries[document] = entry;
                EntryLengths[entry] += documentLengths[document];
            }
        }
    }

    internal IndexEntry<TItem>[] Entries { get; }

    /// <summary>Term to ordinal.</summary>
    internal Dictionary<string, int> Terms { get; }

    /// <summary>Postings of term t stand at Offsets[t] to Offsets[t + 1], by rising document.</summary>
    internal int[] Offsets { get; }

    internal int[] Postings { get; }

    /// <summary>Number of terms of each document.</summary>
    internal int[] DocumentLengths { get; }

    /// <summary>Documents of entry e are FirstDocuments[e] to FirstDocuments[e + 1]; one more element than there are entries.</summary>
    internal int[] FirstDocuments { get; }

    internal int[] DocumentEntries { get; }

    internal int[] EntryLengths { get; }

    /// <summary>Euclidean length of each document's vector of logarithmic term frequencies.</summary>
    internal double[] DocumentNorms { get; }

    internal ReadOnlySpan<int> PostingsOf(ReadOnlySpan<char> term) => termsBySpan.TryGetValue(term, out var ordinal)
        ? Postings.AsSpan(Offsets[ordinal], Offsets[ordinal + 1] - Offsets[ordinal])
        : default;

    internal int Find(Guid id) => entriesById.GetValueOrDefault(id, -1);
}
