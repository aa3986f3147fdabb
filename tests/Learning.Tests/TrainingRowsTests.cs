namespace Matchmaking.Learning.Tests;

public sealed class TrainingRowsTests
{
    private static readonly FeatureColumn[] Two = [new("a", true), new("b", false)];

    [Fact]
    public void Rows_stand_query_by_query()
    {
        var rows = new TrainingRows(Two);
        rows.BeginQuery();
        rows.Add([1, float.NaN], 3, 2);
        rows.BeginQuery();
        rows.BeginQuery();
        rows.Add([2, 0], 0);
        rows.Add([3, 1], 1);

        Assert.Equal([1, 2], rows.QuerySizes);
        Assert.Equal(3, rows.Count);
        Assert.Equal([2f, 0f], rows.Row(1).ToArray());
        Assert.Equal([3f, 0f, 1f], rows.Grades.ToArray());
        Assert.Equal([2f, 1f, 1f], rows.Weights.ToArray());
    }

    [Fact]
    public void What_engines_would_take_silently_is_refused()
    {
        var rows = new TrainingRows(Two);

        Assert.ThrowsAny<ArgumentException>(() => rows.Add([1], 0));
        Assert.ThrowsAny<ArgumentException>(() => rows.Add([1, 2], -1));
        Assert.ThrowsAny<ArgumentException>(() => rows.Add([1, 2], 6));
        Assert.ThrowsAny<ArgumentException>(() => rows.Add([1, float.PositiveInfinity], 1));
        Assert.ThrowsAny<ArgumentException>(() => rows.Add([1, 2], 1, 0));
        Assert.ThrowsAny<ArgumentException>(() => rows.Add([1, 2], 1, float.NaN));
        Assert.ThrowsAny<ArgumentException>(() => new TrainingRows([new("a", true), new("a", false)]));
        Assert.Equal(0, rows.Count);
    }

    [Fact]
    public void The_digest_names_the_content()
    {
        Assert.Equal(SyntheticQueries.Make(3, 4, 5, 1).Digest(), SyntheticQueries.Make(3, 4, 5, 1).Digest());
        Assert.NotEqual(SyntheticQueries.Make(3, 4, 5, 1).Digest(), SyntheticQueries.Make(3, 4, 5, 2).Digest());
        // The same numbers in other queries.
        Assert.NotEqual(SyntheticQueries.Make(4, 3, 5, 1).Digest(), SyntheticQueries.Make(3, 4, 5, 1).Digest());
    }
}
