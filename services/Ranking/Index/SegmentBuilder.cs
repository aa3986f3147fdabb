using Matchmaking.Ranking.Text;

namespace Matchmaking.Ranking.Index;

/// <summary>Tokenises entries and lays out their segment. One use per segment.</summary>
internal sealed class SegmentBuilder<TItem>
{
    private readonly Dictionary<string, int> terms = new(StringComparer.Ordinal);
    private readonly List<int> ordinals = [];
    private readonly List<int> postings = [];
    private readonly List<int> documentLengths = [];
    private readonly List<int> current = [];

    internal static Segment<TItem> Build(IndexEntry<TItem>[] entries)
    {
        var builder = new SegmentBuilder<TItem>();
        foreach (var entry in entries)
        {
            foreach (var document in entry.Documents)
            {
                builder.Add(document);
            }
        }

        return builder.ToSegment(entries);
    }

    private void Add(string text)
    {
        current.Clear();
        var sink = new OrdinalSink(terms, current);
        Tokenizer.Tokenize(text, ref sink);
        current.Sort();
        for (var i = 0; i < current.Count;)
        {
            var from = i;
            while (i < current.Count && current[i] == current[from])
            {
                i++;
            }

            ordinals.Add(current[from]);
            postings.Add(Posting.Pack(documentLengths.Count, i - from));
        }

        documentLengths.Add(current.Count);
    }

    // Counting sort by term: documents were added in rising order, so every posting list is sorted already.
    private Segment<TItem> ToSegment(IndexEntry<TItem>[] entries)
    {
        var offsets = new int[terms.Count + 1];
        foreach (var ordinal in ordinals)
        {
            offsets[ordinal + 1]++;
        }

        for (var term = 0; term < terms.Count; term++)
        {
            offsets[term + 1] += offsets[term];
        }

        var next = offsets.AsSpan(0, terms.Count).ToArray();
        var sorted = new int[postings.Count];
        for (var i = 0; i < ordinals.Count; i++)
        {
            sorted[next[ordinals[i]]++] = postings[i];
        }

        return new Segment<TItem>(entries, terms, offsets, sorted, [.. documentLengths]);
    }

    private readonly struct OrdinalSink(Dictionary<string, int> terms, List<int> ordinals) : ITermSink
    {
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> bySpan = terms.GetAlternateLookup<ReadOnlySpan<char>>();

        public void Accept(scoped ReadOnlySpan<char> term, int start, int length, TermKind kind)
        {
            if (!bySpan.TryGetValue(term, out var ordinal))
            {
                ordinal = terms.Count;
                _ = bySpan.TryAdd(term, ordinal);
            }

            ordinals.Add(ordinal);
        }
    }
}
