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

    internal LatentVectors(int dimensions, int count)
    {
        this.dimensions = dimensions;
        scales = new float[count];
        blocks = new sbyte[(count + BlockRows - 1) / BlockRows][];
        for (var block = 0; block < blocks.Length; block++)
        {
            blocks[block] = new sbyte[Math.Min(BlockRows, count - (block * BlockRows)) * dimensions];
        }
    }

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

    private Span<sbyte> BytesOf(int row) => blocks[row / BlockRows].AsSpan(row % BlockRows * dimensions, dimensions);
}
