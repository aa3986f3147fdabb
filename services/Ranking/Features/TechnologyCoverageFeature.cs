namespace Matchmaking.Ranking.Features;

/// <summary>How far the whole portfolio shows the technologies that the demand names, kinds and neighbours of them by what they are worth.</summary>
public sealed class TechnologyCoverageFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "technology_coverage";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "sum of weights of named technologies times the worth of the most that any document shows of each / sum of weights; worth as in technology_fit; unknown when the demand names none";

    /// <inheritdoc/>
    public string Source => "knowledge graph of technologies (seeds/knowledge)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Relevance.TechnologyCoverage;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (value is null)
        {
            return Phrases.NoTechnology;
        }

        var share = Phrases.Percent(value);
        return new($"全部材料体现需求所涉技术的{share}（含相近技术）", $"All documents together show {share} of the technologies the need names, related ones included");
    }
}
