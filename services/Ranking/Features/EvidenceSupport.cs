using Matchmaking.Ranking.Candidates;

namespace Matchmaking.Ranking.Features;

/// <summary>How far one achievement speaks for a demand: closeness of its text, less with age.</summary>
internal static class EvidenceSupport
{
    /// <summary>Years after which the fading part of an achievement counts half: the span of a national project cycle.</summary>
    internal const double HalfLifeYears = 5;

    /// <summary>What an achievement never loses. Decay down to 0 cost NDCG@10 .005 on grant titles and helped nowhere: skill fades slowly.</summary>
    internal const double Lasting = 0.7;

    /// <summary>What an undated achievement counts: that of one about 2.5 years old.</summary>
    internal const double UndatedWeight = 0.88;

    /// <summary>Cosine from which an achievement is said to support the demand.</summary>
    internal const double SupportingCosine = 0.04;

    /// <summary>Cosine at which an achievement is half as near as can be.</summary>
    internal const double HalfCosine = 0.25;

    private const double HalfOfKind = 0.5;

    /// <summary>0 to 1.</summary>
    internal static double Nearness(double cosine) => Ramp.Saturating(cosine, HalfCosine);

    /// <summary>0 to 1.</summary>
    internal static double Freshness(PortfolioDocument document, DateOnly today) =>
        document.Date is { } date ? Lasting + ((1 - Lasting) * Ramp.Decay(date, today, HalfLifeYears)) : UndatedWeight;

    /// <summary>Achievements that support the demand.</summary>
    internal static IEnumerable<PortfolioDocument> Supporting(Pairing pairing)
    {
        for (var i = 0; i < pairing.Candidate.Documents.Count; i++)
        {
            if (pairing.Candidate.Documents[i].IsAchievement && pairing.Relevance.DocumentCosines[i] >= SupportingCosine)
            {
                yield return pairing.Candidate.Documents[i];
            }
        }
    }

    /// <summary>Support by achievements of some kinds, saturating; null where kinds are not known.</summary>
    internal static double? OfKinds(Pairing pairing, string[] kinds)
    {
        var known = false;
        var sum = 0.0;
        for (var i = 0; i < pairing.Candidate.Documents.Count; i++)
        {
            var document = pairing.Candidate.Documents[i];
            known |= document.Source != "document";
            if (Array.IndexOf(kinds, document.Source) >= 0)
            {
                sum += Nearness(pairing.Relevance.DocumentCosines[i]) * Freshness(document, pairing.Today);
            }
        }

        return known ? Ramp.Saturating(sum, HalfOfKind) : null;
    }

    /// <summary>What <see cref="OfKinds"/> gave, in words.</summary>
    /// <param name="value">The support; null where kinds are not known.</param>
    /// <param name="kinds">The kinds; several in English joined by "or", which holds after "no" as well.</param>
    internal static Wording Told(double? value, Wording kinds)
    {
        if (value is null)
        {
            return Phrases.NoKinds;
        }

        var share = Phrases.Percent(value);
        return value > 0
            ? new($"与需求相关的{kinds.Chinese}：支撑度{share}", $"Support from {kinds.English} related to the need: {share}")
            : new($"没有与需求相关的{kinds.Chinese}", $"No {kinds.English} related to the need");
    }
}
