using Matchmaking.Learning.Trees;
using Microsoft.ML.Trainers.FastTree;

namespace Matchmaking.Learning.MlNet;

/// <summary>
/// Reads the trees out of a model. There nodes and leaves are counted apart: a child of 0 and more is a node, one below 0 is the leaf ~child.
/// </summary>
internal static class FastTreeModel
{
    internal static TreeEnsemble Read(RegressionTreeEnsemble ensemble, IReadOnlyList<FeatureColumn> columns, string engine) =>
        new(columns, ensemble.Bias, [.. ensemble.Trees.Select((tree, i) => Tree(tree, ensemble.TreeWeights[i]))], engine);

    private static Trees.RegressionTree Tree(Microsoft.ML.Trainers.FastTree.RegressionTree tree, double weight)
    {
        // A tree of one leaf has no node; leaves stand after all nodes here, and every child after its parent in both.
        var nodes = tree.NumberOfLeaves > 1 ? tree.NumberOfNodes : 0;
        var count = nodes + tree.NumberOfLeaves;
        var (features, left, right) = (Filled(count, -1), Filled(count, -1), Filled(count, -1));
        var (thresholds, unknownLeft, values) = (new float[count], new bool[count], new double[count]);
        for (var node = 0; node < nodes; node++)
        {
            if (tree.CategoricalSplitFlags[node])
            {
                throw new TrainingException("ML.NET made a categorical split, which was not asked for.");
            }

            features[node] = tree.NumericalSplitFeatureIndexes[node];
            thresholds[node] = tree.NumericalSplitThresholds[node];
            unknownLeft[node] = true;
            left[node] = Place(tree.LeftChild[node], nodes);
            right[node] = Place(tree.RightChild[node], nodes);
        }

        for (var leaf = 0; leaf < tree.NumberOfLeaves; leaf++)
        {
            values[nodes + leaf] = weight * tree.LeafValues[leaf];
        }

        return new Trees.RegressionTree(features, thresholds, unknownLeft, left, right, values, new int[count]);
    }

    private static int Place(int child, int nodes) => child >= 0 ? child : nodes + ~child;

    private static int[] Filled(int count, int value)
    {
        var filled = new int[count];
        Array.Fill(filled, value);
        return filled;
    }
}
