namespace Matchmaking.Ranking.Features;

/// <summary>How much of a profile is filled in: what is not there cannot be checked.</summary>
public sealed class ProfileCoverageFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "profile_coverage";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Reliable;

    /// <inheritdoc/>
    public string Formula => "facts stated / 8: self-description, research directions, fields, ways of working, regions served, an achievement, a second one, a date of any";

    /// <inheritdoc/>
    public string Source => "专家库入库申请表";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => ProfileFacts.Coverage(pairing.Candidate);

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        var share = Phrases.Percent(value);
        return new($"资料完整度{share}", $"The profile is {share} complete");
    }
}
