namespace Matchmaking.Ranking.Features;

/// <summary>Share of Latin words, formulae, measures and model numbers, which are the same in every language, by weight.</summary>
public sealed class LatinTermsFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "latin_terms";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "sum of weights of the terms that begin with no Chinese character and stand in the portfolio / sum of weights of all such terms; unknown when there are none";

    /// <inheritdoc/>
    public string Source => "Metzler and Croft, Linear feature-based models for information retrieval, 2007 (term coverage)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Relevance.LatinCoverage;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (value is null)
        {
            return new("需求没有外文、化学式或型号", "The need has no foreign words, formulae or model numbers");
        }

        var share = Phrases.Percent(value);
        return new($"外文、化学式和型号有{share}出现在材料中", $"{share} of the need's foreign words, formulae and model numbers appear in the documents");
    }
}
