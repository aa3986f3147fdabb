using Matchmaking.Contracts.Ranking;
using Matchmaking.Ranking.Calibration;
using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Models;

/// <summary>What a pair of demand and candidate is worth: the points of the scorecard, corrected by a model where there is one.</summary>
public sealed class PairScorer
{
    /// <summary>The scorecard in use, alone.</summary>
    internal static readonly PairScorer Fixed = new(Scorecard.Default);

    private const int Decimals = 2;

    private const int ProbabilityDecimals = 3;

    private readonly Scorecard scorecard;
    private readonly ModelScorer? model;

    /// <exception cref="InvalidDataException">The model was trained over another scorecard.</exception>
    internal PairScorer(Scorecard scorecard, ModelScorer? model = null, AcceptanceCalibration? acceptance = null)
    {
        if (model is not null && model.Model.Origin.Scorecard != scorecard.Digest)
        {
            throw new InvalidDataException($"The model was trained over the scorecard {model.Model.Origin.Scorecard}, not {scorecard.Digest}.");
        }

        this.scorecard = scorecard;
        this.model = model;
        Acceptance = acceptance;
    }

    /// <summary>The model; null for the scorecard alone.</summary>
    internal RankingModel? Model => model?.Model;

    /// <summary>What turns points into a probability of acceptance; null while too little is decided.</summary>
    internal AcceptanceCalibration? Acceptance { get; }

    /// <summary>Names the scorecard, and the model if there is one.</summary>
    internal string Digest => model is null ? $"features:{scorecard.Digest}" : $"features:{scorecard.Digest}+model:{model.Digest}";

    /// <summary>The score.</summary>
    internal PairScore Score(Pairing pairing)
    {
        var points = scorecard.Score(pairing);
        if (model is null)
        {
            return new PairScore(points, points);
        }

        Span<float> row = stackalloc float[FeatureRow.Columns.Count];
        FeatureRow.Read(pairing, row);
        return new PairScore(Points(points, row), points);
    }

    /// <summary>What lists are ordered by, of a pair as it was stored.</summary>
    /// <param name="points">The scorecard's.</param>
    /// <param name="row">The features, in the order of the catalogue.</param>
    internal double Points(double points, ReadOnlySpan<float> row) =>
        model is null ? points : Combined(model, points, row);

    /// <summary>The same of a model that nothing is ranked by yet.</summary>
    internal static double Combined(ModelScorer model, double points, ReadOnlySpan<float> row) =>
        Math.Round((model.Model.ScorecardShare * points) + model.Points(row), Decimals);

    /// <summary>How likely a reviewer accepts a match of a score, 0 to 1; null while too little is decided.</summary>
    internal double? Likelihood(PairScore score) => Acceptance is null ? null : Math.Round(Acceptance.Probability(score.Points), ProbabilityDecimals);

    /// <summary>The score in its parts, with reasons; the points add up to <see cref="PairScore.Points"/>.</summary>
    internal IReadOnlyList<ScorePart> Parts(Pairing pairing, PairScore score)
    {
        var parts = scorecard.Parts(pairing);
        if (model is null)
        {
            return parts;
        }

        Span<float> row = stackalloc float[FeatureRow.Columns.Count];
        FeatureRow.Read(pairing, row);
        var learned = model.Shares(row);
        var share = model.Model.ScorecardShare;
        var byFeature = parts.ToDictionary(part => part.Feature);
        var points = Hundredths.Rounded(
            [.. FeatureCatalogue.All.Select((feature, i) => learned[i] + (byFeature.TryGetValue(feature.Name, out var part) ? share * part.Points : 0))], score.Points);
        var combined = new List<ScorePart>(parts.Count);
        for (var i = 0; i < points.Length; i++)
        {
            var feature = FeatureCatalogue.All[i];
            if (byFeature.TryGetValue(feature.Name, out var part))
            {
                var most = Math.Round(share * part.MaxPoints, Decimals);
                // Adding zero turns a negative one into a plain one.
                combined.Add(part with { Points = points[i], MaxPoints = most, Learned = Math.Round(points[i] - (share * part.Points), Decimals) + 0.0 });
            }
            else if (points[i] != 0)
            {
                var reason = feature.Reason(pairing, feature.Value(pairing));
                combined.Add(new ScorePart(feature.Name, feature.Family, points[i], 0, reason.Chinese, points[i], reason.English));
            }
        }

        return combined;
    }
}

/// <summary>A score with what the scorecard alone says.</summary>
/// <param name="Points">What lists are ordered by, in hundredths; 0 to 100 by the scorecard alone, and with a model now and then below 0.</param>
/// <param name="Scorecard">0 to 100: what decides whether a match is shown at all. Its bounds were measured on judgements, and no model moves them.</param>
internal readonly record struct PairScore(double Points, double Scorecard);
