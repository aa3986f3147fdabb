namespace Matchmaking.Ranking.Latent;

/// <summary>
/// Vectors of many texts, each as signed bytes with a scale: a quarter of the memory of floats. Filled once by whoever makes it, then only
/// read; a row may be absent. A row keeps its length: of unit vectors the products are cosines, of shorter ones
/// (<see cref="FoldedText.Telling"/>) cosines by what they are worth.
/// </summary>
internal sealed class LatentVectors
{
    // One array would end at 33 million rows of 64 dimensions.
    private const int BlockRows = 1 << 20;

    private readonly sbyte[][] blocks;
    private readonly float[] scales;
    private readonly int dimensions;

    /// <summary>Vectors as they were stored.</summary>
    /// <exception cref="ArgumentException">The arrays do not fit together.</exception>
    internal LatentVectors(string space, int dimensions, float[] scales, sbyte[][] blocks)
    {
        if (blocks.Length != BlocksFor(scales.Length) || blocks.Where((block, place) => block.LongLength != (long)RowsOf(place, scales.Length) * dimensions).Any())
        {
            throw new ArgumentException("the blocks do not hold these rows", nameof(blocks));
        }

        (Space, this.dimensions, this.scales, this.blocks) = (space, dimensions, scales, blocks);
    }

    internal LatentVectors(string space, int dimensions, int count)
    {
        Space = space;
        this.dimensions = dimensions;
        scales = new float[count];
        blocks = new sbyte[BlocksFor(count)][];
        for (var block = 0; block < blocks.Length; block++)
        {
            blocks[block] = new sbyte[RowsOf(block, count) * dimensions];
        }
    }

    /// <summary>Digest of the latent space that the texts were placed in.</summary>
    internal string Space { get; }

    internal int Dimensions => dimensions;

    /// <summary>What a row's bytes are multiplied by; 0 where the row is absent.</summary>
    internal ReadOnlySpan<float> Scales => scales;

    /// <summary>The bytes of all rows, a million in a block.</summary>
    internal IReadOnlyList<sbyte[]> Blocks => blocks;

    internal bool Has(int row) => scales[row] > 0;

    /// <summary>Product of a vector and a row; 0 when the row is absent.</summary>
    internal float Similarity(ReadOnlySpan<float> query, int row) => Int8Product.Of(query, BytesOf(row)) * scales[row];

    internal void Set(int row, ReadOnlySpan<float> vector) => scales[row] = Quantise(vector, BytesOf(row));

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

    private static int BlocksFor(int count) => (count + BlockRows - 1) / BlockRows;

    private static int RowsOf(int block, int count) => Math.Min(BlockRows, count - (block * BlockRows));

    private Span<sbyte> BytesOf(int row) => blocks[row / BlockRows].AsSpan(row % BlockRows * dimensions, dimensions);
}
