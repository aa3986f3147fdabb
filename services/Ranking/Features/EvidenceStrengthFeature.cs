namespace Matchmaking.Ranking.Features;

/// <summary>How many achievements support the demand, each by its closeness and its freshness, saturating: the tenth paper on one subject adds little. What talents say of themselves is no evidence.</summary>
public sealed class EvidenceStrengthFeature : IFeature
{
    private const double Half = 1;

    /// <inheritdoc/>
    public string Name => "evidence_strength";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Reliable;

    /// <inheritdoc/>
    public string Formula => "e / (e + 1), e = sum over achievements of nearness times freshness; 0 without achievements";

    /// <inheritdoc/>
    public string Source => "破五唯 practice (代表作评价); Balog et al., Expertise Retrieval, 2012";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing)
    {
        var support = 0.0;
        for (var i = 0; i < pairing.Candidate.Documents.Count; i++)
        {
            var document = pairing.Candidate.Documents[i];
            if (document.IsAchievement)
            {
                support += EvidenceSupport.Nearness(pairing.Relevance.DocumentCosines[i]) * EvidenceSupport.Freshness(document, pairing.Today);
            }
        }

        return Ramp.Saturating(support, Half);
    }

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        var supporting = EvidenceSupport.Supporting(pairing).ToArray();
        if (supporting.Length == 0)
        {
            return new("没有直接支撑该需求的成果", "No achievement directly supports this need");
        }

        var count = new Wording(
            $"{supporting.Length}项成果支撑该需求",
            $"{Phrases.Count(supporting.Length, "achievement")} {(supporting.Length == 1 ? "supports" : "support")} this need");
        return supporting.Max(document => document.Date) is { } newest
            ? count.Then(new($"，最近一项在{newest.Year}年", supporting.Length == 1 ? $", from {newest.Year}" : $", the newest from {newest.Year}"))
            : count;
    }
}
