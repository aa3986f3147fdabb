using System.Globalization;

namespace Matchmaking.Ranking.Features;

/// <summary>x</summary>
public sealed class LatentFitFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "latent_fit";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public double MaxPoints => 12;

    /// <inheritdoc/>
    public double Share(Pairing pairing) => pairing.Relevance.Latent ?? 0;

    /// <inheritdoc/>
    public string Reason(Pairing pairing) => string.Create(CultureInfo.InvariantCulture, $"{pairing.Relevance.Latent ?? 0:0.000}");
}
