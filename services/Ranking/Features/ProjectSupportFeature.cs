namespace Matchmaking.Ranking.Features;

/// <summary>How far projects support the demand, each by its closeness and its freshness.</summary>
public sealed class ProjectSupportFeature : IFeature
{
    private static readonly string[] Kinds = ["project"];

    /// <inheritdoc/>
    public string Name => "project_support";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Reliable;

    /// <inheritdoc/>
    public string Formula => "e / (e + 0.5), e = sum over projects of nearness times freshness; unknown when every document is an achievement of unknown kind";

    /// <inheritdoc/>
    public string Source => "专家库入库申请表 (承担项目)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => EvidenceSupport.OfKinds(pairing, Kinds);

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value) => EvidenceSupport.Told(value, new("项目", "projects"));
}
