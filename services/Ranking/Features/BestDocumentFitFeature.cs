namespace Matchmaking.Ranking.Features;

/// <summary>BM25 of the one document that fits best: a short portfolio with one exact paper counts as much as a long one.</summary>
public sealed class BestDocumentFitFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "best_document_fit";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "s / (s + 0.15), s = max over documents of BM25(document) / self-score with every term saturated";

    /// <inheritdoc/>
    public string Source => "Macdonald and Ounis, Voting for candidates: adapting data fusion techniques for an expert search task, 2006 (CombMAX)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => Ramp.Saturating(pairing.Relevance.BestDocumentBm25, RelevanceScale.Bm25Half);

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value) =>
        new Wording("单份材料的相关度", "Relevance of the best single document: ").Then(Phrases.Level(value, pairing.Relevance.BestDocumentBm25));
}
