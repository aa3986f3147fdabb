using System.Security.Cryptography;
using System.Text;
using Matchmaking.Contracts.Ranking;

namespace Matchmaking.Ranking.Features;

/// <summary>
/// The fixed scorecard, 0 to 100: the cold start, before anything is learned, and the yardstick of what is. Nothing helps when the subject is
/// wrong, so all that is not relevance counts only as far as relevance goes (<see cref="FullRelevance"/>). A score is comparable across
/// demands and experts: every text feature is a share of what a portfolio could reach for that very demand.
/// </summary>
public sealed class Scorecard
{
    /// <summary>Mean of BM25 and cosine shares from which the other parts count in full: the best matches of the seeds reach .09 in the median.</summary>
    public const double FullRelevance = 0.1;

    /// <summary>Share of the demand's technologies, shown by the best documents, that makes up for words.</summary>
    public const double FullTechnology = 0.6;

    // Points are rounded to hundredths one by one and the score is their sum: what people add up by hand comes out right.
    private const int Decimals = 2;

    /// <summary>The scorecard in use.</summary>
    public static readonly Scorecard Default = new(ScorecardWeights.All);

    private static readonly Wording Neutral = new("，按中性计", ", counted as neutral");

    private static readonly Wording NoPoints = new("，不计分", ", no points");

    private readonly ScorecardWeight[] weights;

    private Scorecard(IEnumerable<ScorecardWeight> weights) => this.weights = [.. weights.Where(weight => weight.Points > 0)];

    /// <summary>The features with points, in the order in which parts are listed.</summary>
    public IReadOnlyList<ScorecardWeight> Weights => weights;

    /// <summary>Names the features with their weights.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(';', weights
        .Select(weight => FormattableString.Invariant($"{weight.Feature.Name}={weight.Points}/{weight.Unknown}/{weight.IsRelevance}"))
        .Append(FormattableString.Invariant($"full={FullRelevance}/{FullTechnology}"))))).AsSpan(0, 6));

    /// <summary>The same without some features, to see what they bring.</summary>
    public Scorecard Without(Func<IFeature, bool> left) => new(weights.Where(weight => !left(weight.Feature)));

    /// <summary>The score alone.</summary>
    public double Score(Pairing pairing)
    {
        var worth = Worth(pairing);
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += Points(weight, weight.Feature.Value(pairing), worth);
        }

        return Math.Round(sum, Decimals);
    }

    /// <summary>The score in its parts, with reasons; the points add up to <see cref="Score"/>.</summary>
    public IReadOnlyList<ScorePart> Parts(Pairing pairing)
    {
        var worth = Worth(pairing);
        var reduced = worth < 1 ? Reduced(worth) : Wording.None;
        var parts = new ScorePart[weights.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var (weight, value) = (weights[i], weights[i].Feature.Value(pairing));
            var reason = weight.Feature.Reason(pairing, value).Then(value is not null ? Wording.None : weight.Unknown > 0 ? Neutral : NoPoints).Then(weight.IsRelevance ? Wording.None : reduced);
            parts[i] = new ScorePart(
                weight.Feature.Name, weight.Feature.Family, Points(weight, value, worth), weight.Points, reason.Chinese, ReasonEnglish: reason.English);
        }

        return parts;
    }

    private static Wording Reduced(double worth)
    {
        var share = Phrases.Percent(worth);
        return new($"；相关度有限，按{share}计", $"; relevance is limited, counted at {share}");
    }

    // What part of their points the features other than relevance get, 0 to 1. Across languages only technologies can say that a subject is right.
    private static double Worth(Pairing pairing) => Math.Clamp(
        Math.Max((pairing.Relevance.Bm25 + pairing.Relevance.Cosine) / 2 / FullRelevance, (pairing.Relevance.Technology ?? 0) / FullTechnology), 0, 1);

    private static double Points(ScorecardWeight weight, double? value, double worth) =>
        Math.Round(weight.Points * (value ?? weight.Unknown) * (weight.IsRelevance ? 1 : worth), Decimals);
}

/// <summary>What a feature is worth in the scorecard.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Points">The most it gives; 0 keeps it out.</param>
/// <param name="Unknown">What an unknown value counts, 0 to 1: the same for everybody it is unknown of.</param>
/// <param name="IsRelevance">Whether it says what the texts are about, and so counts in full by itself.</param>
/// <param name="Why">The reason for the weight.</param>
public sealed record ScorecardWeight(IFeature Feature, double Points, double Unknown, bool IsRelevance, string Why);
