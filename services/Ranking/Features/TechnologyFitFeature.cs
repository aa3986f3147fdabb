namespace Matchmaking.Ranking.Features;

/// <summary>How far the best documents show the technologies that the demand names, kinds and neighbours of them by what they are worth.</summary>
public sealed class TechnologyFitFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "technology_fit";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "sum of 0.7^i times the i-th best of 5 document shares (i from 0) / sum of 0.7^i; share = sum of weights of named technologies times the worth of the most that the document shows of each / sum of weights; worth 1 for the technology itself, 0.2 to 0.7 for neighbours; unknown when the demand names none";

    /// <inheritdoc/>
    public string Source => "knowledge graph of technologies (seeds/knowledge); Balog, Entity-Oriented Search, 2018";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Relevance.Technology;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (value is null)
        {
            return Phrases.NoTechnology;
        }

        var share = Phrases.Percent(value);
        return new($"材料体现需求所涉技术的{share}（含相近技术）", $"The documents show {share} of the technologies the need names, related ones included");
    }
}
