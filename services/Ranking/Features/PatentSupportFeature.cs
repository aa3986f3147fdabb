namespace Matchmaking.Ranking.Features;

/// <summary>How far patents support the demand, each by its closeness and its freshness.</summary>
public sealed class PatentSupportFeature : IFeature
{
    private static readonly string[] Kinds = ["patent"];

    /// <inheritdoc/>
    public string Name => "patent_support";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Reliable;

    /// <inheritdoc/>
    public string Formula => "e / (e + 0.5), e = sum over patents of nearness times freshness; unknown when every document is an achievement of unknown kind";

    /// <inheritdoc/>
    public string Source => "专家库入库申请表 (代表性成果)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => EvidenceSupport.OfKinds(pairing, Kinds);

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value) => EvidenceSupport.Told(value, new("专利", "patents"));
}
