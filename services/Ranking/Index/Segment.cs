using Matchmaking.Ranking.Exclusions;

namespace Matchmaking.Ranking.Index;

/// <summary>
/// An immutable piece of the index: entries with the terms of their documents, and for every term the entries it stands in. A segment has
/// its own table of terms, so that what was erased is gone from memory once its segment is merged.
/// </summary>
internal sealed class Segment<TItem>
{
    private readonly Dictionary<Guid, int> entriesById;

    /// <param name="ids">Identity of each entry.</param>
    /// <param name="revisions">Revision of each entry.</param>
    /// <param name="gates">What decides whether an entry may be ranked.</param>
    /// <param name="items">What a match hands back.</param>
    /// <param name="terms">The table of terms.</param>
    /// <param name="documents">The terms of each document.</param>
    /// <param name="postings">The posting lists as they were stored; null to make them from the documents.</param>
    internal Segment(
        Guid[] ids, long[] revisions, EntryGate[] gates, IItemStore<TItem> items, TermTable terms, DocumentTerms documents, PostingLists? postings = null)
    {
        Ids = ids;
        Revisions = revisions;
        Gates = gates;
        Items = items;
        Terms = terms;
        Documents = documents;
        EntryLengths = new int[ids.Length];
        LengthCodes = new byte[ids.Length];
        entriesById = new Dictionary<Guid, int>(ids.Length);
        for (var entry = 0; entry < ids.Length; entry++)
        {
            entriesById.Add(ids[entry], entry);
            EntryLengths[entry] = documents.LengthOf(entry);
            LengthCodes[entry] = LengthCode.Of(EntryLengths[entry]);
        }

        Postings = postings ?? Inversion.Invert(documents, terms.Count, LengthCodes);
    }

    internal Guid[] Ids { get; }

    internal long[] Revisions { get; }

    internal EntryGate[] Gates { get; }

    internal IItemStore<TItem> Items { get; }

    internal TermTable Terms { get; }

    internal DocumentTerms Documents { get; }

    internal PostingLists Postings { get; }

    /// <summary>Number of terms of each entry.</summary>
    internal int[] EntryLengths { get; }

    /// <summary>The same by <see cref="LengthCode"/>.</summary>
    internal byte[] LengthCodes { get; }

    internal int Count => Ids.Length;

    internal int Find(Guid id) => entriesById.GetValueOrDefault(id, -1);
}
