namespace Matchmaking.Ranking.Features;

/// <summary>Nearness in the latent space: texts on one subject that share no word but the company their words keep.</summary>
public sealed class LatentFitFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "latent_fit";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "sum of 0.7^i times the i-th best of 5 document nearnesses (i from 0) / sum of 0.7^i; nearness = cosine in the space, 0 where negative, times n / (n + 30) for the n known terms of the document, times the known share of the demand; unknown without a space or a known term";

    /// <inheritdoc/>
    public string Source => "Deerwester et al., Indexing by latent semantic analysis, 1990; Halko et al., Finding structure with randomness, 2011";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Relevance.Latent;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value) => value is null
        ? new("文本量不足，未计算潜在语义", "Too little text to compare meanings")
        : new Wording("潜在语义的接近程度", "Closeness in meaning (latent semantics): ").Then(Phrases.Level(value, value.Value));
}
