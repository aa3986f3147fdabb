using System.Globalization;
using System.Text.Json;
using Matchmaking.Learning.Trees;

namespace Matchmaking.Learning.XgBoost;

/// <summary>Reads the trees out of a model that the library saved as JSON (XGBoost documentation, Introduction to Model IO).</summary>
internal static class XgBoostModel
{
    internal static TreeEnsemble Read(byte[] model, IReadOnlyList<FeatureColumn> columns, string engine)
    {
        using var document = JsonDocument.Parse(model);
        var learner = document.RootElement.GetProperty("learner");
        var bias = float.Parse(learner.GetProperty("learner_model_param").GetProperty("base_score").GetString()!, CultureInfo.InvariantCulture);
        var trees = learner.GetProperty("gradient_booster").GetProperty("model").GetProperty("trees").EnumerateArray().Select(Tree).ToArray();
        return new TreeEnsemble(columns, bias, trees, engine);
    }

    private static RegressionTree Tree(JsonElement tree)
    {
        var left = Numbers(tree, "left_children");
        var right = Numbers(tree, "right_children");
        var split = Numbers(tree, "split_indices");
        var conditions = tree.GetProperty("split_conditions").EnumerateArray().Select(value => value.GetSingle()).ToArray();
        // 0 and 1 in 1.7, false and true in other versions.
        var defaults = tree.GetProperty("default_left").EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Number ? value.GetInt32() != 0 : value.GetBoolean()).ToArray();
        var isLeaf = Array.ConvertAll(left, child => child < 0);
        return new RegressionTree(
            [.. split.Select((column, node) => isLeaf[node] ? -1 : column)],
            // There a value goes left when it is below the condition; at most the next float below is the same.
            [.. conditions.Select((condition, node) => isLeaf[node] ? 0 : MathF.BitDecrement(condition))],
            [.. defaults.Select((goesLeft, node) => !isLeaf[node] && goesLeft)],
            left,
            right,
            [.. conditions.Select((condition, node) => isLeaf[node] ? (double)condition : 0)],
            new int[left.Length]);
    }

    private static int[] Numbers(JsonElement tree, string name) => [.. tree.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];
}
