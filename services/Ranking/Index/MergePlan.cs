namespace Matchmaking.Ranking.Index;

/// <summary>Chooses which segments are merged next, so that sizes stay geometric and dead entries few.</summary>
internal static class MergePlan
{
    // Adjacent segments are merged while the older is less than this many times the younger: an entry is copied O(log n) times in its
    // life, and n single updates leave O(log n) segments.
    private const int GrowthFactor = 4;

    // Terms and documents are numbered in 24 and 31 bits; half of either keeps the sum of the parts below.
    private const int MostTerms = TermTable.MaxTerms / 2;
    private const int MostDocumentTerms = int.MaxValue / 2;

    /// <returns>Adjacent segments to merge into one, a single one to rewrite without its dead, or none.</returns>
    internal static IReadOnlyList<LiveSegment<TItem>> Next<TItem>(IReadOnlyList<LiveSegment<TItem>> segments)
    {
        var first = FirstOutOfProportion(segments);
        return first >= 0
            ? [.. segments.Skip(first)]
            : [.. segments.Where(segment => segment.LiveCount * 2 < segment.Segment.Count).Take(1)];
    }

    // Everything from the returned segment to the youngest is merged at once; -1 when all sizes are in proportion.
    private static int FirstOutOfProportion<TItem>(IReadOnlyList<LiveSegment<TItem>> segments)
    {
        var first = -1;
        long younger = 0;
        long terms = 0;
        long documentTerms = 0;
        for (var i = segments.Count - 1; i >= 0; i--)
        {
            var segment = segments[i].Segment;
            terms += segment.Terms.Count;
            documentTerms += segment.Documents.Terms.Length;
            if (younger + segments[i].LiveCount > Posting.MaxEntries || terms > MostTerms || documentTerms > MostDocumentTerms)
            {
                break;
            }

            if (younger > 0 && segments[i].LiveCount < GrowthFactor * younger)
            {
                first = i;
            }

            younger += segments[i].LiveCount;
        }

        return first;
    }
}
