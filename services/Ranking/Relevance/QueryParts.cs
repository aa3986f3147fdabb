namespace Matchmaking.Ranking.Relevance;

/// <summary>What the terms of a query weigh by the parts they belong to, and which part each belongs to.</summary>
internal sealed class QueryParts
{
    internal const int Title = 0;
    internal const int Description = 1;
    internal const int Indicators = 2;
    internal const int Words = 3;
    internal const int Rare = 4;
    internal const int Latin = 5;
    internal const int Everything = 6;
    internal const int Count = 7;

    private const int MostRare = 10;

    private readonly byte[] partsOfTerms;
    private readonly double[] weights = new double[Count];

    internal QueryParts(BoundTerm[] terms)
    {
        partsOfTerms = new byte[terms.Length];
        var rare = terms.Select((term, place) => (term.Bm25Weight, place)).OrderByDescending(term => term.Bm25Weight).ThenBy(term => term.place)
            .Take(MostRare).Select(term => term.place).ToHashSet();
        for (var i = 0; i < terms.Length; i++)
        {
            // Sections of a demand stand in the order of DemandQuery: title, description, indicators.
            var sections = terms[i].Query.Sections;
            partsOfTerms[i] = (byte)((int)(sections & 7)
                | (terms[i].Query.IsWord ? 1 << Words : 0)
                | (rare.Contains(i) ? 1 << Rare : 0)
                | (terms[i].IsLatin ? 1 << Latin : 0)
                | (1 << Everything));
            for (var part = 0; part < Count; part++)
            {
                weights[part] += Has(i, part) ? terms[i].Bm25Weight : 0;
            }
        }
    }

    internal bool Has(int term, int part) => (partsOfTerms[term] & (1 << part)) != 0;

    /// <summary>Share of a part, of a sum over its terms; null when the query has no such part.</summary>
    internal double? Share(int part, double sum) => weights[part] > 0 ? Math.Min(1, sum / weights[part]) : null;
}
