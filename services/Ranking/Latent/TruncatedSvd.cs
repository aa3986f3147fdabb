using Matchmaking.Ranking.Randomness;

namespace Matchmaking.Ranking.Latent;

/// <summary>
/// The largest singular values of a sparse matrix with their right singular vectors, by random projection (Halko, Martinsson and Tropp,
/// Finding structure with randomness, SIAM Review 2011, algorithms 4.4 and 5.1). Equal input gives equal bits whatever the number of threads.
/// </summary>
internal static class TruncatedSvd
{
    private const int Oversampling = 16;

    // Text has slowly falling singular values; two rounds bring the error within a percent of the best possible one.
    private const int PowerIterations = 2;

    // Below this share of the largest, a direction is rounding.
    private const double SmallestShare = 1e-5;

    /// <summary>At most <paramref name="rank"/> directions; fewer when the matrix has no more.</summary>
    internal static (float[] SingularValues, DenseMatrix Right) Compute(SparseMatrix matrix, int rank, ulong seed, ParallelOptions parallel)
    {
        var transposed = matrix.Transpose();
        var width = Math.Min(rank + Oversampling, Math.Min(matrix.Rows, matrix.Columns));
        var left = Orthonormal.Columns(matrix.Times(Signs(matrix.Columns, width, seed), parallel), parallel);
        for (var i = 0; i < PowerIterations; i++)
        {
            parallel.CancellationToken.ThrowIfCancellationRequested();
            var right = Orthonormal.Columns(transposed.Times(left, parallel), parallel);
            left = Orthonormal.Columns(matrix.Times(right, parallel), parallel);
        }

        var projected = transposed.Times(left, parallel);
        var (squares, vectors) = SymmetricEigen.Of(projected.Gram(parallel));
        var kept = squares.Take(rank).TakeWhile(square => square > 0 && Math.Sqrt(square / squares[0]) > SmallestShare).Count();
        var rotation = new double[width, kept];
        for (var direction = 0; direction < kept; direction++)
        {
            var scale = 1 / Math.Sqrt(squares[direction]);
            for (var i = 0; i < width; i++)
            {
                rotation[i, direction] = scale * vectors[direction][i];
            }
        }

        return ([.. squares.Take(kept).Select(square => (float)Math.Sqrt(square))], kept > 0 ? projected.Times(rotation, parallel) : new DenseMatrix(matrix.Columns, 0));
    }

    // Random signs project as well as normal deviates (Achlioptas, Database-friendly random projections, 2003) and are exact everywhere.
    private static DenseMatrix Signs(int rows, int columns, ulong seed)
    {
        var signs = new DenseMatrix(rows, columns);
        var state = seed;
        for (var row = 0; row < rows; row++)
        {
            var target = signs.Row(row);
            var bits = 0UL;
            for (var i = 0; i < columns; i++)
            {
                bits = (i & 63) == 0 ? SplitMix.Mix(state += SplitMix.Step) : bits >> 1;
                target[i] = (bits & 1) == 0 ? 1 : -1;
            }
        }

        return signs;
    }
}
