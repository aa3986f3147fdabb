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
    private readonly double[] shares = [.. Enumerable.Range(0, query.Terms.Length).Select(query.ShareOf)];

    /// <param name="place">The portfolio.</param>
    /// <param name="left">Documents to leave out; null for none.</param>
    internal PortfolioRelevance Match(EntryPlace place, bool[]? left = null)
    {
        var live = snapshot.Segments[place.Segment];
        var documents = live.Segment.Documents;
        var wanted = wantedTerms[place.Segment] ??= Want(place.Segment);
        var first = documents.FirstDocuments[place.Entry];
        var cosines = new double[documents.FirstDocuments[place.Entry + 1] - first];
        var coverages = new double[cosines.Length];
        var best = 0;
        var technologies = new TechnologyMatch(query.Technologies, cosines.Length);
        Array.Clear(frequencies);
        for (var i = 0; i < cosines.Length; i++)
        {
            if (left?[i] == true)
            {
                continue;
            }

            var sums = MatchDocument(documents.Of(first + i), LengthCode.Of(documents.Lengths[first + i]), wanted);
            technologies.Add(i, place.Segment, documents.Of(first + i));
            cosines[i] = query.CosineOf(sums.Cosine / FixedPoint, documents.Norms[first + i]);
            coverages[i] = (double)sums.Coverage / ImpactTable.FixedPoint;
            best = Math.Max(best, sums.Bm25);
        }

        return Sum(live.Segment.LengthCodes[place.Entry]) with
        {
            BestDocumentBm25 = (double)best / ImpactTable.FixedPoint,
            Cosine = DocumentCosine.Combine(cosines),
            DocumentCosines = cosines,
            DocumentCoverages = coverages,
            Latent = LatentOf(live, first, left, cosines.Length),
            Technology = technologies.Combined,
            TechnologyCoverage = technologies.Coverage,
            ExactTechnology = technologies.Exact,
            DocumentTechnologies = technologies.Documents,
        };
    }

    private PortfolioRelevance Sum(byte lengthCode)
    {
        var bm25 = 0;
        var words = 0L;
        Span<double> covered = stackalloc double[QueryParts.Count];
        covered.Clear();
        for (var term = 0; term < frequencies.Length; term++)
        {
            if (frequencies[term] == 0)
            {
                continue;
            }

            var score = query.Impacts.Score(shares[term], Math.Min(frequencies[term], Posting.MaxFrequency), lengthCode);
            bm25 += score;
            words += query.Parts.Has(term, QueryParts.Words) ? score : 0;
            for (var part = 0; part < QueryParts.Count; part++)
            {
                covered[part] += query.Parts.Has(term, part) ? query.Terms[term].Bm25Weight : 0;
            }
        }

        return new PortfolioRelevance
        {
            Bm25 = (double)bm25 / ImpactTable.FixedPoint,
            WordBm25 = query.Parts.Share(QueryParts.Words, (double)words / ImpactTable.FixedPoint * query.Bm25Ceiling) ?? 0,
            Coverage = query.Parts.Share(QueryParts.Everything, covered[QueryParts.Everything]) ?? 0,
            TitleCoverage = query.Parts.Share(QueryParts.Title, covered[QueryParts.Title]),
            DescriptionCoverage = query.Parts.Share(QueryParts.Description, covered[QueryParts.Description]),
            IndicatorCoverage = query.Parts.Share(QueryParts.Indicators, covered[QueryParts.Indicators]),
            RareCoverage = query.Parts.Share(QueryParts.Rare, covered[QueryParts.Rare]) ?? 0,
            LatinCoverage = query.Parts.Share(QueryParts.Latin, covered[QueryParts.Latin]),
        };
    }

    private (long Cosine, int Bm25, int Coverage) MatchDocument(ReadOnlySpan<uint> document, byte lengthCode, WantedTerms wanted)
    {
        var cosine = 0L;
        var bm25 = 0;
        var coverage = 0;
        foreach (var item in document)
        {
            var ordinal = Posting.Ordinal(item);
            if ((wanted.Filter[(ordinal & (FilterBits - 1)) >> 6] & (1UL << (ordinal & 63))) != 0
                && Array.BinarySearch(wanted.Ordinals, ordinal) is var at and >= 0)
            {
                var term = wanted.Terms[at];
                var frequency = Posting.Frequency(item);
                frequencies[term] += frequency;
                cosine += (long)(query.Terms[term].CosineWeight * DocumentNorm.LogFrequency(frequency) * FixedPoint);
                bm25 += query.DocumentImpacts.Score(shares[term], frequency, lengthCode);
                coverage += (int)shares[term];
            }
        }

        return (cosine, bm25, coverage);
    }

    private double? LatentOf(LiveSegment<TItem> live, int first, bool[]? left, int count)
    {
        if (query.Direction is not { } direction || live.Vectors is not { } vectors)
        {
            return null;
        }

        var near = new double[count];
        for (var i = 0; i < count; i++)
        {
            near[i] = left?[i] != true && vectors.Has(first + i) ? Math.Max(0, vectors.Similarity(direction, first + i)) : 0;
        }

        return DocumentCosine.Combine(near);
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
