namespace Matchmaking.Ranking.Features;

/// <summary>Share of the demand's terms that stand anywhere in the portfolio, however often, by weight.</summary>
public sealed class CoverageFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "coverage";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "sum of weights of the demand's terms that stand in the portfolio / sum of weights of all of them";

    /// <inheritdoc/>
    public string Source => "Metzler and Croft, Linear feature-based models for information retrieval, 2007 (term coverage)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Relevance.Coverage;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        var share = Phrases.Percent(value);
        return new($"需求用语按权重有{share}出现在材料中", $"{share} of the need's terms, by weight, appear in the documents");
    }
}
