using System.Numerics;

namespace Matchmaking.Ranking.Index;

/// <summary>
/// Turns the lists of documents into posting lists of entries. Waits for memory at nearly every term, so what is kept of a term lies side by side, and large
/// segments are done by all processors, each for terms of its own: it was the half of a restart with 100,000 talents.
/// </summary>
internal sealed class Inversion
{
    // Below it one processor is done before others have begun.
    private const int LargeSegment = 1 << 20;

    // Neighbouring terms belong to one processor, or two would write to one cache line.
    private const int BlockBits = 6;

    private readonly DocumentTerms documents;
    private readonly Slot[] slots;
    private readonly int workers;

    private Inversion(DocumentTerms documents, int termCount, int workers)
    {
        this.documents = documents;
        slots = new Slot[termCount];
        this.workers = workers;
    }

    /// <param name="documents">The documents.</param>
    /// <param name="termCount">Number of terms in the table.</param>
    /// <param name="lengthCodes">Length of each entry.</param>
    internal static PostingLists Invert(DocumentTerms documents, int termCount, byte[] lengthCodes) => Invert(
        documents, termCount, lengthCodes, documents.Terms.Length < LargeSegment ? 1 : 1 << BitOperations.Log2((uint)Environment.ProcessorCount));

    /// <summary>The same by a number of workers, which is a power of two.</summary>
    internal static PostingLists Invert(DocumentTerms documents, int termCount, byte[] lengthCodes, int workers)
    {
        var inversion = new Inversion(documents, termCount, workers);
        inversion.ByAll(inversion.Count);
        var offsets = new int[termCount + 1];
        var documentCounts = new int[termCount];
        for (var term = 0; term < termCount; term++)
        {
            ref var slot = ref inversion.slots[term];
            offsets[term + 1] = offsets[term] + slot.Next;
            documentCounts[term] = slot.Documents;
            slot = new Slot { Next = offsets[term] };
        }

        var postings = new uint[offsets[termCount]];
        inversion.ByAll(worker => inversion.Fill(worker, postings));
        return new PostingLists(offsets, postings, documentCounts, lengthCodes);
    }

    private void ByAll(Action<int> work)
    {
        if (workers == 1)
        {
            work(0);
            return;
        }

        _ = Parallel.For(0, workers, work);
    }

    private bool IsOf(int worker, int ordinal) => ((ordinal >> BlockBits) & (workers - 1)) == worker;

    private void Count(int worker)
    {
        for (var entry = 0; entry < documents.EntryCount; entry++)
        {
            foreach (var term in documents.OfEntry(entry))
            {
                var ordinal = Posting.Ordinal(term);
                if (IsOf(worker, ordinal))
                {
                    ref var slot = ref slots[ordinal];
                    slot.Documents++;
                    slot.Next += slot.Last == entry + 1 ? 0 : 1;
                    slot.Last = entry + 1;
                }
            }
        }
    }

    // Entries come in rising order, so every list is sorted as it is written; a term in a second document of the entry adds to its posting.
    private void Fill(int worker, uint[] postings)
    {
        for (var entry = 0; entry < documents.EntryCount; entry++)
        {
            foreach (var term in documents.OfEntry(entry))
            {
                var ordinal = Posting.Ordinal(term);
                if (!IsOf(worker, ordinal))
                {
                    continue;
                }

                ref var slot = ref slots[ordinal];
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
