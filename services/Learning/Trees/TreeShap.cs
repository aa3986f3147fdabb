using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Matchmaking.Learning.Trees;

/// <summary>
/// What each column adds to the score of a row: the Shapley values of the ensemble, exact, where an absent column is averaged along the paths
/// by the rows that took them (path-dependent TreeSHAP; Lundberg et al., From local explanations to global understanding with explainable AI
/// for trees, 2020). They add up to the score less <see cref="Expected"/>. Any number of threads may use one at once.
/// </summary>
/// <remarks>
/// A Shapley value is the integral over t from 0 to 1 of what a column adds where every other one is known with probability t (Owen, Multilinear
/// extensions of games, 1972). For a leaf that is a product over the columns of its path, a polynomial in t, and <see cref="GaussLegendre"/> integrates it
/// exactly; sums over the leaves below a node are made once for all of them, as in Linear TreeShap (Yu et al., 2022). Four points stand in one vector, so
/// a path of up to eight columns costs a node one step down and one up; algorithm 2 of Lundberg et al. took seven times as long over 100 trees of 16 leaves.
/// </remarks>
public sealed class TreeShap
{
    // On the stack up to here: what a tree of 32 leaves needs, and a row of as many columns.
    private const int StackNodes = 64;
    private const int StackColumns = 64;

    private readonly Tree[] trees;
    private readonly int columns;
    private readonly int nodes;

    /// <summary>Prepares an ensemble.</summary>
    /// <exception cref="ArgumentException">A tree covers no rows: there is nothing to average by.</exception>
    public TreeShap(TreeEnsemble ensemble)
    {
        columns = ensemble.Columns.Count;
        trees = [.. ensemble.Trees.Select(Prepare)];
        nodes = ensemble.Trees.Max(tree => tree.Count);
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

        var sums = columns <= StackColumns ? stackalloc Vector256<double>[columns] : new Vector256<double>[columns];
        var steps = nodes <= StackNodes ? stackalloc Step[nodes] : new Step[nodes];
        sums.Clear();
        foreach (var tree in trees)
        {
            foreach (var point in tree.Points)
            {
                Add(tree.Edges, point, row, steps, sums);
            }
        }

        for (var column = 0; column < columns; column++)
        {
            shares[column] = Vector256.Sum(sums[column]);
        }
    }

    private static void Add(Edge[] edges, QuadraturePoints at, ReadOnlySpan<float> row, Span<Step> steps, Span<Vector256<double>> sums)
    {
        var unknown = Vector256<double>.One - at.Points;
        ref var first = ref MemoryMarshal.GetReference(steps);
        first = new Step { Product = at.Weights, Inverse = Vector256<double>.One, IsTaken = 1 };

        // Down: the product over the columns of the path, where one that comes again counts as it does below.
        for (var node = 1; node < edges.Length; node++)
        {
            ref readonly var edge = ref edges[node];
            ref readonly var same = ref Unsafe.Add(ref first, edge.Same);
            ref var step = ref Unsafe.Add(ref first, node);
            var value = row[edge.Column];
            var goesLeft = float.IsNaN(value) ? edge.UnknownLeft : value <= edge.Threshold;
            step.IsTaken = goesLeft == edge.IsLeft ? same.IsTaken : 0;
            var taken = Vector256.Create((double)step.IsTaken);
            var share = Vector256.Create(edge.Share);
            var factor = (share * unknown) + (taken * at.Points);
            step.Sum = Vector256<double>.Zero;

            // A way that nothing comes, whether the column is known or not, adds nothing.
            step.Inverse = edge.Share == 0 && step.IsTaken == 0 ? Vector256<double>.Zero : Vector256<double>.One / factor;
            step.Gain = (taken - share) * step.Inverse;
            step.Product = Unsafe.Add(ref first, edge.Parent).Product * factor * same.Inverse;
        }

        // Up: a product becomes the sum of those of the leaves below.
        for (var node = edges.Length - 1; node > 0; node--)
        {
            ref readonly var edge = ref edges[node];
            ref readonly var step = ref Unsafe.Add(ref first, node);
            var sum = edge.IsLeaf ? step.Product * edge.Value : step.Sum;
            Unsafe.Add(ref first, edge.Parent).Sum += sum;
            sums[edge.Column] += (step.Gain - Unsafe.Add(ref first, edge.Same).Gain) * sum;
        }
    }

    private static Tree Prepare(RegressionTree tree)
    {
        if (tree.Covers[0] <= 0)
        {
            throw new ArgumentException("A tree covers no rows: there is nothing to average by.", nameof(tree));
        }

        var edges = new Edge[tree.Count];
        var lengths = new int[tree.Count];
        edges[0] = new Edge { Column = -1, Share = 1 };
        for (var node = 0; node < tree.Count; node++)
        {
            if (!tree.IsLeaf(node))
            {
                // Where no row came, both ways are equally likely.
                var cover = tree.Covers[node];
                var left = cover == 0 ? 0.5 : (double)tree.Covers[tree.Left[node]] / cover;
                Lay(tree, edges, lengths, node, tree.Left[node], left);
                Lay(tree, edges, lengths, node, tree.Right[node], 1 - left);
            }
        }

        return new Tree(edges, GaussLegendre.For(lengths.Max() - 1));
    }

    private static void Lay(RegressionTree tree, Edge[] edges, int[] lengths, int node, int child, double share)
    {
        var column = tree.Features[node];
        var same = node;
        while (same != 0 && edges[same].Column != column)
        {
            same = edges[same].Parent;
        }

        lengths[child] = lengths[node] + (same == 0 ? 1 : 0);
        edges[child] = new Edge
        {
            Parent = node,
            Column = column,
            Same = same,
            Threshold = tree.Thresholds[node],
            UnknownLeft = tree.UnknownLeft[node],
            IsLeft = child == tree.Left[node],
            Share = share * edges[same].Share,
            IsLeaf = tree.IsLeaf(child),
            Value = tree.Values[child],
        };
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

    // The way into each node, and how the integral is taken.
    private sealed record Tree(Edge[] Edges, QuadraturePoints[] Points);

    // From a node to a child. Same is the nearest edge above that asks for the same column, and the root when there is none; Share is what part of the
    // rows goes this way and all those of the same column above.
    private struct Edge
    {
        internal int Parent;
        internal int Column;
        internal int Same;
        internal float Threshold;
        internal bool UnknownLeft;
        internal bool IsLeft;
        internal bool IsLeaf;
        internal double Share;
        internal double Value;
    }

    // One row on one edge, at four points. IsTaken is 1 when the row goes this way and all those of the same column above, else 0.
    private struct Step
    {
        internal Vector256<double> Product;
        internal Vector256<double> Inverse;
        internal Vector256<double> Gain;
        internal Vector256<double> Sum;
        internal int IsTaken;
    }
}
