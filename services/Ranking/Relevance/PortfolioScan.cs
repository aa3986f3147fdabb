using System.Buffers;
using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Relevance;

/// <summary>
/// Scores every portfolio of a snapshot against a query in one pass over the posting lists, term at a time. The arrays are borrowed:
/// dispose after use.
/// </summary>
internal sealed class PortfolioScan<TItem> : IDisposable
{
    private readonly IndexSnapshot<TItem> snapshot;
    private readonly BoundQuery query;
    private readonly int[] firstEntries;
    private readonly int[] firstDocuments;
    private readonly double[] bm25;
    private readonly double[] cosines;

    private PortfolioScan(IndexSnapshot<TItem> snapshot, BoundQuery query)
    {
        this.snapshot = snapshot;
        this.query = query;
        firstEntries = new int[snapshot.Segments.Length];
        firstDocuments = new int[snapshot.Segments.Length];
        var entries = 0;
        var documents = 0;
        for (var i = 0; i < snapshot.Segments.Length; i++)
        {
            firstEntries[i] = entries;
            firstDocuments[i] = documents;
            entries += snapshot.Segments[i].Segment.Entries.Length;
            documents += snapshot.Segments[i].Segment.DocumentLengths.Length;
        }

        bm25 = ArrayPool<double>.Shared.Rent(entries);
        cosines = ArrayPool<double>.Shared.Rent(documents);
        bm25.AsSpan(0, entries).Clear();
        cosines.AsSpan(0, documents).Clear();
    }

    internal static PortfolioScan<TItem> Run(IndexSnapshot<TItem> snapshot, BoundQuery query)
    {
        var scan = new PortfolioScan<TItem>(snapshot, query);
        for (var i = 0; i < snapshot.Segments.Length; i++)
        {
            scan.Score(i);
        }

        return scan;
    }

    /// <summary>BM25 of an entry over its ceiling, 0 to 1.</summary>
    internal double Bm25Of(EntryPlace place) => query.Bm25Ceiling > 0 ? bm25[firstEntries[place.Segment] + place.Entry] / query.Bm25Ceiling : 0;

    /// <summary>Combined cosine of an entry's documents over that of a document equal to the demand.</summary>
    internal double CosineOf(EntryPlace place) => DocumentCosine.Combine(DocumentsOf(place));

    /// <summary>Everything about one entry, copied out of the borrowed arrays.</summary>
    internal PortfolioRelevance RelevanceOf(EntryPlace place) => new(Bm25Of(place), CosineOf(place), DocumentsOf(place).ToArray());

    /// <summary>Whether an entry shares a term with the query.</summary>
    internal bool IsTouched(EntryPlace place) => bm25[firstEntries[place.Segment] + place.Entry] > 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(bm25);
        ArrayPool<double>.Shared.Return(cosines);
    }

    private ReadOnlySpan<double> DocumentsOf(EntryPlace place)
    {
        var segment = snapshot.Segments[place.Segment].Segment;
        var first = segment.FirstDocuments[place.Entry];
        return cosines.AsSpan(firstDocuments[place.Segment] + first, segment.FirstDocuments[place.Entry + 1] - first);
    }

    private void Score(int index)
    {
        var segment = snapshot.Segments[index].Segment;
        var entryScores = bm25.AsSpan(firstEntries[index], segment.Entries.Length);
        var documentScores = cosines.AsSpan(firstDocuments[index], segment.DocumentLengths.Length);
        var documentEntries = segment.DocumentEntries.AsSpan();
        foreach (var term in query.Terms)
        {
            var entry = -1;
            var frequency = 0;
            foreach (var posting in segment.PostingsOf(term.Term))
            {
                var document = Posting.Document(posting);
                var occurrences = Posting.Frequency(posting);
                documentScores[document] += term.CosineWeight * DocumentNorm.LogFrequency(occurrences);
                if (documentEntries[document] != entry)
                {
                    AddEntry(segment, entryScores, term, entry, frequency);
                    entry = documentEntries[document];
                    frequency = 0;
                }

                frequency += occurrences;
            }

            AddEntry(segment, entryScores, term, entry, frequency);
        }

        for (var document = 0; document < documentScores.Length; document++)
        {
            if (documentScores[document] > 0)
            {
                documentScores[document] = query.CosineOf(documentScores[document], segment.DocumentNorms[document]);
            }
        }
    }

    private void AddEntry(Segment<TItem> segment, Span<double> scores, in BoundTerm term, int entry, int frequency)
    {
        if (entry >= 0)
        {
            scores[entry] += term.Bm25Weight * Bm25.Saturation(frequency, Bm25.LengthFactor(segment.EntryLengths[entry], query.AverageLength));
        }
    }
}
