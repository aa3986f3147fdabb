namespace Matchmaking.Ranking.Features;

/// <summary>The same, shown anywhere in the portfolio.</summary>
public sealed class TechnologyCoverageFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "technology_coverage";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "sum of idf weights times worth, best of all documents / sum";

    /// <inheritdoc/>
    public string Source => "knowledge graph of technologies (seeds/knowledge)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Relevance.TechnologyCoverage;

    /// <inheritdoc/>
    public string Reason(Pairing pairing, double? value) => value is null ? "需求文本没有关联到技术图谱" : $"全部材料体现需求所涉技术的{Phrases.Percent(value)}（含相近技术）";
}
