using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Tests;

/// <summary>Pruning must never be seen in a result.</summary>
public sealed class TopSearchTests
{
    private const int Entries = 9_000;

    // Words by Zipf's law: the first stands in nearly every document, most stand in a handful.
    private static string Text(Random random, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => "w" + (int)Math.Exp(random.NextDouble() * Math.Log(8_000))));

    private static IndexEntry<string> Entry(Random random, int id, long revision) => new(
        Samples.Id(id),
        revision,
        [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Text(random, random.Next(40)))],
        $"{id}/{revision}",
        new EntryGate(id % 7 != 0, -1, 0, 0));

    private static readonly Lazy<IndexSnapshot<string>> Corpus = new(() =>
    {
        var random = new Random(11);
        var index = new CandidateIndex<string>();
        _ = index.Load(Enumerable.Range(0, Entries).Select(id => Entry(random, id, 1)));
        for (var step = 2; step < 400; step++)
        {
            _ = step % 3 == 0 ? index.Remove(Samples.Id(random.Next(Entries)), step) : index.Upsert(Entry(random, random.Next(Entries + 500), step));
        }

        return index.Current;
    });

    [Fact]
    public void Pruned_search_returns_exactly_what_scoring_everything_returns_on_a_thousand_queries()
    {
        var snapshot = Corpus.Value;
        Assert.True(snapshot.Segments.Length > 1);
        var random = new Random(12);
        var returned = 0;
        for (var i = 0; i < 1000; i++)
        {
            var bound = BoundQuery.Bind(QueryTerms.Of([(Text(random, 1 + random.Next(60)), 1), (Text(random, random.Next(10)), 2)]), snapshot);
            var terms = i % 4 == 0 ? bound.StrongestTerms(2_000) : bound.AllTerms();
            var depth = 1 + random.Next(i % 10 == 0 ? 1000 : 50);
            var pruned = TopSearch<string, Consenting>.Run(snapshot, terms, bound.Impacts, default, depth);
            Assert.Equal(TopSearch<string, Consenting>.Run(snapshot, terms, bound.Impacts, default, depth, isExhaustive: true), pruned);
            returned += pruned.Length;
        }

        Assert.True(returned > 10_000);
    }

    [Fact]
    public void Full_search_and_single_portfolios_agree_to_the_last_bit()
    {
        var snapshot = Corpus.Value;
        var random = new Random(13);
        for (var i = 0; i < 20; i++)
        {
            var bound = BoundQuery.Bind(QueryTerms.Of([(Text(random, 30), 1)]), snapshot);
            var matcher = new PortfolioMatcher<string>(snapshot, bound);
            Assert.All(
                TopSearch<string, EveryEntry>.Run(snapshot, bound.AllTerms(), bound.Impacts, default, 100),
                match => Assert.Equal(match.Score, matcher.Match(match.Place).Bm25));
        }
    }

    [Fact]
    public void Who_is_dead_or_filtered_is_never_returned()
    {
        var snapshot = Corpus.Value;
        var bound = BoundQuery.Bind(QueryTerms.Of([("w1 w2 w3", 1)]), snapshot);
        var found = TopSearch<string, Consenting>.Run(snapshot, bound.AllTerms(), bound.Impacts, default, 2 * Entries);
        Assert.All(found, match => Assert.True(
            snapshot.Segments[match.Place.Segment].IsLive(match.Place.Entry) && snapshot.Segments[match.Place.Segment].Segment.Gates[match.Place.Entry].HasConsent));
        Assert.Equal(found.Length, found.Select(match => snapshot.EntryAt(match.Place).Id).Distinct().Count());
        Assert.InRange(found.Length, Entries / 2, snapshot.Count);
    }

    private readonly struct Consenting : IEntryFilter
    {
        public bool Accepts(Guid id, in EntryGate gate) => gate.HasConsent;
    }
}
