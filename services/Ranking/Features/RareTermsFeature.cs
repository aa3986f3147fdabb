namespace Matchmaking.Ranking.Features;

/// <summary>Share of the demand's ten weightiest terms that stand anywhere in the portfolio, by weight.</summary>
public sealed class RareTermsFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "rare_terms";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "sum of weights of the demand's ten weightiest terms that stand in the portfolio / sum of weights of all of them";

    /// <inheritdoc/>
    public string Source => "Metzler and Croft, Linear feature-based models for information retrieval, 2007 (term coverage)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Relevance.RareCoverage;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        var share = Phrases.Percent(value);
        return new($"最具区分度的用语有{share}出现在材料中", $"{share} of the need's most distinctive terms appear in the documents");
    }
}
