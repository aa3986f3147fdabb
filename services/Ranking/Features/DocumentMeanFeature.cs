namespace Matchmaking.Ranking.Features;

/// <summary>How close the documents are on average: whether the demand is the talent's trade or one episode.</summary>
public sealed class DocumentMeanFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "document_mean";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "m / (m + 0.05), m = mean cosine of all documents; unknown without documents";

    /// <inheritdoc/>
    public string Source => "Balog et al., Expertise Retrieval, 2012 (candidate model)";

    /// <inheritdoc/>
    public bool IsMonotone => false;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Relevance.DocumentCosines.Count > 0 ? Ramp.Saturating(pairing.Relevance.DocumentCosines.Average(), 0.05) : null;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value) => new Wording("材料整体与需求的接近程度", "Closeness of the documents as a whole to the need: ").Then(Phrases.Level(value));
}
