using System.Globalization;
using Matchmaking.Ranking.Features;

namespace Matchmaking.Evaluate;

/// <summary>The catalogue of features as a page for readers, made from the code alone: services/Ranking/Features/README.md.</summary>
internal static class FeaturePage
{
    private static readonly (string Family, string Title)[] Families =
    [
        (FeatureFamily.Findable, "findable (找得到): does the talent work on what is asked?"),
        (FeatureFamily.Affordable, "affordable (用得起): place, way of working, money and time"),
        (FeatureFamily.Reliable, "reliable (靠得住): what has the talent shown?"),
    ];

    internal static void Write(TextWriter output)
    {
        output.Write(Heading());
        foreach (var (family, title) in Families)
        {
            var weights = ScorecardWeights.All.Where(weight => weight.Feature.Family == family).ToArray();
            output.Write($"\n## {title}\n\n{weights.Length} features, {Number(weights.Sum(weight => weight.Points))} points.\n\n");
            output.Write("| feature | formula | source | monotone | points | unknown | why this weight |\n|---|---|---|---|---|---|---|\n");
            foreach (var weight in weights)
            {
                var feature = weight.Feature;
                output.Write($"| `{feature.Name}`{(weight.IsRelevance ? "" : " °")} | {Cell(feature.Formula)} | {Cell(feature.Source)} | {(feature.IsMonotone ? "yes" : "no")} "
                    + $"| {Number(weight.Points)} | {Number(weight.Unknown)} | {Cell(weight.Why)} |\n");
            }
        }
    }

    private static string Heading() => $"""
        # Features

        Made by `tests/evaluate --catalogue services/Ranking/Features/README.md` from the code; a test compares them. Do not edit.

        {FeatureCatalogue.All.Count} features, each from 0 to 1 or unknown. The scorecard in use (`{Scorecard.Default.Digest}`) adds points times value; an unknown value counts
        as the column *unknown* says, for everybody alike. Features marked ° are not about the subject and count only as far as relevance goes: in
        full from a mean of {Number(Scorecard.FullRelevance)} of the two relevances that portfolio_fit and best_documents are made from, or from {Number(Scorecard.FullTechnology)} of the
        demand's technologies shown, whichever is nearer; below it in proportion. Those with 0 points are kept for training and evaluation. More of a *monotone* feature never counts against a match.

        Words used in the formulas:

        - *weight* of a term: the places where it stands in the demand (title 2, description 1, indicators 0.5, background and foundation 0.3;
          0.8 of it for a piece of a word) added up, a sum t above 1 counting 1 + ln t, times its idf; of a technology likewise;
        - *self-score*: what a document equal to the demand would score, so that values of short and long demands compare;
        - *cosine*: TF-IDF cosine of one document of the portfolio over the self-score; documents copied from the demand have 0;
        - *statements*: self-description and research directions; *achievements*: all other documents;
        - *nearness* of an achievement: cosine / (cosine + {Number(EvidenceSupport.HalfCosine)}); it *supports* the demand from a cosine of {Number(EvidenceSupport.SupportingCosine)} on;
        - *freshness*: {Number(EvidenceSupport.Lasting)} + {Number(1 - EvidenceSupport.Lasting)} * 0.5^(years / {Number(EvidenceSupport.HalfLifeYears)}), undated {Number(EvidenceSupport.UndatedWeight)}.

        """;

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
