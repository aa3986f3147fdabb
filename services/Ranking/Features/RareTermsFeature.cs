namespace Matchmaking.Ranking.Features;

/// <summary>The same for the ten weightiest terms of the demand.</summary>
public sealed class RareTermsFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "rare_terms";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "sum of idf weights of the ten weightiest terms present / their sum";

    /// <inheritdoc/>
    public string Source => "Metzler and Croft, Linear feature-based models for information retrieval, 2007 (term coverage)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Relevance.RareCoverage;

    /// <inheritdoc/>
    public string Reason(Pairing pairing, double? value) => $"最具区分度的用语有{Phrases.Percent(value)}出现在材料中";
}
