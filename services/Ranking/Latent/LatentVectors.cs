namespace Matchmaking.Ranking.Latent;

/// <summary>
/// Vectors of many texts, each as signed bytes with a scale: a quarter of the memory of floats, and what a scan of all is bound by is
/// memory (one thread, 1,000,000 rows of 128: 5.6 ms). Immutable; a row may be absent. A row keeps its length: of unit vectors the products
/// are cosines, of shorter ones (<see cref="FoldedText.AsDocument"/>) cosines by what they are worth.
/// </summary>
internal sealed class LatentVectors
{
    // Rows of a block: what a builder copies when vectors are taken from it while it is being filled.
    internal const int BlockRows = 8192;

    // Rescored rows for each one asked for; the rounding of the query to bytes moves no row further.
    private const int Oversampling = 2;

    private readonly sbyte[][] blocks;
    private readonly float[][] scales;

    internal LatentVectors(int dimensions, int count, sbyte[][] blocks, float[][] scales)
    {
        Dimensions = dimensions;
        Count = count;
        this.blocks = blocks;
        this.scales = scales;
    }

    internal int Dimensions { get; }

    internal int Count { get; }

    /// <summary>Bytes of a row: the dimensions, filled up for the product.</summary>
    internal static int Stride(int dimensions) => (dimensions + Int8Product.Step - 1) / Int8Product.Step * Int8Product.Step;

    internal bool Has(int row) => scales[row / BlockRows][row % BlockRows] > 0;

    /// <summary>Product of a vector and a row; 0 when the row is absent.</summary>
    internal float Similarity(ReadOnlySpan<float> query, int row)
    {
        var stride = Stride(Dimensions);
        var bytes = blocks[row / BlockRows].AsSpan(row % BlockRows * stride, Dimensions);
        return Int8Product.Of(query, bytes) * scales[row / BlockRows][row % BlockRows];
    }

    /// <summary>The rows with the largest products, largest first; equal ones by rising row.</summary>
    /// <param name="query">A vector of the same space.</param>
    /// <param name="most">The most rows to return.</param>
    /// <param name="accepts">Whether a row may be returned; all when null. Asked only about rows that are near enough.</param>
    internal (int Row, float Similarity)[] Nearest(ReadOnlySpan<float> query, int most, Func<int, bool>? accepts = null)
    {
        if (most <= 0)
        {
            return [];
        }

        var bytes = new sbyte[Stride(Dimensions)];
        _ = Quantise(query, bytes);
        var depth = (most * Oversampling) + Int8Product.Step;
        var farthestFirst = new PriorityQueue<int, (float Similarity, int Row)>(Comparer<(float Similarity, int Row)>.Create(
            static (left, right) => left.Similarity != right.Similarity ? left.Similarity.CompareTo(right.Similarity) : right.Row.CompareTo(left.Row)));
        var bound = float.NegativeInfinity;
        for (var block = 0; block < blocks.Length; block++)
        {
            var first = block * BlockRows;
            var vectors = blocks[block];
            var blockScales = scales[block].AsSpan(0, Math.Min(BlockRows, Count - first));
            for (var i = 0; i < blockScales.Length; i++)
            {
                var scale = blockScales[i];
                var near = scale * Int8Product.Of(bytes, vectors.AsSpan(i * bytes.Length, bytes.Length));
                if (near <= bound || scale <= 0 || (accepts is not null && !accepts(first + i)))
                {
                    continue;
                }

                farthestFirst.Enqueue(first + i, (near, first + i));
                if (farthestFirst.Count > depth)
                {
                    _ = farthestFirst.Dequeue();
                    _ = farthestFirst.TryPeek(out _, out var farthest);
                    bound = farthest.Similarity;
                }
            }
        }

        var found = new (int Row, float Similarity)[farthestFirst.Count];
        for (var i = 0; i < found.Length; i++)
        {
            var row = farthestFirst.Dequeue();
            found[i] = (row, Similarity(query, row));
        }

        Array.Sort(found, static (left, right) =>
            left.Similarity != right.Similarity ? right.Similarity.CompareTo(left.Similarity) : left.Row.CompareTo(right.Row));
        return found.Length <= most ? found : found[..most];
    }

    /// <summary>Bytes from -127 to 127; times the scale they are the vector.</summary>
    internal static float Quantise(ReadOnlySpan<float> vector, Span<sbyte> bytes)
    {
        var largest = 0f;
        foreach (var value in vector)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        if (largest <= 0)
        {
            return 0;
        }

        for (var i = 0; i < vector.Length; i++)
        {
            bytes[i] = (sbyte)MathF.Round(vector[i] * sbyte.MaxValue / largest);
        }

        return largest / sbyte.MaxValue;
    }
}
