namespace Matchmaking.Ranking.Features;

/// <summary>How close the closest achievement is: what the talent says of itself does not count.</summary>
public sealed class AchievementFitFeature : IFeature
{
    private const double HighestCosine = 0.5;

    /// <inheritdoc/>
    public string Name => "achievement_fit";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "min(0.5, max cosine of achievements) / 0.5; unknown without achievements";

    /// <inheritdoc/>
    public string Source => "破五唯 practice: evidence instead of statements";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => Phrases.Largest(pairing, achievements: true) is { } cosine ? Math.Min(1, cosine / HighestCosine) : null;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (value is null)
        {
            return new("没有登记成果", "No achievements registered");
        }

        var number = Phrases.Number(value.Value * HighestCosine);
        return new($"成果与需求的最高相似度{number}", $"The closest achievement has a similarity of {number} to the need");
    }
}
