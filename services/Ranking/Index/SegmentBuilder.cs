using Matchmaking.Knowledge.Graph;
using Matchmaking.Knowledge.Text;

namespace Matchmaking.Ranking.Index;

/// <summary>Tokenises entries and lays out their segment. One use per segment.</summary>
internal sealed class SegmentBuilder<TItem>(KnowledgeGraph? graph)
{
    // Whoever repeats a word sixty times means no more than who says it eight times. Measured with 1 to 255: from 2 on no set ranks otherwise by more
    // than chance, and a document of ten phrases of a demand gains less from repeating them.
    private const int HighestFrequency = 8;

    private readonly TermTable terms = new(1024);
    private readonly List<uint> documentTerms = [];
    private readonly List<int> offsets = [0];
    private readonly List<int> lengths = [];
    private readonly List<int> current = [];

    internal static Segment<TItem> Build(ReadOnlySpan<IndexEntry<TItem>> entries, ItemFormat<TItem>? format, KnowledgeGraph? graph)
    {
        var builder = new SegmentBuilder<TItem>(graph);
        var firstDocuments = new int[entries.Length + 1];
        for (var entry = 0; entry < entries.Length; entry++)
        {
            foreach (var document in entries[entry].Documents)
            {
                builder.Add(document);
            }

            firstDocuments[entry + 1] = builder.lengths.Count;
        }

        builder.terms.Trim();
        var documents = new DocumentTerms(firstDocuments, [.. builder.offsets], [.. builder.documentTerms], [.. builder.lengths], builder.terms);
        return new Segment<TItem>(
            [.. entries.ToArray().Select(entry => entry.Id)],
            [.. entries.ToArray().Select(entry => entry.Revision)],
            [.. entries.ToArray().Select(entry => entry.Gate)],
            Items(entries, format),
            builder.terms,
            documents);
    }

    private static IItemStore<TItem> Items(ReadOnlySpan<IndexEntry<TItem>> entries, ItemFormat<TItem>? format)
    {
        if (format is null)
        {
            return new ObjectItems<TItem>([.. entries.ToArray().Select(entry => entry.Item)]);
        }

        var packed = new PackedItemsBuilder<TItem>(format);
        foreach (var entry in entries)
        {
            packed.Add(entry.Item);
        }

        return packed.Build();
    }

    private void Add(string text)
    {
        current.Clear();
        var sink = new OrdinalSink(terms, current);
        Tokenizer.Tokenize(BlindWords.Mask(text), ref sink);
        var length = current.Count;
        if (graph is not null)
        {
            var technologies = new TechnologySink(graph, terms, current);
            _ = graph.Linker.Link(text, ref technologies);
        }

        current.Sort();
        for (var i = 0; i < current.Count;)
        {
            var from = i;
            while (i < current.Count && current[i] == current[from])
            {
                i++;
            }

            documentTerms.Add(Posting.Pack(current[from], Math.Min(i - from, HighestFrequency)));
        }

        offsets.Add(documentTerms.Count);
        lengths.Add(length);
    }

    private readonly struct OrdinalSink(TermTable terms, List<int> ordinals) : ITermSink
    {
        public void Accept(scoped ReadOnlySpan<char> term, int start, int length, TermKind kind) => ordinals.Add(terms.GetOrAdd(term));
    }

    private readonly struct TechnologySink(KnowledgeGraph graph, TermTable terms, List<int> ordinals) : ILinkSink
    {
        public void Accept(int technology, int start, int length) => ordinals.Add(terms.GetOrAdd(graph.Technologies[technology].Key));
    }
}
