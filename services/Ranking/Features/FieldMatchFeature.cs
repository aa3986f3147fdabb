namespace Matchmaking.Ranking.Features;

/// <summary>Agreement of the field codes of 国家重点支持的高新技术领域 (2, 3 or 5 digits, hierarchical): how far the best field of the talent shares its beginning with the demand's.</summary>
public sealed class FieldMatchFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "field_match";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "1 when one code begins with the other and both have 3 digits or more, 0.8 same group (first 3 digits) or one is the other's area, 0.4 same area (first digit), 0 else; the best of the talent's fields; unknown when either side names none";

    /// <inheritdoc/>
    public string Source => "国家重点支持的高新技术领域 (2016)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => FieldCodes.Best(pairing.Query.Field is { Length: > 0 } field ? [field] : [], pairing.Candidate.Fields);

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        var field = pairing.Query.Field;
        if (string.IsNullOrEmpty(field))
        {
            return new("需求未填技术领域", "The need states no technical field");
        }

        return value switch
        {
            null => Phrases.NoField,
            >= FieldCodes.Same => new($"技术领域一致（{field}）", $"Same technical field ({field})"),
            >= FieldCodes.SameGroup => new($"技术领域同组（{field}）", $"Same group of technical fields ({field})"),
            > 0 => new("技术领域同大类", "Same broad technical area"),
            _ => new("技术领域不同", "Different technical fields"),
        };
    }
}
