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
    internal double? Exact => technologies.Total > 0 ? ExactShare() : null;

    /// <summary>Which of the demand's technologies the portfolio shows, by something worth at least so much.</summary>
    internal bool[] ShownBy(double leastWorth) => Array.ConvertAll(inPortfolio, worth => worth >= leastWorth);

    /// <summary>Takes what one technology of the document that is being read is worth.</summary>
    internal void Add(List<(int Wanted, double Worth)> worths)
    {
        foreach (var (wanted, worth) in worths)
        {
            inDocument[wanted] = Math.Max(inDocument[wanted], worth);
        }
    }

    /// <summary>Ends a document.</summary>
    internal void End(int document)
    {
        if (technologies.Total <= 0)
        {
            return;
        }

        shares[document] = ShareOf(inDocument);
        for (var i = 0; i < inDocument.Length; i++)
        {
            inPortfolio[i] = Math.Max(inPortfolio[i], inDocument[i]);
        }

        Array.Clear(inDocument);
    }

    private double ExactShare()
    {
        var sum = 0.0;
        for (var i = 0; i < inPortfolio.Length; i++)
        {
            sum += inPortfolio[i] >= 1 ? technologies.Wanted[i].Weight : 0;
        }

        return sum / technologies.Total;
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
