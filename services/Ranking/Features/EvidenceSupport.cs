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

    private const double HalfCosine = 0.25;

    /// <summary>0 to 1.</summary>
    internal static double Nearness(double cosine) => Ramp.Saturating(cosine, HalfCosine);

    /// <summary>0 to 1.</summary>
    internal static double Freshness(PortfolioDocument document, DateOnly today) =>
        document.Date is { } date ? Lasting + ((1 - Lasting) * Ramp.Decay(date, today, HalfLifeYears)) : UndatedWeight;
}
