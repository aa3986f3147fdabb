namespace Matchmaking.Ranking.Features;

/// <summary>How much of the demand the whole portfolio covers: BM25 over the demand's self-score.</summary>
public sealed class PortfolioFitFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "portfolio_fit";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "s / (s + 0.15), s = BM25 of all documents as one (k1 1.6, b 0.3) / self-score with every term saturated";

    /// <inheritdoc/>
    public string Source => "Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => Ramp.Saturating(pairing.Relevance.Bm25, RelevanceScale.Bm25Half);

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value) =>
        new Wording("全部材料与需求用语的相关度", "Relevance of all documents to the need's terms: ").Then(Phrases.Level(value, pairing.Relevance.Bm25));
}
