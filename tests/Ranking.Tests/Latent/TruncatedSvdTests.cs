using System.Runtime.InteropServices;
using Matchmaking.Ranking.Latent;

namespace Matchmaking.Ranking.Tests.Latent;

public sealed class TruncatedSvdTests
{
    [Theory]
    [InlineData(60, 40, 8, 1)]
    [InlineData(40, 90, 12, 2)]
    [InlineData(150, 120, 20, 3)]
    public void The_error_is_that_of_the_best_approximation(int rows, int columns, int rank, int seed)
    {
        var matrix = SmallMatrices.Random(rows, columns, 0.2, seed);
        var exact = SmallMatrices.SingularValues(matrix);

        var (values, right) = TruncatedSvd.Compute(SmallMatrices.ToSparse(matrix), rank, 7, SmallMatrices.OneThread);

        Assert.Equal(rank, values.Length);
        Assert.All(values, (value, i) => Assert.InRange(value, 0.98 * exact[i], 1.001 * exact[i]));
        Assert.InRange(SmallMatrices.ProjectionError(matrix, right), 0.999 * exact.Skip(rank).Sum(Square), 1.02 * exact.Skip(rank).Sum(Square));
    }

    [Fact]
    public void The_directions_are_orthonormal()
    {
        var (_, right) = TruncatedSvd.Compute(SmallMatrices.ToSparse(SmallMatrices.Random(200, 150, 0.1, 4)), 30, 7, SmallMatrices.OneThread);

        AssertOrthonormal(right);
    }

    [Fact]
    public void A_matrix_of_low_rank_is_recovered_and_gives_no_more_directions_than_it_has()
    {
        var matrix = new double[50, 30];
        for (var i = 0; i < 50; i++)
        {
            for (var j = 0; j < 30; j++)
            {
                matrix[i, j] = (3 * Math.Sin(i) * Math.Cos(j)) + (Math.Cos(2 * i) * Math.Sin(3 * j)) + (0.2 * (i % 7) * (j % 5));
            }
        }

        var (values, right) = TruncatedSvd.Compute(SmallMatrices.ToSparse(matrix), 20, 7, SmallMatrices.OneThread);

        Assert.Equal(3, values.Length);
        Assert.InRange(SmallMatrices.ProjectionError(matrix, right), 0, 1e-6);
        AssertOrthonormal(right);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var matrix = SmallMatrices.ToSparse(SmallMatrices.Random(3000, 400, 0.05, 5));

        var (oneValues, one) = TruncatedSvd.Compute(matrix, 16, 7, SmallMatrices.OneThread);
        var (fourValues, four) = TruncatedSvd.Compute(matrix, 16, 7, new ParallelOptions { MaxDegreeOfParallelism = 4 });

        Assert.Equal(oneValues, fourValues);
        for (var row = 0; row < one.Rows; row++)
        {
            Assert.True(MemoryMarshal.AsBytes(one.Row(row)).SequenceEqual(MemoryMarshal.AsBytes(four.Row(row))));
        }
    }

    [Fact]
    public void An_empty_matrix_has_no_direction()
    {
        Assert.Empty(TruncatedSvd.Compute(SmallMatrices.ToSparse(new double[5, 4]), 2, 7, SmallMatrices.OneThread).SingularValues);
    }

    private static void AssertOrthonormal(DenseMatrix right)
    {
        var gram = right.Gram(SmallMatrices.OneThread);
        for (var i = 0; i < right.Columns; i++)
        {
            for (var j = 0; j < right.Columns; j++)
            {
                Assert.Equal(i == j ? 1 : 0, gram[i, j], 1e-4);
            }
        }
    }

    private static double Square(double value) => value * value;
}
