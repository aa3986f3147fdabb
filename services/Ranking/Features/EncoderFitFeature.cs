namespace Matchmaking.Ranking.Features;

/// <summary>Nearness by an external text encoder, where the settings name one.</summary>
public sealed class EncoderFitFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "encoder_fit";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "max cosine of encoded documents, 0 where negative; unknown without an encoder";

    /// <inheritdoc/>
    public string Source => "an OpenAI-compatible embeddings endpoint of the operator's choice";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Relevance.Encoded;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (value is null)
        {
            return new("未配置外部编码模型", "No external text encoder is configured");
        }

        var number = Phrases.Number(value.Value);
        return new($"外部编码模型给出的相似度{number}", $"Similarity by the external text encoder: {number}");
    }
}
