using Matchmaking.Ranking.Latent;

namespace Matchmaking.Ranking.Tests.Latent;

public sealed class LatentVectorsTests
{
    private const int Rows = 20_000;

    [Theory]
    [InlineData(128)]
    [InlineData(50)]
    public void Bytes_find_the_neighbours_that_floats_find(int dimensions)
    {
        var rows = UnitVectors(Rows, dimensions, 1);
        var vectors = Build(rows, dimensions).ToVectors();
        var found = 0;
        var queries = UnitVectors(20, dimensions, 2);
        foreach (var query in queries)
        {
            var exact = Enumerable.Range(0, Rows).Select(row => (Row: row, Cosine: Cosine(query, rows[row]))).OrderByDescending(row => row.Cosine).Take(100).ToDictionary(row => row.Row, row => row.Cosine);

            var nearest = vectors.Nearest(query, 100);

            Assert.Equal(100, nearest.Length);
            Assert.Equal(nearest.OrderByDescending(row => row.Similarity).ThenBy(row => row.Row), nearest);
            Assert.All(nearest, row => Assert.Equal(Cosine(query, rows[row.Row]), row.Similarity, 0.01));
            found += nearest.Count(row => exact.ContainsKey(row.Row));
        }

        Assert.InRange(found, 0.98 * 100 * queries.Length, 100 * queries.Length);
    }

    [Fact]
    public void Absent_rows_are_never_found_and_like_nothing()
    {
        var builder = Build(UnitVectors(3, 16, 3), 16);
        _ = builder.Add(null);
        var vectors = builder.ToVectors();
        var query = UnitVectors(1, 16, 4)[0];

        Assert.False(vectors.Has(3));
        Assert.Equal(0, vectors.Similarity(query, 3));
        Assert.Equal(3, vectors.Nearest(query, 10).Length);
        Assert.Empty(vectors.Nearest(query, 0));
        Assert.Empty(new LatentVectorsBuilder(16).ToVectors().Nearest(query, 5));
    }

    [Fact]
    public void Only_accepted_rows_are_found()
    {
        var rows = UnitVectors(Rows, 32, 5);
        var vectors = Build(rows, 32).ToVectors();
        var query = UnitVectors(1, 32, 6)[0];

        var nearest = vectors.Nearest(query, 50, row => row % 10 == 3);

        Assert.Equal(50, nearest.Length);
        Assert.All(nearest, row => Assert.Equal(3, row.Row % 10));
        Assert.Equal(vectors.Nearest(query, Rows).Where(row => row.Row % 10 == 3).Take(50), nearest);
    }

    [Fact]
    public void What_was_taken_from_a_builder_does_not_change_when_more_is_added()
    {
        var rows = UnitVectors(LatentVectors.BlockRows + 10, 8, 7);
        var builder = Build(rows[..^5], 8);
        var before = builder.ToVectors();

        foreach (var row in rows[^5..])
        {
            _ = builder.Add(row);
        }

        var after = builder.ToVectors();
        Assert.Equal((rows.Length - 5, rows.Length), (before.Count, after.Count));
        Assert.DoesNotContain(before.Nearest(rows[^1], rows.Length), row => row.Row >= rows.Length - 5);
        Assert.Equal(rows.Length - 1, after.Nearest(rows[^1], 1)[0].Row);
        Assert.Throws<ArgumentException>(() => builder.Add(new float[9]));
    }

    [Fact]
    public void The_product_is_the_same_on_every_processor()
    {
        var random = new Random(8);
        for (var length = Int8Product.Step; length <= 512; length += Int8Product.Step)
        {
            var left = Bytes(random, length);
            var right = Bytes(random, length);
            var exact = left.Zip(right, (x, y) => x * y).Sum();

            Assert.Equal(exact, Int8Product.Of(left, right));
            Assert.Equal(exact, Int8Product.OfAny(left, right));
        }

        var low = Enumerable.Repeat((sbyte)-127, 512).ToArray();
        var high = Enumerable.Repeat((sbyte)127, 512).ToArray();
        Assert.Equal((512 * 127 * 127, -512 * 127 * 127), (Int8Product.Of(low, low), Int8Product.Of(high, low)));
        Assert.Equal((512 * 127 * 127, -512 * 127 * 127), (Int8Product.OfAny(low, low), Int8Product.OfAny(high, low)));
    }

    private static sbyte[] Bytes(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => (sbyte)random.Next(-127, 128))];

    private static LatentVectorsBuilder Build(IEnumerable<float[]> rows, int dimensions)
    {
        var builder = new LatentVectorsBuilder(dimensions);
        foreach (var row in rows)
        {
            _ = builder.Add(row);
        }

        return builder;
    }

    private static float[][] UnitVectors(int count, int dimensions, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            // Directions of texts fall off like this: the first few carry most.
            var vector = Enumerable.Range(0, dimensions).Select(i => (float)((random.NextDouble() - 0.5) / Math.Sqrt(i + 1))).ToArray();
            Assert.True(UnitVector.TryMake(vector));
            return vector;
        })];
    }

    private static float Cosine(float[] left, float[] right) => left.Zip(right, (x, y) => x * y).Sum();
}
