using System.Globalization;

namespace Matchmaking.Ranking.Features;

/// <summary>How much of the demand the whole portfolio covers: BM25 over the demand's self-score.</summary>
public sealed class PortfolioFitFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "portfolio_fit";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public double MaxPoints => 30;

    /// <inheritdoc/>
    public double Share(Pairing pairing) => Ramp.Saturating(pairing.Relevance.Bm25, RelevanceScale.Bm25Half);

    /// <inheritdoc/>
    public string Reason(Pairing pairing) =>
        string.Create(CultureInfo.InvariantCulture, $"全部材料覆盖需求用语信息量的{pairing.Relevance.Bm25 * 100:F0}%");
}
