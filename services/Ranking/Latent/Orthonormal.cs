namespace Matchmaking.Ranking.Latent;

/// <summary>
/// Orthonormal columns by the Cholesky factor of the Gram matrix, done twice (CholeskyQR2; Yamamoto et al., Roundoff error analysis of
/// the CholeskyQR2 algorithm, 2015): two passes over a tall matrix instead of one for every pair of columns.
/// </summary>
internal static class Orthonormal
{
    // What is left of a column after the others are taken out, squared, against the column: below it is rounding of floats.
    private const double Dependent = 1e-10;

    /// <summary>Columns that depend on those before them become 0.</summary>
    internal static DenseMatrix Columns(DenseMatrix matrix, ParallelOptions parallel) => Once(Once(matrix, parallel), parallel);

    private static DenseMatrix Once(DenseMatrix matrix, ParallelOptions parallel) => matrix.Times(InverseFactor(matrix.Gram(parallel)), parallel);

    // The inverse of R in Gram = transposed R times R, R upper triangular.
    private static double[,] InverseFactor(double[,] gram)
    {
        var size = gram.GetLength(0);
        var factor = new double[size, size];
        for (var j = 0; j < size; j++)
        {
            for (var i = 0; i <= j; i++)
            {
                var rest = gram[i, j];
                for (var k = 0; k < i; k++)
                {
                    rest -= factor[k, i] * factor[k, j];
                }

                if (i < j)
                {
                    factor[i, j] = factor[i, i] > 0 ? rest / factor[i, i] : 0;
                }
                else
                {
                    factor[j, j] = rest > Dependent * gram[j, j] ? Math.Sqrt(rest) : 0;
                }
            }
        }

        var inverse = new double[size, size];
        for (var j = 0; j < size; j++)
        {
            if (factor[j, j] <= 0)
            {
                continue;
            }

            inverse[j, j] = 1 / factor[j, j];
            for (var i = j - 1; i >= 0; i--)
            {
                var sum = 0.0;
                for (var k = i + 1; k <= j; k++)
                {
                    sum += factor[i, k] * inverse[k, j];
                }

                inverse[i, j] = factor[i, i] > 0 ? -sum / factor[i, i] : 0;
            }
        }

        return inverse;
    }
}
