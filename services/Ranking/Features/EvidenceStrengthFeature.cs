namespace Matchmaking.Ranking.Features;

/// <summary>
/// How many achievements support the demand, each by its closeness and its freshness, saturating: the tenth paper on one subject adds
/// little. What talents say of themselves is no evidence.
/// </summary>
public sealed class EvidenceStrengthFeature : IFeature
{
    private const double Half = 1;

    /// <inheritdoc/>
    public string Name => "evidence_strength";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Reliable;

    /// <inheritdoc/>
    public double MaxPoints => 8;

    /// <inheritdoc/>
    public double Share(Pairing pairing)
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
    public string Reason(Pairing pairing)
    {
        var supporting = 0;
        DateOnly? newest = null;
        for (var i = 0; i < pairing.Candidate.Documents.Count; i++)
        {
            var document = pairing.Candidate.Documents[i];
            if (document.IsAchievement && pairing.Relevance.DocumentCosines[i] >= EvidenceSupport.SupportingCosine)
            {
                supporting++;
                newest = document.Date > newest || newest is null ? document.Date ?? newest : newest;
            }
        }

        return supporting == 0 ? "没有直接支撑该需求的成果" : newest is { } date
            ? $"{supporting}项成果支撑该需求，最近一项在{date.Year}年"
            : $"{supporting}项成果支撑该需求";
    }
}
