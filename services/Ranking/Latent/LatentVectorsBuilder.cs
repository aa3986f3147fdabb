namespace Matchmaking.Ranking.Latent;

/// <summary>Collects vectors, row after row. What was taken from it never changes; only the block being filled is copied.</summary>
internal sealed class LatentVectorsBuilder(int dimensions)
{
    private readonly int stride = LatentVectors.Stride(dimensions);
    private readonly List<sbyte[]> blocks = [];
    private readonly List<float[]> scales = [];

    internal int Count { get; private set; }

    /// <summary>Adds a row; null for a text that has no vector.</summary>
    /// <returns>The row.</returns>
    internal int Add(ReadOnlySpan<float> vector)
    {
        if (vector.Length != 0 && vector.Length != dimensions)
        {
            throw new ArgumentException($"The vector has {vector.Length} dimensions instead of {dimensions}.", nameof(vector));
        }

        var place = Count % LatentVectors.BlockRows;
        if (place == 0)
        {
            blocks.Add(new sbyte[LatentVectors.BlockRows * stride]);
            scales.Add(new float[LatentVectors.BlockRows]);
        }

        scales[^1][place] = LatentVectors.Quantise(vector, blocks[^1].AsSpan(place * stride, stride));
        return Count++;
    }

    /// <summary>The rows added so far.</summary>
    internal LatentVectors ToVectors()
    {
        sbyte[][] taken = [.. blocks];
        float[][] takenScales = [.. scales];
        var filled = Count % LatentVectors.BlockRows;
        if (filled > 0)
        {
            taken[^1] = taken[^1][..(filled * stride)];
            takenScales[^1] = takenScales[^1][..filled];
        }

        return new LatentVectors(dimensions, Count, taken, takenScales);
    }
}
