namespace Matchmaking.Ranking.Features;

/// <summary>Nearness in the latent space: texts on one subject that share no word but the company their words keep.</summary>
public sealed class LatentFitFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "latent_fit";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "sum of 0.7^i times the i-th best of 5 cosines in the space, each less for what the space knows little of";

    /// <inheritdoc/>
    public string Source => "Deerwester et al., Indexing by latent semantic analysis, 1990; Halko et al., Finding structure with randomness, 2011";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Relevance.Latent;

    /// <inheritdoc/>
    public string Reason(Pairing pairing, double? value) => value is null ? "文本量不足，未计算潜在语义" : $"潜在语义的接近程度{Phrases.Level(value)}（{Phrases.Number(value.Value)}）";
}
