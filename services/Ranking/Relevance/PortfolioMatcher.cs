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

    // A neighbour that is worth at least this much counts as showing what was asked for.
    private const double LeastShown = 0.5;

    private readonly WantedOrdinals?[] wantedOrdinals = new WantedOrdinals[snapshot.Segments.Length];
    private readonly int[] frequencies = new int[query.Terms.Length];
    private readonly double[] shares = [.. Enumerable.Range(0, query.Terms.Length).Select(query.ShareOf)];
    private readonly double[] cosineWeights = Array.ConvertAll(query.Terms, term => term.CosineWeight * FixedPoint);

    /// <param name="place">The portfolio.</param>
    /// <param name="left">Documents to leave out; null for none.</param>
    internal PortfolioRelevance Match(EntryPlace place, bool[]? left = null)
    {
        var live = snapshot.Segments[place.Segment];
        var documents = live.Segment.Documents;
        var wanted = wantedOrdinals[place.Segment] ??= new WantedOrdinals(query.Ordinals[place.Segment], query.Technologies.In(place.Segment));
        var first = documents.FirstDocuments[place.Entry];
        var cosines = new double[documents.FirstDocuments[place.Entry + 1] - first];
        var coverages = new double[cosines.Length];
        var matches = new int[cosines.Length];
        var best = 0;
        var technologies = new TechnologyMatch(query.Technologies, cosines.Length);
        Array.Clear(frequencies);
        for (var i = 0; i < cosines.Length; i++)
        {
            if (left?[i] == true)
            {
                continue;
            }

            var sums = MatchDocument(documents.Of(first + i), LengthCode.Of(documents.Lengths[first + i]), wanted, technologies);
            technologies.End(i);
            matches[i] = sums.Matches;
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
            DocumentMatches = matches,
            HeldTerms = Array.ConvertAll(frequencies, frequency => frequency > 0),
            ShownTechnologies = technologies.ShownBy(LeastShown),
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

    private DocumentSums MatchDocument(ReadOnlySpan<uint> document, byte lengthCode, WantedOrdinals wanted, TechnologyMatch technologies)
    {
        var sums = default(DocumentSums);
        foreach (var item in document)
        {
            var ordinal = Posting.Ordinal(item);
            if (!wanted.MayBe(ordinal) || !wanted.TryFind(ordinal, out var term))
            {
                continue;
            }

            if (term < 0)
            {
                technologies.Add(wanted.WorthsOf(term));
                continue;
            }

            var frequency = Posting.Frequency(item);
            frequencies[term] += frequency;
            sums.Cosine += (long)(cosineWeights[term] * DocumentNorm.LogFrequency(frequency));
            sums.Bm25 += query.DocumentImpacts.Score(shares[term], frequency, lengthCode);
            sums.Coverage += (int)shares[term];
            sums.Matches++;
        }

        return sums;
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

    private struct DocumentSums
    {
        internal long Cosine;
        internal int Bm25;
        internal int Coverage;
        internal int Matches;
    }
}
