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
    public string Reason(Pairing pairing, double? value)
    {
        var supporting = EvidenceSupport.Supporting(pairing).ToArray();
        var newest = supporting.Max(document => document.Date);
        return supporting.Length == 0 ? "没有直接支撑该需求的成果" : newest is { } date
            ? $"{supporting.Length}项成果支撑该需求，最近一项在{date.Year}年"
            : $"{supporting.Length}项成果支撑该需求";
    }
}
