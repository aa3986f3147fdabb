using Matchmaking.Learning.Trees;

namespace Matchmaking.Learning.Tests;

public sealed class TreeShapTests
{
    [Theory]
    [InlineData(1, 3, 4, 5)]
    [InlineData(2, 6, 3, 12)]
    [InlineData(3, 2, 5, 9)]
    [InlineData(4, 8, 2, 16)]
    // Paths of more than eight columns, which need more than four points.
    [InlineData(5, 11, 3, 64)]
    public void Shares_are_the_shapley_values_by_their_definition(int seed, int columns, int trees, int leaves)
    {
        var background = RandomTrees.Rows(seed, columns, 60);
        var ensemble = RandomTrees.Make(seed, columns, trees, leaves, background);
        var shap = new TreeShap(ensemble);
        var shares = new double[columns];
        var rows = RandomTrees.Rows(seed + 100, columns, 25);

        for (var row = 0; row < rows.Count; row++)
        {
            shap.Explain(rows.Row(row), shares);
            var expected = ByDefinition(ensemble, rows.Row(row).ToArray());
            for (var column = 0; column < columns; column++)
            {
                Assert.Equal(expected[column], shares[column], 1e-10);
            }
        }
    }

    [Theory]
    [InlineData(5, 30, 100, 16)]
    [InlineData(6, 41, 60, 8)]
    [InlineData(7, 4, 20, 64)]
    public void Shares_add_up_to_the_score(int seed, int columns, int trees, int leaves)
    {
        var ensemble = RandomTrees.Make(seed, columns, trees, leaves, RandomTrees.Rows(seed, columns, 300));
        var shap = new TreeShap(ensemble);
        var rows = RandomTrees.Rows(seed + 100, columns, 200);
        var shares = new double[columns];

        for (var row = 0; row < rows.Count; row++)
        {
            shap.Explain(rows.Row(row), shares);
            Assert.Equal(ensemble.Score(rows.Row(row)), shap.Expected + shares.Sum(), 1e-9);
        }
    }

    [Fact]
    public void A_column_that_no_tree_asks_for_has_no_share()
    {
        var background = RandomTrees.Rows(1, 5, 50);
        var ensemble = RandomTrees.Make(1, 3, 10, 8);
        ensemble = (ensemble with { Columns = background.Columns }).CountedOn(background);
        var shares = new double[5];

        new TreeShap(ensemble).Explain(background.Row(0), shares);

        Assert.Equal(0, shares[3]);
        Assert.Equal(0, shares[4]);
        Assert.NotEqual(0, shares[0]);
    }

    [Fact]
    public void Ways_that_no_row_of_the_training_took_are_explained_too()
    {
        // One row leaves most nodes without any.
        var ensemble = RandomTrees.Make(9, 3, 6, 20, RandomTrees.Rows(9, 3, 1));
        var shap = new TreeShap(ensemble);
        var rows = RandomTrees.Rows(10, 3, 100);
        var shares = new double[3];

        for (var row = 0; row < rows.Count; row++)
        {
            shap.Explain(rows.Row(row), shares);
            Assert.Equal(ensemble.Score(rows.Row(row)), shap.Expected + shares.Sum(), 1e-9);
        }
    }

    [Fact]
    public void Trees_that_cover_nothing_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new TreeShap(RandomTrees.Make(1, 3, 2, 4)));
    }

    // Every subset of the columns: the value of one is what the trees give on average when only it is known.
    private static double[] ByDefinition(TreeEnsemble ensemble, float[] row)
    {
        var columns = row.Length;
        var worth = new double[1 << columns];
        for (var known = 0; known < worth.Length; known++)
        {
            worth[known] = ensemble.Trees.Sum(tree => Average(tree, 0, row, known));
        }

        return [.. Enumerable.Range(0, columns).Select(column => Enumerable.Range(0, worth.Length).Where(known => (known & (1 << column)) == 0)
            .Sum(known => (worth[known | (1 << column)] - worth[known]) / (columns * Choose(columns - 1, int.PopCount(known)))))];
    }

    private static double Average(RegressionTree tree, int node, float[] row, int known)
    {
        if (tree.IsLeaf(node))
        {
            return tree.Values[node];
        }

        var (left, right) = (tree.Left[node], tree.Right[node]);
        if ((known & (1 << tree.Features[node])) != 0)
        {
            var value = row[tree.Features[node]];
            var goesLeft = float.IsNaN(value) ? tree.UnknownLeft[node] : value <= tree.Thresholds[node];
            return Average(tree, goesLeft ? left : right, row, known);
        }

        var share = tree.Covers[node] == 0 ? 0.5 : (double)tree.Covers[left] / tree.Covers[node];
        return (share * Average(tree, left, row, known)) + ((1 - share) * Average(tree, right, row, known));
    }

    private static double Choose(int of, int chosen) => Enumerable.Range(1, chosen).Aggregate(1.0, (product, i) => product * (of - chosen + i) / i);
}
