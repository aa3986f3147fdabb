namespace Matchmaking.Ranking.Features;

/// <summary>How close the self-description and the research directions are.</summary>
public sealed class StatementFitFeature : IFeature
{
    private const double HighestCosine = 0.5;

    /// <inheritdoc/>
    public string Name => "statement_fit";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "min(0.5, max cosine of self-description and research directions) / 0.5; unknown without both";

    /// <inheritdoc/>
    public string Source => "Salton and Buckley, Term-weighting approaches in automatic text retrieval, 1988";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => Phrases.Largest(pairing, achievements: false) is { } cosine ? Math.Min(1, cosine / HighestCosine) : null;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (value is null)
        {
            return new("没有填写自述", "No self-description given");
        }

        var number = Phrases.Number(value.Value * HighestCosine);
        return new($"自述与需求的相似度{number}", $"The self-description has a similarity of {number} to the need");
    }
}
