using System.Globalization;
using Matchmaking.Ranking.Evaluation;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Evaluate;

/// <summary>The scorecard without some of its features, against the full one.</summary>
/// <param name="Without">Name of the group or of the one feature.</param>
/// <param name="Features">The features left out, those with points.</param>
/// <param name="Points">Their points together.</param>
/// <param name="Differences">To the full scorecard by metric: below 0 where the features help.</param>
internal sealed record AblationRow(string Without, IReadOnlyList<string> Features, double Points, IReadOnlyDictionary<string, DifferenceInterval> Differences);

/// <summary>What families and single features bring: the scorecard is measured without each of them. Relevance still scales the rest.</summary>
internal static class Ablation
{
    internal static readonly string[] Metrics = ["NDCG@10", "MRR", "AP"];

    private const string Decisive = "NDCG@10";

    private static readonly string[] Latent = ["latent_fit"];
    private static readonly string[] Technology = ["technology_fit", "technology_coverage", "exact_technology"];
    private static readonly string[] Field = ["field_match", "technology_field"];
    private static readonly string[] NotLexical = [.. Latent, .. Technology, .. Field, "encoder_fit"];

    private static readonly (string Name, Func<IFeature, bool> Holds)[] Groups =
    [
        ("lexical", feature => feature.Family == FeatureFamily.Findable && !NotLexical.Contains(feature.Name)),
        ("latent", feature => Latent.Contains(feature.Name)),
        ("technology", feature => Technology.Contains(feature.Name)),
        ("field", feature => Field.Contains(feature.Name)),
        (FeatureFamily.Affordable, feature => feature.Family == FeatureFamily.Affordable),
        (FeatureFamily.Reliable, feature => feature.Family == FeatureFamily.Reliable),
    ];

    /// <summary>Greatest loss first.</summary>
    internal static IReadOnlyList<AblationRow> Measure(RankerResult full, Func<IRanker, RankerResult> measure, int seed) =>
        [.. Variants().Select(variant => Row(variant.Name, variant.Features, full, measure, seed))
            .OrderBy(row => row.Differences[Decisive].Mean).ThenBy(row => row.Without, StringComparer.Ordinal)];

    internal static void Write(TextWriter output, IReadOnlyList<AblationRow> rows)
    {
        output.WriteLine();
        output.WriteLine("ablation: the scorecard without ..., difference to the full one (paired bootstrap over demands, 95 % interval)");
        output.WriteLine($"{"without",-20}{"points",7}{string.Concat(Metrics.Select(metric => $"{metric,28}"))}");
        foreach (var row in rows)
        {
            var differences = Metrics.Select(metric => row.Differences[metric])
                .Select(difference => $"{Report.Signed(difference.Mean)} [{Report.Signed(difference.Low)}; {Report.Signed(difference.High)}]".PadLeft(28));
            output.WriteLine($"{row.Without,-20}{row.Points.ToString("0.#", CultureInfo.InvariantCulture),7}{string.Concat(differences)}");
        }
    }

    // A group of which one feature has points is that feature: measured once.
    private static IEnumerable<(string Name, IFeature[] Features)> Variants()
    {
        var weighted = Scorecard.Default.Weights.Select(weight => weight.Feature).ToArray();
        return Groups.Select(group => (group.Name, Features: weighted.Where(group.Holds).ToArray())).Where(group => group.Features.Length > 1)
            .Concat(weighted.Select(feature => (feature.Name, Features: new[] { feature })));
    }

    private static AblationRow Row(string name, IFeature[] features, RankerResult full, Func<IRanker, RankerResult> measure, int seed)
    {
        var without = measure(new ScorecardRanker(Scorecard.Default.Without(features.Contains), $"without {name}"));
        return new AblationRow(
            name,
            [.. features.Select(feature => feature.Name)],
            Scorecard.Default.Weights.Where(weight => features.Contains(weight.Feature)).Sum(weight => weight.Points),
            DemandMetrics.Columns.Where(column => Metrics.Contains(column.Name)).ToDictionary(
                column => column.Name, column => PairedBootstrap.Compare(without.Values(column.Value), full.Values(column.Value), seed)));
    }
}
