using System.Numerics;
using System.Runtime.InteropServices;

namespace Matchmaking.Ranking.Latent;

/// <summary>
/// A tall matrix of floats, row by row. Sums over rows are made in double and in blocks of fixed size, so that they do not depend on how
/// many threads took part.
/// </summary>
internal sealed class DenseMatrix(int rows, int columns)
{
    private const int BlockRows = 1024;

    private readonly float[] values = new float[rows * columns];

    internal int Rows => rows;

    internal int Columns => columns;

    internal Span<float> Row(int row) => values.AsSpan(row * columns, columns);

    /// <summary>target += factor * source. Multiplied, then added: a fused step would round differently on other processors.</summary>
    internal static void Accumulate(float factor, ReadOnlySpan<float> source, Span<float> target)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(source);
        var sums = MemoryMarshal.Cast<float, Vector<float>>(target);
        for (var i = 0; i < vectors.Length; i++)
        {
            sums[i] += vectors[i] * factor;
        }

        for (var i = vectors.Length * Vector<float>.Count; i < source.Length; i++)
        {
            target[i] += source[i] * factor;
        }
    }

    /// <summary>The products of all pairs of columns: transposed matrix times matrix.</summary>
    internal double[,] Gram(ParallelOptions parallel)
    {
        var blocks = new double[(rows + BlockRows - 1) / BlockRows][];
        _ = Parallel.For(0, blocks.Length, parallel, block => blocks[block] = BlockGram(block * BlockRows, Math.Min(rows, (block + 1) * BlockRows)));
        var gram = new double[columns, columns];
        foreach (var block in blocks)
        {
            for (var i = 0; i < columns; i++)
            {
                for (var j = i; j < columns; j++)
                {
                    gram[i, j] += block[(i * columns) + j];
                    gram[j, i] = gram[i, j];
                }
            }
        }

        return gram;
    }

    /// <summary>This matrix times a small one.</summary>
    internal DenseMatrix Times(double[,] small, ParallelOptions parallel)
    {
        var product = new DenseMatrix(rows, small.GetLength(1));
        _ = Parallel.For(0, (rows + BlockRows - 1) / BlockRows, parallel, block =>
        {
            var sums = new double[product.Columns];
            for (var row = block * BlockRows; row < Math.Min(rows, (block + 1) * BlockRows); row++)
            {
                Array.Clear(sums);
                var source = Row(row);
                for (var i = 0; i < columns; i++)
                {
                    Accumulate(source[i], MemoryMarshal.CreateReadOnlySpan(ref small[i, 0], sums.Length), sums);
                }

                var target = product.Row(row);
                for (var i = 0; i < sums.Length; i++)
                {
                    target[i] = (float)sums[i];
                }
            }
        });
        return product;
    }

    private double[] BlockGram(int from, int to)
    {
        var gram = new double[columns * columns];
        var wide = new double[columns];
        for (var row = from; row < to; row++)
        {
            var source = Row(row);
            for (var i = 0; i < columns; i++)
            {
                wide[i] = source[i];
            }

            for (var i = 0; i < columns; i++)
            {
                Accumulate(wide[i], wide.AsSpan(i), gram.AsSpan((i * columns) + i, columns - i));
            }
        }

        return gram;
    }

    private static void Accumulate(double factor, ReadOnlySpan<double> source, Span<double> target)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(source);
        var sums = MemoryMarshal.Cast<double, Vector<double>>(target);
        for (var i = 0; i < vectors.Length; i++)
        {
            sums[i] += vectors[i] * factor;
        }

        for (var i = vectors.Length * Vector<double>.Count; i < source.Length; i++)
        {
            target[i] += source[i] * factor;
        }
    }
}
