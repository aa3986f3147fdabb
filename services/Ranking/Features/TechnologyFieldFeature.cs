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
    public string Reason(Pairing pairing, double? value)
    {
        return value switch
        {
            null => pairing.NamedFields.Count == 0 ? "需求文本没有关联到技术图谱" : "专家未填技术领域",
            >= FieldCodes.Same => "专家技术领域与需求文本所涉技术一致",
            >= FieldCodes.SameGroup => "专家技术领域与需求文本所涉技术同组",
            > 0 => "专家技术领域与需求文本所涉技术同大类",
            _ => "专家技术领域与需求文本所涉技术不同",
        };
    }
}
