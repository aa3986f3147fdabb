namespace Matchmaking.Ranking.Index;

/// <summary>
/// Merges segments into one, without the entries that were replaced or removed, and without tokenising again: postings are
/// renumbered and copied. What no living entry mentions is dropped from the dictionary.
/// </summary>
internal static class SegmentMerge
{
    internal static Segment<TItem> Merge<TItem>(ReadOnlySpan<LiveSegment<TItem>> parts)
    {
        var entries = new List<IndexEntry<TItem>>();
        var lengths = new List<int>();
        var terms = new Dictionary<string, int>(StringComparer.Ordinal);
        var newDocuments = new int[parts.Length][];
        for (var i = 0; i < parts.Length; i++)
        {
            newDocuments[i] = Renumber(parts[i], entries, lengths);
        }

        var offsets = Offsets(parts, newDocuments, terms);
        var next = offsets.AsSpan(0, terms.Count).ToArray();
        var postings = new int[offsets[terms.Count]];
        for (var i = 0; i < parts.Length; i++)
        {
            var segment = parts[i].Segment;
            foreach (var (term, ordinal) in segment.Terms)
            {
                if (!terms.TryGetValue(term, out var target))
                {
                    continue;
                }

                foreach (var posting in segment.Postings.AsSpan(segment.Offsets[ordinal]..segment.Offsets[ordinal + 1]))
                {
                    var document = newDocuments[i][Posting.Document(posting)];
                    if (document >= 0)
                    {
                        postings[next[target]++] = Posting.Pack(document, Posting.Frequency(posting));
                    }
                }
            }
        }

        return new Segment<TItem>([.. entries], terms, offsets, postings, [.. lengths]);
    }

    // Old document number to new, -1 for documents of dead entries.
    private static int[] Renumber<TItem>(LiveSegment<TItem> part, List<IndexEntry<TItem>> entries, List<int> lengths)
    {
        var segment = part.Segment;
        var numbers = new int[segment.DocumentLengths.Length];
        for (var entry = 0; entry < segment.Entries.Length; entry++)
        {
            var live = part.IsLive(entry);
            if (live)
            {
                entries.Add(segment.Entries[entry]);
            }

            for (var document = segment.FirstDocuments[entry]; document < segment.FirstDocuments[entry + 1]; document++)
            {
                numbers[document] = live ? lengths.Count : -1;
                if (live)
                {
                    lengths.Add(segment.DocumentLengths[document]);
                }
            }
        }

        return numbers;
    }

    private static int[] Offsets<TItem>(ReadOnlySpan<LiveSegment<TItem>> parts, int[][] newDocuments, Dictionary<string, int> terms)
    {
        var counts = new List<int>();
        for (var i = 0; i < parts.Length; i++)
        {
            var segment = parts[i].Segment;
            foreach (var (term, ordinal) in segment.Terms)
            {
                var live = 0;
                foreach (var posting in segment.Postings.AsSpan(segment.Offsets[ordinal]..segment.Offsets[ordinal + 1]))
                {
                    live += newDocuments[i][Posting.Document(posting)] >= 0 ? 1 : 0;
                }

                if (live == 0)
                {
                    continue;
                }

                if (terms.TryAdd(term, counts.Count))
                {
                    counts.Add(0);
                }

                counts[terms[term]] += live;
            }
        }

        var offsets = new int[counts.Count + 1];
        for (var term = 0; term < counts.Count; term++)
        {
            offsets[term + 1] = offsets[term] + counts[term];
        }

        return offsets;
    }
}
