namespace Matchmaking.Ranking.Features;

/// <summary>How fresh the newest achievement is that supports the demand.</summary>
public sealed class RecencyFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "recency";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Reliable;

    /// <inheritdoc/>
    public string Formula => "0.5^(years / 5) for the newest dated achievement that supports the demand; unknown without one";

    /// <inheritdoc/>
    public string Source => "Li and Croft, Time-based language models, 2003";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => EvidenceSupport.Supporting(pairing).Max(document => document.Date) is { } newest ? Ramp.Decay(newest, pairing.Today, EvidenceSupport.HalfLifeYears) : null;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (value is null)
        {
            return new("没有注明日期的支撑成果", "No dated achievement supports this need");
        }

        var year = EvidenceSupport.Supporting(pairing).Max(document => document.Date)!.Value.Year;
        return new($"最近的支撑成果在{year}年", $"The newest supporting achievement is from {year}");
    }
}
