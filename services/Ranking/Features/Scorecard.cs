using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Matchmaking.Contracts.Ranking;

namespace Matchmaking.Ranking.Features;

/// <summary>
/// The fixed scorecard, 0 to 100: the cold start, before anything is learned. Text relevance holds 60 of the points, the field 8, place,
/// mode, money and time 16, evidence and conversion 16. Nothing else helps when the subject is wrong, so all that is not relevance counts
/// only as far as relevance goes (<see cref="FullRelevance"/>): with it the seeds' NDCG@10 lies .013 [.004; .024] above BM25, without it
/// .014 [-.008; .033], since near and cheap strangers stood before the right people.
/// </summary>
public static class Scorecard
{
    /// <summary>Mean of the two relevances from which the other parts count in full: the best matches of the seeds reach .09 in the median.</summary>
    public const double FullRelevance = 0.1;

    // Points are rounded to hundredths one by one and the score is their sum: what people add up by hand comes out right.
    private const int Decimals = 2;

    private static readonly IFeature[] Relevance = [new PortfolioFitFeature(), new BestDocumentsFeature(), new LatentFitFeature()];

    private static readonly IFeature[] Others =
    [
        new FieldMatchFeature(),
        new RegionFeature(),
        new CooperationModeFeature(),
        new BudgetFitFeature(),
        new FreeCapacityFeature(),
        new EvidenceStrengthFeature(),
        new ConversionFeature(),
    ];

    /// <summary>All features, in the order in which parts are listed.</summary>
    public static IReadOnlyList<IFeature> Features { get; } = [.. Relevance, .. Others];

    /// <summary>Names the features with their weights.</summary>
    public static string Digest { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join(';', Features.Select(feature => FormattableString.Invariant($"{feature.Name}={feature.MaxPoints}")).Append(FormattableString.Invariant($"full={FullRelevance}"))))).AsSpan(0, 6));

    /// <summary>The score alone.</summary>
    public static double Score(Pairing pairing)
    {
        var sum = 0.0;
        foreach (var feature in Relevance)
        {
            sum += Points(feature, pairing, 1);
        }

        var worth = Worth(pairing);
        foreach (var feature in Others)
        {
            sum += Points(feature, pairing, worth);
        }

        return Math.Round(sum, Decimals);
    }

    /// <summary>The score in its parts, with reasons; the points add up to <see cref="Score"/>.</summary>
    public static IReadOnlyList<ScorePart> Parts(Pairing pairing)
    {
        var worth = Worth(pairing);
        var reduced = worth < 1 ? string.Create(CultureInfo.InvariantCulture, $"；相关度有限，按{worth:P0}计") : "";
        return
        [
            .. Relevance.Select(feature => Part(feature, pairing, 1, "")),
            .. Others.Select(feature => Part(feature, pairing, worth, reduced)),
        ];
    }

    // What part of their points the features other than relevance get, 0 to 1.
    private static double Worth(Pairing pairing) => Math.Clamp((pairing.Relevance.Bm25 + pairing.Relevance.Cosine) / 2 / FullRelevance, 0, 1);

    private static ScorePart Part(IFeature feature, Pairing pairing, double worth, string reduced) =>
        new(feature.Name, feature.Family, Points(feature, pairing, worth), feature.MaxPoints, feature.Reason(pairing) + reduced);

    private static double Points(IFeature feature, Pairing pairing, double worth) => Math.Round(feature.MaxPoints * feature.Share(pairing) * worth, Decimals);
}
