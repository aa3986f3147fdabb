using System.Security.Cryptography;
using System.Text;
using Matchmaking.Contracts.Ranking;

namespace Matchmaking.Ranking.Features;

/// <summary>
/// The fixed scorecard, 0 to 100: the cold start, before anything is learned. Text relevance holds 60 of the points, since nothing else
/// helps when the subject is wrong; the field 8, place, mode, money and time 16, evidence and conversion 16.
/// </summary>
public static class Scorecard
{
    // Points are rounded to hundredths one by one and the score is their sum: what people add up by hand comes out right.
    private const int Decimals = 2;

    /// <summary>All features, in the order in which parts are listed.</summary>
    public static IReadOnlyList<IFeature> Features { get; } =
    [
        new PortfolioFitFeature(),
        new BestDocumentsFeature(),
        new FieldMatchFeature(),
        new RegionFeature(),
        new CooperationModeFeature(),
        new BudgetFitFeature(),
        new FreeCapacityFeature(),
        new EvidenceStrengthFeature(),
        new ConversionFeature(),
    ];

    /// <summary>Names the features with their weights.</summary>
    public static string Digest { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join(';', Features.Select(feature => FormattableString.Invariant($"{feature.Name}={feature.MaxPoints}"))))).AsSpan(0, 6));

    /// <summary>The score alone.</summary>
    public static double Score(Pairing pairing)
    {
        var sum = 0.0;
        foreach (var feature in Features)
        {
            sum += Points(feature, pairing);
        }

        return Math.Round(sum, Decimals);
    }

    /// <summary>The score in its parts, with reasons; the points add up to <see cref="Score"/>.</summary>
    public static IReadOnlyList<ScorePart> Parts(Pairing pairing) =>
        [.. Features.Select(feature => new ScorePart(feature.Name, feature.Family, Points(feature, pairing), feature.MaxPoints, feature.Reason(pairing)))];

    private static double Points(IFeature feature, Pairing pairing) => Math.Round(feature.MaxPoints * feature.Share(pairing), Decimals);
}
