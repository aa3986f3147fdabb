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
        string.Create(CultureInfo.InvariantCulture, $"全部材料与需求用语的相关度{Level(pairing.Relevance.Bm25)}（{pairing.Relevance.Bm25:0.000}）");

    // Quartiles of the first match in seeds written for the purpose: .068, .088, .108; of texts of another trade: .021, .027, .035.
    private static string Level(double bm25) => bm25 switch
    {
        >= 0.1 => "高",
        >= 0.06 => "较高",
        >= 0.035 => "一般",
        _ => "较低",
    };
}
