namespace Matchmaking.Ranking.Features;

/// <summary>Share of the terms in the demand's title that stand anywhere in the portfolio, by weight.</summary>
public sealed class TitleCoverageFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "title_coverage";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "sum of weights of the terms in the title that stand in the portfolio / sum of weights of all of them; unknown without a title";

    /// <inheritdoc/>
    public string Source => "Metzler and Croft, Linear feature-based models for information retrieval, 2007 (term coverage)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Relevance.TitleCoverage;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (value is null)
        {
            return new("需求没有标题", "The need has no title");
        }

        var share = Phrases.Percent(value);
        return new($"需求标题用语有{share}出现在材料中", $"{share} of the terms in the need's title appear in the documents");
    }
}
