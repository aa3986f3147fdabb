namespace Matchmaking.Ranking.Features;

/// <summary>Agreement of the talent's fields with those of the technologies that the demand's text names: in public lists one demand in several carries a wrong field.</summary>
public sealed class TechnologyFieldFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "technology_field";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "field_match with the fields of the named technologies instead of the stated one, best of all pairs; unknown when either side has none";

    /// <inheritdoc/>
    public string Source => "knowledge graph of technologies (seeds/knowledge); 国家重点支持的高新技术领域 (2016)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => FieldCodes.Best(pairing.NamedFields, pairing.Candidate.Fields);

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        return value switch
        {
            null => pairing.NamedFields.Count == 0 ? Phrases.NoTechnology : Phrases.NoField,
            >= FieldCodes.Same => new("专家技术领域与需求文本所涉技术一致", "The expert's field is that of the technologies the need names"),
            >= FieldCodes.SameGroup => new("专家技术领域与需求文本所涉技术同组", "The expert's field is in the same group as the technologies the need names"),
            > 0 => new("专家技术领域与需求文本所涉技术同大类", "The expert's field is in the same broad area as the technologies the need names"),
            _ => new("专家技术领域与需求文本所涉技术不同", "The expert's field differs from that of the technologies the need names"),
        };
    }
}
