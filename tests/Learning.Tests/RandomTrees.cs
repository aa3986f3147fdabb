using Matchmaking.Learning.Trees;

namespace Matchmaking.Learning.Tests;

/// <summary>Ensembles of random trees, with unknown values going both ways and columns that come back on one path.</summary>
internal static class RandomTrees
{
    public static TreeEnsemble Make(int seed, int columns, int trees, int leaves, TrainingRows? countedOn = null)
    {
        var random = new Random(seed);
        var ensemble = new TreeEnsemble(
            [.. Enumerable.Range(0, columns).Select(column => new FeatureColumn($"column_{column}", false))],
            random.NextDouble(),
            [.. Enumerable.Range(0, trees).Select(_ => Tree(random, columns, leaves))],
            "random");
        return countedOn is null ? ensemble : ensemble.CountedOn(countedOn);
    }

    /// <summary>Rows with unknown values here and there, of one query.</summary>
    public static TrainingRows Rows(int seed, int columns, int count)
    {
        var random = new Random(seed);
        var rows = new TrainingRows([.. Enumerable.Range(0, columns).Select(column => new FeatureColumn($"column_{column}", false))]);
        for (var row = 0; row < count; row++)
        {
            rows.Add([.. Enumerable.Range(0, columns).Select(_ => random.Next(5) == 0 ? float.NaN : (float)Math.Round(random.NextDouble(), 2))], random.Next(4));
        }

        return rows;
    }

    private static RegressionTree Tree(Random random, int columns, int leaves)
    {
        var (features, thresholds, unknownLeft, left, right, values) =
            (new List<int> { -1 }, new List<float> { 0 }, new List<bool> { false }, new List<int> { -1 }, new List<int> { -1 }, new List<double> { random.NextDouble() });
        for (var grown = 1; grown < leaves; grown++)
        {
            var open = Enumerable.Range(0, features.Count).Where(node => features[node] < 0).ToArray();
            var node = open[random.Next(open.Length)];
            features[node] = random.Next(columns);
            // Some thresholds are values that rows have: the bound itself is tried too.
            thresholds[node] = (float)Math.Round(random.NextDouble(), 2);
            unknownLeft[node] = random.Next(2) == 0;
            (left[node], right[node], values[node]) = (features.Count, features.Count + 1, 0);
            for (var child = 0; child < 2; child++)
            {
                features.Add(-1);
                thresholds.Add(0);
                unknownLeft.Add(false);
                left.Add(-1);
                right.Add(-1);
                values.Add((random.NextDouble() - 0.5) * 2);
            }
        }

        return new RegressionTree(features, thresholds, unknownLeft, left, right, values, new int[features.Count]);
    }
}
