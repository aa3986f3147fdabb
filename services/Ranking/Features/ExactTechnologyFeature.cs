namespace Matchmaking.Ranking.Features;

/// <summary>The very technologies that the demand names, in either language, without neighbours.</summary>
public sealed class ExactTechnologyFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "exact_technology";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "sum of weights of named technologies that any document names too / sum of weights; unknown when the demand names none";

    /// <inheritdoc/>
    public string Source => "knowledge graph of technologies (seeds/knowledge)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Relevance.ExactTechnology;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (value is null)
        {
            return Phrases.NoTechnology;
        }

        var share = Phrases.Percent(value);
        return new($"需求点名的技术有{share}出现在材料中", $"{share} of the technologies the need names appear in the documents");
    }
}
