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

    private readonly (int Ordinal, int Term)[]?[] sorted = new (int, int)[snapshot.Segments.Length][];
    private readonly int[] frequencies = new int[query.Terms.Length];

    internal PortfolioRelevance Match(EntryPlace place)
    {
        var segment = snapshot.Segments[place.Segment].Segment;
        var wanted = sorted[place.Segment] ??= Sort(place.Segment);
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

    private long MatchDocument(ReadOnlySpan<uint> document, (int Ordinal, int Term)[] wanted)
    {
        var sum = 0L;
        var at = 0;
        foreach (var (ordinal, term) in wanted)
        {
            while (at < document.Length && Posting.Ordinal(document[at]) < ordinal)
            {
                at++;
            }

            if (at == document.Length)
            {
                break;
            }

            if (Posting.Ordinal(document[at]) == ordinal)
            {
                var frequency = Posting.Frequency(document[at]);
                frequencies[term] += frequency;
                sum += (long)(query.Terms[term].CosineWeight * DocumentNorm.LogFrequency(frequency) * FixedPoint);
            }
        }

        return sum;
    }

    private (int Ordinal, int Term)[] Sort(int segment)
    {
        var ordinals = query.Ordinals[segment];
        var pairs = Enumerable.Range(0, ordinals.Length).Where(term => ordinals[term] >= 0).Select(term => (ordinals[term], term)).ToArray();
        Array.Sort(pairs);
        return pairs;
    }
}
