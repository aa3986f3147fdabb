using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Tests;

public sealed class TermTableTests
{
    [Fact]
    public void Terms_keep_the_number_they_were_given()
    {
        var table = new TermTable();
        var known = new Dictionary<string, int>();
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            var term = new string([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => (char)('一' + random.Next(60)))]);
            var expected = known.TryGetValue(term, out var ordinal) ? ordinal : known[term] = known.Count;
            Assert.Equal(expected, table.GetOrAdd(term));
        }

        table.Trim();
        var restored = new TermTable([.. table.Ends], [.. table.Characters], [.. table.Buckets]);
        Assert.Equal(known.Count, restored.Count);
        foreach (var (term, ordinal) in known)
        {
            Assert.Equal(ordinal, table.Find(term));
            Assert.Equal(ordinal, restored.Find(term));
            Assert.Equal(term, restored[ordinal].ToString());
        }

        Assert.Equal(-1, restored.Find("不在其中的词"));
    }

    [Fact]
    public void Counts_share_what_did_not_change()
    {
        var before = new PagedCounts(5_000);
        var once = before.Plus([3, 4_999, 3]);
        var twice = once.Plus([3]);
        Assert.Equal((0, 2, 3, 1, 0), (before[3], once[3], twice[3], twice[4_999], twice[700]));
    }
}
