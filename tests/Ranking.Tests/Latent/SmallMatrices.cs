using Matchmaking.Ranking.Latent;

namespace Matchmaking.Ranking.Tests.Latent;

/// <summary>Matrices small enough for a full decomposition, made by the plainest way there is.</summary>
internal static class SmallMatrices
{
    internal static readonly ParallelOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    /// <summary>Sparse, with singular values that fall slowly, as those of texts do.</summary>
    internal static double[,] Random(int rows, int columns, double density, int seed)
    {
        var random = new Random(seed);
        var matrix = new double[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                matrix[row, column] = random.NextDouble() < density ? random.NextDouble() * 10 / (column + 5) : 0;
            }
        }

        return matrix;
    }

    internal static SparseMatrix ToSparse(double[,] matrix)
    {
        var offsets = new List<int> { 0 };
        var places = new List<int>();
        var values = new List<float>();
        for (var row = 0; row < matrix.GetLength(0); row++)
        {
            for (var column = 0; column < matrix.GetLength(1); column++)
            {
                if (matrix[row, column] != 0)
                {
                    places.Add(column);
                    values.Add((float)matrix[row, column]);
                }
            }

            offsets.Add(places.Count);
        }

        return new SparseMatrix(matrix.GetLength(1), [.. offsets], [.. places], [.. values]);
    }

    /// <summary>All singular values, largest first, by turning pairs of columns until all are orthogonal (Hestenes, 1958).</summary>
    internal static double[] SingularValues(double[,] matrix)
    {
        var columns = Enumerable.Range(0, matrix.GetLength(1)).Select(j => Enumerable.Range(0, matrix.GetLength(0)).Select(i => matrix[i, j]).ToArray()).ToArray();
        for (var sweep = 0; sweep < 60; sweep++)
        {
            var turned = false;
            for (var p = 0; p < columns.Length; p++)
            {
                for (var q = p + 1; q < columns.Length; q++)
                {
                    var (a, b, c) = (Product(columns[p], columns[p]), Product(columns[q], columns[q]), Product(columns[p], columns[q]));
                    if (Math.Abs(c) <= 1e-14 * Math.Sqrt(a * b))
                    {
                        continue;
                    }

                    turned = true;
                    var zeta = (b - a) / (2 * c);
                    var t = (zeta >= 0 ? 1 : -1) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
                    var cosine = 1 / Math.Sqrt(1 + (t * t));
                    for (var i = 0; i < columns[p].Length; i++)
                    {
                        (columns[p][i], columns[q][i]) = (cosine * (columns[p][i] - (t * columns[q][i])), cosine * ((t * columns[p][i]) + columns[q][i]));
                    }
                }
            }

            if (!turned)
            {
                break;
            }
        }

        return [.. columns.Select(column => Math.Sqrt(Product(column, column))).OrderDescending()];
    }

    /// <summary>Squared error of the matrix projected on the directions.</summary>
    internal static double ProjectionError(double[,] matrix, DenseMatrix right)
    {
        var error = 0.0;
        for (var row = 0; row < matrix.GetLength(0); row++)
        {
            var rest = Enumerable.Range(0, matrix.GetLength(1)).Select(j => matrix[row, j]).ToArray();
            var coordinates = Enumerable.Range(0, right.Columns).Select(k => rest.Select((value, j) => value * right.Row(j)[k]).Sum()).ToArray();
            error += rest.Select((value, j) => value - coordinates.Select((coordinate, k) => coordinate * right.Row(j)[k]).Sum()).Sum(value => value * value);
        }

        return error;
    }

    private static double Product(double[] left, double[] right) => left.Zip(right, (x, y) => x * y).Sum();
}
