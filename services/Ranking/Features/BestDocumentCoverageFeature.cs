namespace Matchmaking.Ranking.Features;

/// <summary>The largest share of the demand's terms that stands in one document, by weight.</summary>
public sealed class BestDocumentCoverageFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "best_document_coverage";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "max over documents: sum of weights of the demand's terms that stand in it / sum of weights of all; unknown without documents";

    /// <inheritdoc/>
    public string Source => "Metzler and Croft, Linear feature-based models for information retrieval, 2007 (term coverage)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Relevance.DocumentCoverages.Count > 0 ? Phrases.Largest(pairing.Relevance.DocumentCoverages) : null;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        var share = Phrases.Percent(value);
        return new($"单份材料最多覆盖需求用语的{share}", $"No single document covers more than {share} of the need's terms");
    }
}
