using Matchmaking.Ranking.Encoders;

namespace Matchmaking.Ranking.Tests.Encoders;

public sealed class RecentVectorsTests
{
    [Fact]
    public void The_longest_unused_goes_first()
    {
        var recent = new RecentVectors(2);
        var (a, b, c) = (TextDigest.Of("a"), TextDigest.Of("b"), TextDigest.Of("c"));
        recent.Keep(a, [1]);
        recent.Keep(b, [2]);
        Assert.Equal([1f], recent.Find(a)!);

        recent.Keep(c, [3]);
        recent.Keep(c, [4]);

        Assert.Null(recent.Find(b));
        Assert.Equal([1f], recent.Find(a)!);
        Assert.Equal([4f], recent.Find(c)!);
        recent.Erase(a);
        Assert.Null(recent.Find(a));
    }

    [Fact]
    public void A_digest_comes_back_from_its_bytes() => Assert.Equal(TextDigest.Of("文本"), TextDigest.FromBytes(TextDigest.Of("文本").ToBytes()));
}
