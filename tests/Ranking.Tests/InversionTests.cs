using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Tests;

public sealed class InversionTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Several_workers_make_the_lists_that_one_makes(int workers)
    {
        var random = new Random(workers);
        var entries = Enumerable.Range(1, 300).Select(id => Samples.Entry(Samples.Profile(
            string.Concat(Enumerable.Range(0, 60).Select(_ => (char)(0x4E00 + (int)(1_000 * Math.Pow(random.NextDouble(), 3)))))), id)).ToArray();
        var segment = Samples.Index(entries).Segments.MaxBy(live => live.Segment.Count)!.Segment;
        Assert.True(segment.Terms.Count > 1_000);

        var lists = Inversion.Invert(segment.Documents, segment.Terms.Count, segment.LengthCodes, workers);

        var one = Inversion.Invert(segment.Documents, segment.Terms.Count, segment.LengthCodes, 1);
        Assert.Equal(one.Offsets, lists.Offsets);
        Assert.Equal(one.Postings, lists.Postings);
        Assert.Equal(one.DocumentCounts, lists.DocumentCounts);
        Assert.Equal(one.BlockMaxima, lists.BlockMaxima);
    }
}
