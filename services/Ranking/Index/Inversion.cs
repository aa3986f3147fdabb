namespace Matchmaking.Ranking.Index;

/// <summary>
/// Turns the lists of documents into posting lists of entries. Waits for memory at nearly every term, so what is kept of a term lies side by side. By one
/// thread: it is done beside those who answer requests, and a restart reads the lists from disk.
/// </summary>
internal static class Inversion
{
    /// <param name="documents">The documents.</param>
    /// <param name="termCount">Number of terms in the table.</param>
    /// <param name="lengthCodes">Length of each entry.</param>
    internal static PostingLists Invert(DocumentTerms documents, int termCount, byte[] lengthCodes)
    {
        var slots = new Slot[termCount];
        Count(documents, slots);
        var offsets = new int[termCount + 1];
        var documentCounts = new int[termCount];
        for (var term = 0; term < termCount; term++)
        {
            ref var slot = ref slots[term];
            offsets[term + 1] = offsets[term] + slot.Next;
            documentCounts[term] = slot.Documents;
            slot = new Slot { Next = offsets[term] };
        }

        // Not cleared: a collection that another thread waits for would wait until two gigabytes are.
        var postings = GC.AllocateUninitializedArray<uint>(offsets[termCount]);
        Fill(documents, slots, postings);
        return new PostingLists(offsets, postings, documentCounts, lengthCodes);
    }

    private static void Count(DocumentTerms documents, Slot[] slots)
    {
        for (var entry = 0; entry < documents.EntryCount; entry++)
        {
            foreach (var term in documents.OfEntry(entry))
            {
                ref var slot = ref slots[Posting.Ordinal(term)];
                slot.Documents++;
                slot.Next += slot.Last == entry + 1 ? 0 : 1;
                slot.Last = entry + 1;
            }
        }
    }

    // Entries come in rising order, so every list is sorted as it is written; a term in a second document of the entry adds to its posting.
    private static void Fill(DocumentTerms documents, Slot[] slots, uint[] postings)
    {
        for (var entry = 0; entry < documents.EntryCount; entry++)
        {
            foreach (var term in documents.OfEntry(entry))
            {
                ref var slot = ref slots[Posting.Ordinal(term)];
                if (slot.Last == entry + 1)
                {
                    ref var posting = ref postings[slot.Next - 1];
                    posting = Posting.Pack(entry, Posting.Frequency(posting) + Posting.Frequency(term));
                }
                else
                {
                    slot.Last = entry + 1;
                    postings[slot.Next++] = Posting.Pack(entry, Posting.Frequency(term));
                }
            }
        }
    }

    // Last: the entry it was last seen in, from 1. Next: postings so far, then where the next one goes.
    private struct Slot
    {
        internal int Last;
        internal int Next;
        internal int Documents;
    }
}
