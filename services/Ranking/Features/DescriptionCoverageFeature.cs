namespace Matchmaking.Ranking.Features;

/// <summary>Share of the terms in the demand's description that stand anywhere in the portfolio, by weight.</summary>
public sealed class DescriptionCoverageFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "description_coverage";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "sum of weights of the terms in the description that stand in the portfolio / sum of weights of all of them; unknown without one";

    /// <inheritdoc/>
    public string Source => "Metzler and Croft, Linear feature-based models for information retrieval, 2007 (term coverage)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Relevance.DescriptionCoverage;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (value is null)
        {
            return new("需求没有描述", "The need has no description");
        }

        var share = Phrases.Percent(value);
        return new($"需求描述用语有{share}出现在材料中", $"{share} of the terms in the need's description appear in the documents");
    }
}
