namespace Matchmaking.Ranking.Relevance;

/// <summary>
/// TF-IDF cosine per document: idf on both sides, each document divided by its length without idf (<see cref="Index.DocumentNorm"/>)
/// and by what a document equal to the demand would score. Then summed over the best documents with falling weights: several fitting documents count more than one, a single one still counts most. Measured NDCG@10 with falloff
/// 0.7 and five documents .558, .207 and .360 on three public sets; the mean of the best three .564, .167 and .322.
/// </summary>
internal static class DocumentCosine
{
    internal const int BestDocuments = 5;
    private const double Falloff = 0.7;

    private static readonly double WeightSum = Enumerable.Range(0, BestDocuments).Sum(i => Math.Pow(Falloff, i));

    /// <summary>Squared idf over documents, ln((N + 1) / (df + 1)) with the padded N: one factor for the query's side, one for the document's.</summary>
    internal static double TermWeight(int documents, int holders)
    {
        var idf = Math.Log((documents + Bm25.Background + 1.0) / (holders + 1.0));
        return idf * idf;
    }

    /// <summary>Combines the cosines of one portfolio's documents, 0 to 1; the best document alone gives at most 36 % of it.</summary>
    internal static double Combine(ReadOnlySpan<double> cosines)
    {
        Span<double> best = stackalloc double[BestDocuments];
        best.Clear();
        foreach (var cosine in cosines)
        {
            if (cosine <= best[^1])
            {
                continue;
            }

            var i = BestDocuments - 1;
            for (; i > 0 && best[i - 1] < cosine; i--)
            {
                best[i] = best[i - 1];
            }

            best[i] = cosine;
        }

        var sum = 0.0;
        var weight = 1.0;
        foreach (var cosine in best)
        {
            sum += weight * cosine;
            weight *= Falloff;
        }

        return sum / WeightSum;
    }
}
