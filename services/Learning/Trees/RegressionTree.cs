namespace Matchmaking.Learning.Trees;

/// <summary>
/// One tree of an ensemble, node by node; node 0 is the root and children stand after their parents. A value goes left when it is at most the
/// threshold, in single precision; an unknown one (NaN) goes where <see cref="UnknownLeft"/> says.
/// </summary>
/// <param name="Features">Column that a node asks for; -1 marks a leaf.</param>
/// <param name="Thresholds">What its value is compared with; 0 for a leaf.</param>
/// <param name="UnknownLeft">Where unknown values go; false for a leaf.</param>
/// <param name="Left">Left child; -1 for a leaf.</param>
/// <param name="Right">Right child; -1 for a leaf.</param>
/// <param name="Values">What a leaf adds to the score; 0 for other nodes.</param>
/// <param name="Covers">Training rows that came through a node; what explanations weigh by.</param>
public sealed record RegressionTree(
    IReadOnlyList<int> Features,
    IReadOnlyList<float> Thresholds,
    IReadOnlyList<bool> UnknownLeft,
    IReadOnlyList<int> Left,
    IReadOnlyList<int> Right,
    IReadOnlyList<double> Values,
    IReadOnlyList<int> Covers)
{
    /// <summary>Nodes of the tree.</summary>
    public int Count => Features.Count;

    /// <summary>Whether a node is a leaf.</summary>
    public bool IsLeaf(int node) => Features[node] < 0;

    /// <summary>Steps from the root to the farthest leaf; 0 for a tree of one leaf.</summary>
    public int Depth()
    {
        var depths = new int[Count];
        var deepest = 0;
        for (var node = 0; node < Count; node++)
        {
            deepest = Math.Max(deepest, depths[node]);
            if (!IsLeaf(node))
            {
                depths[Left[node]] = depths[Right[node]] = depths[node] + 1;
            }
        }

        return deepest;
    }

    /// <summary>The leaf that a row falls into, by the plain words of this type: what faster evaluators are held to.</summary>
    public int LeafOf(ReadOnlySpan<float> row)
    {
        var node = 0;
        while (!IsLeaf(node))
        {
            node = GoesLeft(node, row) ? Left[node] : Right[node];
        }

        return node;
    }

    /// <summary>The same tree with <see cref="Covers"/> counted on some rows.</summary>
    public RegressionTree CountedOn(TrainingRows rows)
    {
        var covers = new int[Count];
        for (var row = 0; row < rows.Count; row++)
        {
            var values = rows.Row(row);
            var node = 0;
            covers[0]++;
            while (!IsLeaf(node))
            {
                node = GoesLeft(node, values) ? Left[node] : Right[node];
                covers[node]++;
            }
        }

        return this with { Covers = covers };
    }

    /// <summary>What is wrong with the tree; null when nothing is. A file may hold anything, and what is wrong here would read out of bounds later.</summary>
    /// <param name="columns">Columns of a row.</param>
    public string? Fault(int columns)
    {
        if (Count == 0 || new[] { Thresholds.Count, UnknownLeft.Count, Left.Count, Right.Count, Values.Count, Covers.Count }.Any(count => count != Count))
        {
            return "its lists are empty or of different lengths";
        }

        var parents = new int[Count];
        for (var node = 0; node < Count; node++)
        {
            if (IsLeaf(node))
            {
                if (Left[node] != -1 || Right[node] != -1 || !double.IsFinite(Values[node]))
                {
                    return $"leaf {node} has children or no finite value";
                }

                continue;
            }

            if (Features[node] >= columns || !float.IsFinite(Thresholds[node]))
            {
                return $"node {node} asks for column {Features[node]} of {columns}, or for no finite value";
            }

            foreach (var child in new[] { Left[node], Right[node] })
            {
                if (child <= node || child >= Count || ++parents[child] > 1)
                {
                    return $"node {node} has child {child}, which is no node after it or has a parent already";
                }
            }

            if (Covers[node] != Covers[Left[node]] + Covers[Right[node]])
            {
                return $"the rows of node {node} are not those of its children";
            }
        }

        return Covers.Any(cover => cover < 0) ? "a node covers fewer than no rows" : null;
    }

    private bool GoesLeft(int node, ReadOnlySpan<float> row) =>
        row[Features[node]] is var value && float.IsNaN(value) ? UnknownLeft[node] : value <= Thresholds[node];
}
