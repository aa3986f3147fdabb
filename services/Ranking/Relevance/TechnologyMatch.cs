using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Relevance;

/// <summary>How far the documents of one portfolio show the technologies a demand names.</summary>
internal sealed class TechnologyMatch(BoundTechnologies technologies, int documents)
{
    private readonly double[] inDocument = new double[technologies.Wanted.Length];
    private readonly double[] inPortfolio = new double[technologies.Wanted.Length];
    private readonly double[] shares = new double[documents];

    /// <summary>Share of the demand's technologies in each document, near ones by what they are worth.</summary>
    internal IReadOnlyList<double> Documents => shares;

    /// <summary>The best documents combined; null when the demand names no technology.</summary>
    internal double? Combined => technologies.Total > 0 ? DocumentCosine.Combine(shares) : null;

    /// <summary>Share shown anywhere in the portfolio.</summary>
    internal double? Coverage => technologies.Total > 0 ? ShareOf(inPortfolio) : null;

    /// <summary>Share shown as such, not by a near one.</summary>
    internal double? Exact => technologies.Total > 0 ? ShareOf(Array.ConvertAll(inPortfolio, worth => worth >= 1 ? 1.0 : 0)) : null;

    internal void Add(int document, int segment, ReadOnlySpan<uint> terms)
    {
        if (technologies.Total <= 0)
        {
            return;
        }

        Array.Clear(inDocument);
        foreach (var term in terms)
        {
            foreach (var (wanted, worth) in technologies.WorthOf(segment, Posting.Ordinal(term)))
            {
                inDocument[wanted] = Math.Max(inDocument[wanted], worth);
                inPortfolio[wanted] = Math.Max(inPortfolio[wanted], worth);
            }
        }

        shares[document] = ShareOf(inDocument);
    }

    private double ShareOf(double[] worths)
    {
        var sum = 0.0;
        for (var i = 0; i < worths.Length; i++)
        {
            sum += technologies.Wanted[i].Weight * worths[i];
        }

        return sum / technologies.Total;
    }
}
