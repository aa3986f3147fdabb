namespace Matchmaking.Ranking.Features;

/// <summary>How close the best documents of the portfolio are to the demand: TF-IDF cosine over the demand's self-score.</summary>
public sealed class BestDocumentsFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "best_documents";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "c / (c + 0.15), c = sum of 0.7^i times the i-th best of 5 cosines (i from 0) / sum of 0.7^i";

    /// <inheritdoc/>
    public string Source => "Salton and Buckley, Term-weighting approaches in automatic text retrieval, 1988; Balog et al., Expertise Retrieval, 2012 (document model)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => Ramp.Saturating(pairing.Relevance.Cosine, RelevanceScale.CosineHalf);

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value) =>
        new Wording("较相近的几份材料与需求的相似度", "Similarity of the closest documents to the need: ").Then(Phrases.Level(value, pairing.Relevance.Cosine));
}
