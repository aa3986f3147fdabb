using Matchmaking.Ranking.Latent;

namespace Matchmaking.Ranking.Tests.Latent;

public sealed class LatentVectorsTests
{
    [Theory]
    [InlineData(128)]
    [InlineData(64)]
    [InlineData(50)]
    public void Products_of_bytes_are_those_of_floats_within_a_hundredth(int dimensions)
    {
        var rows = UnitVectors(2_000, dimensions, 1);
        var vectors = new LatentVectors("space", dimensions, rows.Length);
        for (var row = 0; row < rows.Length; row++)
        {
            vectors.Set(row, rows[row]);
        }

        foreach (var query in UnitVectors(20, dimensions, 2))
        {
            Assert.All(Enumerable.Range(0, rows.Length), row => Assert.Equal(query.Zip(rows[row], (x, y) => x * y).Sum(), vectors.Similarity(query, row), 0.01));
        }
    }

    [Fact]
    public void A_row_that_was_never_set_is_absent_and_like_nothing()
    {
        var vectors = new LatentVectors("space", 16, 2);
        vectors.Set(0, UnitVectors(1, 16, 3)[0]);

        Assert.True(vectors.Has(0));
        Assert.False(vectors.Has(1));
        Assert.Equal(0, vectors.Similarity(UnitVectors(1, 16, 4)[0], 1));
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
}
