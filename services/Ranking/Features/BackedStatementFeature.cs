namespace Matchmaking.Ranking.Features;

/// <summary>Whether what the talent says on the subject is shown by achievements as well.</summary>
public sealed class BackedStatementFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "backed_statement";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Reliable;

    /// <inheritdoc/>
    public string Formula => "min(1, max cosine of achievements / max cosine of statements); 0 without achievements; unknown when no statement has a cosine above 0.04";

    /// <inheritdoc/>
    public string Source => "破五唯 practice: evidence instead of statements";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) =>
        Phrases.Largest(pairing, achievements: false) is > EvidenceSupport.SupportingCosine and { } said
                ? Math.Min(1, (Phrases.Largest(pairing, achievements: true) ?? 0) / said)
                : null;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value) => value switch
    {
        null => new("自述没有提到该需求的主题", "The self-description does not mention the subject of this need"),
        >= 0.7 => new("自述有成果佐证", "The self-description is backed by achievements"),
        > 0.3 => new("自述只有部分成果佐证", "The self-description is only partly backed by achievements"),
        _ => new("自述缺少成果佐证", "The self-description is not backed by achievements"),
    };
}
