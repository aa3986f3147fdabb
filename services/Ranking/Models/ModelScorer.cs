using Matchmaking.Learning.Trees;
using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Models;

/// <summary>A model ready to score: its columns found among the features. Any number of threads may use one at once.</summary>
internal sealed class ModelScorer
{
    private readonly TreeEvaluator evaluator;
    private readonly TreeShap shap;
    private readonly int[] places;

    /// <exception cref="InvalidDataException">The model asks for a feature that there is none of.</exception>
    internal ModelScorer(RankingModel model)
    {
        Model = model;
        Digest = model.Digest;
        evaluator = new TreeEvaluator(model.Ensemble);
        shap = new TreeShap(model.Ensemble);
        var names = FeatureCatalogue.All.Select(feature => feature.Name).ToList();
        places = [.. model.Ensemble.Columns.Select(column => names.IndexOf(column.Name))];
        if (Array.IndexOf(places, -1) is var missing and >= 0)
        {
            throw new InvalidDataException($"The model asks for the feature {model.Ensemble.Columns[missing].Name}, which there is none of.");
        }
    }

    internal RankingModel Model { get; }

    internal string Digest { get; }

    /// <summary>What the trees add to the scorecard's share, in points.</summary>
    internal double Points(ReadOnlySpan<float> features)
    {
        Span<float> row = stackalloc float[places.Length];
        Pick(features, row);
        return Model.PointsPerUnit * (evaluator.Score(row) - shap.Expected);
    }

    /// <summary>The same, feature by feature in the order of the catalogue; adds up to <see cref="Points"/>.</summary>
    internal double[] Shares(ReadOnlySpan<float> features)
    {
        Span<float> row = stackalloc float[places.Length];
        Pick(features, row);
        Span<double> shares = stackalloc double[places.Length];
        shap.Explain(row, shares);
        var points = new double[FeatureCatalogue.All.Count];
        for (var i = 0; i < places.Length; i++)
        {
            points[places[i]] = Model.PointsPerUnit * shares[i];
        }

        return points;
    }

    private void Pick(ReadOnlySpan<float> features, Span<float> row)
    {
        for (var i = 0; i < places.Length; i++)
        {
            row[i] = features[places[i]];
        }
    }
}
