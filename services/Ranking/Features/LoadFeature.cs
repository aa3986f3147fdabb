namespace Matchmaking.Ranking.Features;

/// <summary>Share of the capacity that is not engaged.</summary>
public sealed class LoadFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "load";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Affordable;

    /// <inheritdoc/>
    public string Formula => "1 - engagements / capacity, at least 0; unknown without a capacity above 0";

    /// <inheritdoc/>
    public string Source => "专家库管理办法 (每人每年评审与承接次数有限)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Candidate.Capacity is > 0 and { } capacity ? Math.Clamp(1 - ((double)pairing.Engagements / capacity), 0, 1) : null;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (value is null)
        {
            return Phrases.NoCapacity;
        }

        var share = Phrases.Percent(value);
        return new($"承接能力有{share}空闲", $"{share} of the expert's capacity is free");
    }
}
