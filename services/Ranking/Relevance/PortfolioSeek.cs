using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Relevance;

/// <summary>
/// Scores one portfolio by seeking its documents in the posting lists: the direction from one talent to many demands. The same sums in
/// the same order as <see cref="PortfolioScan{TItem}"/>, so both directions agree to the last bit.
/// </summary>
internal static class PortfolioSeek
{
    internal static PortfolioRelevance Of<TItem>(IndexSnapshot<TItem> snapshot, BoundQuery query, EntryPlace place)
    {
        var segment = snapshot.Segments[place.Segment].Segment;
        var first = segment.FirstDocuments[place.Entry];
        var end = segment.FirstDocuments[place.Entry + 1];
        var lengthFactor = Bm25.LengthFactor(segment.EntryLengths[place.Entry], query.AverageLength);
        var cosines = new double[end - first];
        var bm25 = 0.0;
        foreach (var term in query.Terms)
        {
            var postings = segment.PostingsOf(term.Term);
            var frequency = 0;
            for (var i = FirstFrom(postings, first); i < postings.Length && Posting.Document(postings[i]) < end; i++)
            {
                var occurrences = Posting.Frequency(postings[i]);
                cosines[Posting.Document(postings[i]) - first] += term.CosineWeight * DocumentNorm.LogFrequency(occurrences);
                frequency += occurrences;
            }

            if (frequency > 0)
            {
                bm25 += term.Bm25Weight * Bm25.Saturation(frequency, lengthFactor);
            }
        }

        for (var i = 0; i < cosines.Length; i++)
        {
            cosines[i] = cosines[i] > 0 ? query.CosineOf(cosines[i], segment.DocumentNorms[first + i]) : 0;
        }

        return new PortfolioRelevance(query.Bm25Ceiling > 0 ? bm25 / query.Bm25Ceiling : 0, DocumentCosine.Combine(cosines), cosines);
    }

    private static int FirstFrom(ReadOnlySpan<int> postings, int document)
    {
        var low = 0;
        var high = postings.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Posting.Document(postings[middle]) < document)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
