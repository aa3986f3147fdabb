using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Tests;

public sealed class InversionTests
{
    [Fact]
    public void Posting_lists_say_what_the_documents_say()
    {
        var random = new Random(2);
        var entries = Enumerable.Range(1, 300).Select(id => Samples.Entry(
            Samples.Profile(Text(random, 60), Samples.Achievement("paper", Text(random, 20)), Samples.Achievement("patent", Text(random, 20))), id)).ToArray();
        var segment = Samples.Index(entries).Segments.MaxBy(live => live.Segment.Count)!.Segment;
        Assert.True(segment.Terms.Count > 1_000);

        var lists = Inversion.Invert(segment.Documents, segment.Terms.Count, segment.LengthCodes);

        var expected = Enumerable.Range(0, segment.Count)
            .SelectMany(entry => segment.Documents.OfEntry(entry).ToArray().Select(term => (Term: Posting.Ordinal(term), Entry: entry, Frequency: Posting.Frequency(term))))
            .ToLookup(place => place.Term);
        for (var term = 0; term < segment.Terms.Count; term++)
        {
            Assert.Equal(expected[term].Count(), lists.DocumentCounts[term]);
            Assert.Equal(
                expected[term].GroupBy(place => place.Entry, (entry, places) => (entry, places.Sum(place => place.Frequency))).OrderBy(place => place.entry),
                lists.Of(term).ToArray().Select(posting => (Posting.Ordinal(posting), Posting.Frequency(posting))));
        }
    }

    private static string Text(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => (char)(0x4E00 + (int)(1_000 * Math.Pow(random.NextDouble(), 3)))));
}
