using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Relevance;

/// <summary>
/// Scores single portfolios in full for one query, by the terms of their documents: the same sums for whoever was searched, sought or
/// looked up. Not for use by several threads at once.
/// </summary>
internal sealed class PortfolioMatcher<TItem>(IndexSnapshot<TItem> snapshot, BoundQuery query)
{
    // Sums are integers, so that the order of terms, which differs between segments, does not matter.
    private const double FixedPoint = 1 << 20;

    // A bit for each remainder of a wanted ordinal: most terms of a document are known at once not to be asked for.
    private const int FilterBits = 8192;

    private readonly WantedTerms?[] wantedTerms = new WantedTerms[snapshot.Segments.Length];
    private readonly int[] frequencies = new int[query.Terms.Length];

    internal PortfolioRelevance Match(EntryPlace place)
    {
        var segment = snapshot.Segments[place.Segment].Segment;
        var wanted = wantedTerms[place.Segment] ??= Want(place.Segment);
        var first = segment.Documents.FirstDocuments[place.Entry];
        var cosines = new double[segment.Documents.FirstDocuments[place.Entry + 1] - first];
        Array.Clear(frequencies);
        for (var i = 0; i < cosines.Length; i++)
        {
            var sum = MatchDocument(segment.Documents.Of(first + i), wanted);
            cosines[i] = query.CosineOf(sum / FixedPoint, segment.Documents.Norms[first + i]);
        }

        var bm25 = 0;
        for (var term = 0; term < frequencies.Length; term++)
        {
            if (frequencies[term] > 0)
            {
                bm25 += query.Impacts.Score(query.ShareOf(term), Math.Min(frequencies[term], Posting.MaxFrequency), segment.LengthCodes[place.Entry]);
            }
        }

        return new PortfolioRelevance((double)bm25 / ImpactTable.FixedPoint, DocumentCosine.Combine(cosines), cosines);
    }

    private long MatchDocument(ReadOnlySpan<uint> document, WantedTerms wanted)
    {
        var sum = 0L;
        foreach (var item in document)
        {
            var ordinal = Posting.Ordinal(item);
            if ((wanted.Filter[(ordinal & (FilterBits - 1)) >> 6] & (1UL << (ordinal & 63))) != 0
                && Array.BinarySearch(wanted.Ordinals, ordinal) is var at and >= 0)
            {
                var frequency = Posting.Frequency(item);
                frequencies[wanted.Terms[at]] += frequency;
                sum += (long)(query.Terms[wanted.Terms[at]].CosineWeight * DocumentNorm.LogFrequency(frequency) * FixedPoint);
            }
        }

        return sum;
    }

    private WantedTerms Want(int segment)
    {
        var terms = Enumerable.Range(0, query.Terms.Length).Where(term => query.Ordinals[segment][term] >= 0).ToArray();
        var ordinals = Array.ConvertAll(terms, term => query.Ordinals[segment][term]);
        Array.Sort(ordinals, terms);
        var filter = new ulong[FilterBits / 64];
        foreach (var ordinal in ordinals)
        {
            filter[(ordinal & (FilterBits - 1)) >> 6] |= 1UL << (ordinal & 63);
        }

        return new WantedTerms(ordinals, terms, filter);
    }

    // Terms of the query that a segment holds, by rising ordinal.
    private sealed record WantedTerms(int[] Ordinals, int[] Terms, ulong[] Filter);
}
