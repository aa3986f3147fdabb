using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Matchmaking.Learning.Trees;

/// <summary>
/// Scores rows by an ensemble, without allocating. Any number of threads may use one at once.
/// </summary>
/// <remarks>
/// Nodes of all trees lie in one array, the right child beside the left one, and a leaf points at itself: every tree is walked by as many equal
/// steps as it is deep, without a branch to predict, four trees at a time so that the processor need not wait for the memory of one.
/// </remarks>
public sealed class TreeEvaluator
{
    // On the stack up to here: twice the columns of a row, in single precision.
    private const int StackColumns = 256;

    private readonly Node[] nodes;
    private readonly double[] values;
    private readonly int[] roots;
    private readonly int[] depths;
    private readonly double bias;
    private readonly int columns;

    /// <summary>Prepares an ensemble.</summary>
    public TreeEvaluator(TreeEnsemble ensemble)
    {
        columns = ensemble.Columns.Count;
        bias = ensemble.Bias;
        var total = ensemble.Trees.Sum(tree => tree.Count);
        nodes = new Node[total];
        values = new double[total];
        roots = new int[ensemble.Trees.Count];
        depths = new int[roots.Length];
        var next = 0;
        for (var i = 0; i < roots.Length; i++)
        {
            depths[i] = ensemble.Trees[i].Depth();
            roots[i] = next;
            next = Lay(ensemble.Trees[i], next);
        }
    }

    /// <summary>The score of a row.</summary>
    /// <param name="row">A value for each column of the ensemble; NaN where it is not known.</param>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    public double Score(ReadOnlySpan<float> row)
    {
        if (row.Length != columns)
        {
            throw new ArgumentException($"A row of this ensemble has {columns} values, not {row.Length}.", nameof(row));
        }

        // Unknown values stand as the least in the first half and as the greatest in the second; a node reads the half that sends them its way.
        var inputs = columns <= StackColumns ? stackalloc float[2 * columns] : new float[2 * columns];
        for (var i = 0; i < row.Length; i++)
        {
            var isUnknown = float.IsNaN(row[i]);
            inputs[i] = isUnknown ? float.NegativeInfinity : row[i];
            inputs[columns + i] = isUnknown ? float.PositiveInfinity : row[i];
        }

        return Walk(ref MemoryMarshal.GetReference(inputs));
    }

    /// <summary>The scores of rows that stand one after another.</summary>
    /// <param name="rows">Whole rows.</param>
    /// <param name="scores">One for each row.</param>
    public void Score(ReadOnlySpan<float> rows, Span<double> scores)
    {
        for (var row = 0; row < scores.Length; row++)
        {
            scores[row] = Score(rows.Slice(row * columns, columns));
        }
    }

    // Bounds are those that the constructor laid: checking them again costs a third of the time.
    private double Walk(ref float inputs)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(nodes);
        ref var leaves = ref MemoryMarshal.GetArrayDataReference(values);
        var sum = bias;
        var tree = 0;
        for (; tree + 4 <= roots.Length; tree += 4)
        {
            var (a, b, c, d) = (roots[tree], roots[tree + 1], roots[tree + 2], roots[tree + 3]);
            var steps = Math.Max(Math.Max(depths[tree], depths[tree + 1]), Math.Max(depths[tree + 2], depths[tree + 3]));
            for (; steps > 0; steps--)
            {
                a = Step(ref first, ref inputs, a);
                b = Step(ref first, ref inputs, b);
                c = Step(ref first, ref inputs, c);
                d = Step(ref first, ref inputs, d);
            }

            sum += Unsafe.Add(ref leaves, a);
            sum += Unsafe.Add(ref leaves, b);
            sum += Unsafe.Add(ref leaves, c);
            sum += Unsafe.Add(ref leaves, d);
        }

        for (; tree < roots.Length; tree++)
        {
            var node = roots[tree];
            for (var steps = depths[tree]; steps > 0; steps--)
            {
                node = Step(ref first, ref inputs, node);
            }

            sum += Unsafe.Add(ref leaves, node);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Step(ref Node first, ref float inputs, int at)
    {
        ref var node = ref Unsafe.Add(ref first, at);
        return node.Left + (Unsafe.Add(ref inputs, node.Input) > node.Threshold ? 1 : 0);
    }

    // Breadth first, children in pairs.
    private int Lay(RegressionTree tree, int root)
    {
        var places = new int[tree.Count];
        places[0] = root;
        var next = root + 1;
        for (var node = 0; node < tree.Count; node++)
        {
            var place = places[node];
            values[place] = tree.Values[node];
            if (tree.IsLeaf(node))
            {
                // Nothing is greater than this: the walk stays.
                nodes[place] = new Node(float.PositiveInfinity, 0, place);
                continue;
            }

            nodes[place] = new Node(tree.Thresholds[node], tree.UnknownLeft[node] ? tree.Features[node] : columns + tree.Features[node], next);
            places[tree.Left[node]] = next++;
            places[tree.Right[node]] = next++;
        }

        return next;
    }

    private readonly record struct Node(float Threshold, int Input, int Left);
}
