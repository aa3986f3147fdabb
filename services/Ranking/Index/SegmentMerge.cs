using Matchmaking.Ranking.Exclusions;

namespace Matchmaking.Ranking.Index;

/// <summary>
/// Merges segments into one, without the entries that were replaced or removed, and without tokenising again: terms are renumbered and
/// posting lists made anew. What no living entry mentions is dropped from the table of terms.
/// </summary>
internal static class SegmentMerge
{
    internal static Segment<TItem> Merge<TItem>(IReadOnlyList<LiveSegment<TItem>> parts, ItemFormat<TItem>? format)
    {
        var count = parts.Sum(part => part.LiveCount);
        var ids = new Guid[count];
        var revisions = new long[count];
        var gates = new EntryGate[count];
        var firstDocuments = new int[count + 1];
        var table = new TermTable(1024);
        var documentTerms = GC.AllocateUninitializedArray<uint>(LivingTerms(parts));
        var written = 0;
        var offsets = new List<int> { 0 };
        var lengths = new List<int>();
        var next = 0;
        foreach (var part in parts)
        {
            var segment = part.Segment;
            var numbers = Renumber(part, table);
            for (var entry = 0; entry < segment.Count; entry++)
            {
                if (!part.IsLive(entry))
                {
                    continue;
                }

                ids[next] = segment.Ids[entry];
                revisions[next] = segment.Revisions[entry];
                gates[next] = segment.Gates[entry];
                for (var document = segment.Documents.FirstDocuments[entry]; document < segment.Documents.FirstDocuments[entry + 1]; document++)
                {
                    var terms = segment.Documents.Of(document);
                    CopyTerms(terms, numbers, documentTerms.AsSpan(written, terms.Length));
                    written += terms.Length;
                    offsets.Add(written);
                    lengths.Add(segment.Documents.Lengths[document]);
                }

                firstDocuments[++next] = lengths.Count;
            }
        }

        table.Trim();
        var documents = new DocumentTerms(firstDocuments, [.. offsets], documentTerms, [.. lengths], table);
        return new Segment<TItem>(ids, revisions, gates, Items(parts, format, count), table, documents);
    }

    // Old ordinal to new, -1 for terms that only dead entries hold.
    private static int[] Renumber<TItem>(LiveSegment<TItem> part, TermTable merged)
    {
        var table = part.Segment.Terms;
        var numbers = new int[table.Count];
        for (var term = 0; term < numbers.Length; term++)
        {
            numbers[term] = part.CountTerm(term).Entries > 0 ? merged.GetOrAdd(table[term]) : -1;
        }

        return numbers;
    }

    private static int LivingTerms<TItem>(IReadOnlyList<LiveSegment<TItem>> parts) =>
        Living(parts).Sum(living => living.Part.Segment.Documents.OfEntry(living.Entry).Length);

    private static void CopyTerms(ReadOnlySpan<uint> from, int[] numbers, Span<uint> to)
    {
        var isSorted = true;
        var last = -1;
        for (var i = 0; i < from.Length; i++)
        {
            var number = numbers[Posting.Ordinal(from[i])];
            isSorted &= number > last;
            last = number;
            to[i] = Posting.Pack(number, Posting.Frequency(from[i]));
        }

        // Terms of the first part keep their order; those of the others rarely do.
        if (!isSorted)
        {
            to.Sort();
        }
    }

    private static IItemStore<TItem> Items<TItem>(IReadOnlyList<LiveSegment<TItem>> parts, ItemFormat<TItem>? format, int count)
    {
        if (format is not null)
        {
            var packed = new PackedItemsBuilder<TItem>(format);
            foreach (var (part, entry) in Living(parts))
            {
                packed.Add(((PackedItems<TItem>)part.Segment.Items).Bytes(entry));
            }

            return packed.Build();
        }

        var items = new TItem[count];
        var next = 0;
        foreach (var (part, entry) in Living(parts))
        {
            items[next++] = part.Segment.Items[entry];
        }

        return new ObjectItems<TItem>(items);
    }

    private static IEnumerable<(LiveSegment<TItem> Part, int Entry)> Living<TItem>(IReadOnlyList<LiveSegment<TItem>> parts) =>
        parts.SelectMany(part => Enumerable.Range(0, part.Segment.Count).Where(part.IsLive).Select(entry => (part, entry)));
}
