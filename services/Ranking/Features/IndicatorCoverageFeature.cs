namespace Matchmaking.Ranking.Features;

/// <summary>Share of the terms in the names of the indicators, by weight: whether the talent measures what the enterprise wants measured.</summary>
public sealed class IndicatorCoverageFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "indicator_coverage";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "sum of weights of the terms in the names of the indicators that stand in the portfolio / sum of weights of all of them; unknown without indicators";

    /// <inheritdoc/>
    public string Source => "Metzler and Croft, Linear feature-based models for information retrieval, 2007 (term coverage); 技术需求征集表 (主要技术指标)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Relevance.IndicatorCoverage;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (value is null)
        {
            return new("需求没有列出指标", "The need lists no technical indicators");
        }

        var share = Phrases.Percent(value);
        return new($"指标用语有{share}出现在材料中", $"{share} of the terms in the need's technical indicators appear in the documents");
    }
}
