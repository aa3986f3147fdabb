namespace Matchmaking.Learning.Trees;

/// <summary>
/// What each column adds to the score of a row: the Shapley values of the ensemble, exact, where an absent column is averaged along the paths
/// by the rows that took them (path-dependent TreeSHAP; Lundberg et al., From local explanations to global understanding with explainable AI
/// for trees, 2020, algorithm 2). They add up to the score less <see cref="Expected"/>. Any number of threads may use one at once.
/// </summary>
public sealed class TreeShap
{
    // On the stack up to here: one path of every length up to the deepest.
    private const int StackElements = 600;

    private readonly Tree[] trees;
    private readonly int columns;
    private readonly int elements;

    /// <summary>Prepares an ensemble.</summary>
    /// <exception cref="ArgumentException">A tree covers no rows: there is nothing to average by.</exception>
    public TreeShap(TreeEnsemble ensemble)
    {
        columns = ensemble.Columns.Count;
        trees = [.. ensemble.Trees.Select(tree => new Tree(tree))];
        var deepest = ensemble.Trees.Max(tree => tree.Depth());
        elements = (deepest + 2) * (deepest + 3) / 2;
        Expected = ensemble.Bias + ensemble.Trees.Sum(Mean);
    }

    /// <summary>The score of an average row: what is explained are differences to it.</summary>
    public double Expected { get; }

    /// <summary>Explains a row.</summary>
    /// <param name="row">A value for each column; NaN where it is not known.</param>
    /// <param name="shares">For each column what it adds; overwritten.</param>
    /// <exception cref="ArgumentException">Row or shares have another length than the columns.</exception>
    public void Explain(ReadOnlySpan<float> row, Span<double> shares)
    {
        if (row.Length != columns || shares.Length != columns)
        {
            throw new ArgumentException($"Rows and shares of this ensemble have {columns} values, not {row.Length} and {shares.Length}.", nameof(row));
        }

        shares.Clear();
        var paths = elements <= StackElements ? stackalloc Element[elements] : new Element[elements];
        foreach (var tree in trees)
        {
            Visit(tree, 0, row, shares, [], paths, 1, 1, -1);
        }
    }

    // One step of algorithm 2. Both children go on from one path, so each copies it into room of its own, which lies behind it.
    private static void Visit(
        Tree tree, int node, ReadOnlySpan<float> row, Span<double> shares, ReadOnlySpan<Element> before, Span<Element> room, double zero, double one, int column)
    {
        var path = room[..(before.Length + 1)];
        before.CopyTo(path);
        Extend(path, zero, one, column);
        var asked = tree.Columns[node];
        if (asked < 0)
        {
            for (var i = 1; i < path.Length; i++)
            {
                shares[path[i].Column] += UnwoundSum(path, i) * (path[i].One - path[i].Zero) * tree.Values[node];
            }

            return;
        }

        var behind = room[path.Length..];
        var (zeroBefore, oneBefore) = (1.0, 1.0);
        for (var i = 1; i < path.Length; i++)
        {
            if (path[i].Column == asked)
            {
                (zeroBefore, oneBefore) = (path[i].Zero, path[i].One);
                Unwind(path, i);
                path = path[..^1];
                break;
            }
        }

        var goesLeft = float.IsNaN(row[asked]) ? tree.UnknownLeft[node] : row[asked] <= tree.Thresholds[node];
        var (hot, cold) = goesLeft ? (tree.Left[node], tree.Right[node]) : (tree.Right[node], tree.Left[node]);
        var (zeroHot, zeroCold) = (zeroBefore * tree.Shares[hot], zeroBefore * tree.Shares[cold]);

        // A way that nothing comes, whether the column is known or not, adds nothing.
        if (oneBefore != 0 || zeroHot > 0)
        {
            Visit(tree, hot, row, shares, path, behind, zeroHot, oneBefore, asked);
        }

        if (zeroCold > 0)
        {
            Visit(tree, cold, row, shares, path, behind, zeroCold, 0, asked);
        }
    }

    private static void Extend(Span<Element> path, double zero, double one, int column)
    {
        var length = path.Length - 1;
        path[length] = new Element(column, zero, one, length == 0 ? 1 : 0);
        for (var i = length - 1; i >= 0; i--)
        {
            path[i + 1].Weight += one * path[i].Weight * (i + 1) / (length + 1);
            path[i].Weight = zero * path[i].Weight * (length - i) / (length + 1);
        }
    }

    // Takes one element out again: the others have the weights they would have without it.
    private static void Unwind(Span<Element> path, int at)
    {
        var last = path.Length - 1;
        var (zero, one) = (path[at].Zero, path[at].One);
        var next = path[last].Weight;
        for (var i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var before = path[i].Weight;
                path[i].Weight = next * (last + 1) / ((i + 1) * one);
                next = before - (path[i].Weight * zero * (last - i) / (last + 1));
            }
            else
            {
                path[i].Weight = path[i].Weight * (last + 1) / (zero * (last - i));
            }
        }

        for (var i = at; i < last; i++)
        {
            path[i] = path[i + 1] with { Weight = path[i].Weight };
        }
    }

    // The sum of weights after Unwind, without doing it.
    private static double UnwoundSum(ReadOnlySpan<Element> path, int at)
    {
        var last = path.Length - 1;
        var (zero, one) = (path[at].Zero, path[at].One);
        var next = path[last].Weight;
        var sum = 0.0;
        for (var i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var weight = next * (last + 1) / ((i + 1) * one);
                sum += weight;
                next = path[i].Weight - (weight * zero * (last - i) / (last + 1));
            }
            else
            {
                sum += path[i].Weight * (last + 1) / (zero * (last - i));
            }
        }

        return sum;
    }

    private static double Mean(RegressionTree tree)
    {
        var sum = 0.0;
        for (var node = 0; node < tree.Count; node++)
        {
            sum += tree.IsLeaf(node) ? tree.Values[node] * tree.Covers[node] : 0;
        }

        return sum / tree.Covers[0];
    }

    // Column -1 is the empty start of every path.
    private record struct Element(int Column, double Zero, double One, double Weight);

    // Lists as arrays, and of each node what share of its parent's rows came to it.
    private sealed class Tree
    {
        internal Tree(RegressionTree tree)
        {
            if (tree.Covers[0] <= 0)
            {
                throw new ArgumentException("A tree covers no rows: there is nothing to average by.", nameof(tree));
            }

            Columns = [.. tree.Features];
            Thresholds = [.. tree.Thresholds];
            UnknownLeft = [.. tree.UnknownLeft];
            Left = [.. tree.Left];
            Right = [.. tree.Right];
            Values = [.. tree.Values];
            Shares = new double[tree.Count];
            for (var node = 0; node < tree.Count; node++)
            {
                if (!tree.IsLeaf(node))
                {
                    // Where no row came, both ways are equally likely.
                    var cover = tree.Covers[node];
                    Shares[Left[node]] = cover == 0 ? 0.5 : (double)tree.Covers[Left[node]] / cover;
                    Shares[Right[node]] = 1 - Shares[Left[node]];
                }
            }
        }

        internal int[] Columns { get; }

        internal float[] Thresholds { get; }

        internal bool[] UnknownLeft { get; }

        internal int[] Left { get; }

        internal int[] Right { get; }

        internal double[] Values { get; }

        internal double[] Shares { get; }
    }
}
