using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Tests;

public sealed class CandidateIndexTests
{
    private static readonly string[] Words = ["薄膜阻隔", "铜合金", "曲轴疲劳", "Ni-Cr", "焊接裂纹", "深度学习", "films", "膜"];

    private static IndexEntry<string> Entry(int id, long revision, params string[] documents) => new(Samples.Id(id), revision, documents, $"{id}/{revision}");

    private static IndexEntry<string> RandomEntry(Random random, int id, long revision) => Entry(
        id, revision, [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => string.Join('，', Enumerable.Range(0, random.Next(0, 6)).Select(_ => Words[random.Next(Words.Length)])))]);

    [Fact]
    public void A_higher_revision_wins_in_whatever_order_it_comes()
    {
        var index = new CandidateIndex<string>();
        Assert.True(index.Upsert(Entry(1, 5, "薄膜")));
        Assert.False(index.Upsert(Entry(1, 4, "曲轴")));
        Assert.False(index.Upsert(Entry(1, 5, "曲轴")));
        Assert.True(index.Upsert(Entry(1, 6, "铜")));
        Assert.Equal("1/6", index.Current.Find(Samples.Id(1))!.Item);
        Assert.Equal(1, index.Current.Count);
        Assert.Equal(0, index.Current.CountTerm("薄膜").Entries);
    }

    [Fact]
    public void A_removal_that_comes_first_keeps_the_older_profile_out()
    {
        var index = new CandidateIndex<string>();
        Assert.True(index.Remove(Samples.Id(1), 7));
        Assert.False(index.Upsert(Entry(1, 6, "薄膜")));
        Assert.False(index.Remove(Samples.Id(1), 7));
        Assert.Null(index.Current.Find(Samples.Id(1)));
        Assert.True(index.Upsert(Entry(1, 8, "薄膜")));
        Assert.NotNull(index.Current.Find(Samples.Id(1)));
    }

    [Fact]
    public void The_digest_depends_on_the_content_and_not_on_its_order()
    {
        var first = new CandidateIndex<string>();
        var second = new CandidateIndex<string>();
        _ = first.Load([Entry(1, 1, "薄膜"), Entry(2, 1, "铜"), Entry(3, 4, "焊接")]);
        _ = second.Upsert(Entry(3, 3, "旧"));
        _ = second.Upsert(Entry(3, 4, "焊接"));
        _ = second.Upsert(Entry(9, 1, "去掉"));
        _ = second.Upsert(Entry(2, 1, "铜"));
        _ = second.Upsert(Entry(1, 1, "薄膜"));
        Assert.NotEqual(first.Current.Digest, second.Current.Digest);
        _ = second.Remove(Samples.Id(9), 2);
        Assert.Equal(first.Current.Digest, second.Current.Digest);
    }

    [Fact]
    public void A_snapshot_never_changes()
    {
        var index = new CandidateIndex<string>();
        _ = index.Upsert(Entry(1, 1, "薄膜"));
        var before = index.Current;
        _ = index.Upsert(Entry(1, 2, "铜"));
        _ = index.Remove(Samples.Id(1), 3);
        Assert.Equal("1/1", before.Find(Samples.Id(1))!.Item);
        Assert.Equal(1, before.CountTerm("薄膜").Documents);
    }

    [Fact]
    public void Many_single_updates_leave_few_segments()
    {
        var index = new CandidateIndex<string>();
        for (var i = 0; i < 2000; i++)
        {
            _ = index.Upsert(Entry(i % 700, i, "薄膜阻隔", "铜合金"));
        }

        Assert.Equal(700, index.Current.Count);
        Assert.InRange(index.Current.Segments.Length, 1, 12);
        Assert.True(index.Current.Segments.Sum(segment => segment.Segment.Count) < 3 * 700);
    }

    [Fact]
    public async Task What_was_removed_is_gone_from_memory_after_a_purge()
    {
        var index = new CandidateIndex<string>();
        _ = index.Load([Entry(1, 1, "秘密配方"), Entry(2, 1, "铜"), Entry(3, 1, "焊接")]);
        _ = index.Remove(Samples.Id(1), 2);
        Assert.Contains(index.Current.Segments, segment => segment.Segment.Terms.Find("秘密") >= 0);
        var before = index.Current;
        await index.Purge(CancellationToken.None);
        Assert.DoesNotContain(index.Current.Segments, segment => segment.Segment.Terms.Find("秘密") >= 0);
        Assert.Equal((before.Count, before.Digest), (index.Current.Count, index.Current.Digest));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_changes_or_leaves_while_a_merge_goes_on_beside_is_neither_lost_nor_brought_back(bool changes)
    {
        // Long texts of few people: the merge takes long enough for a short change to come in between.
        for (var round = 0; round < 20; round++)
        {
            var index = new CandidateIndex<string>(largestInlineMerge: 0);
            _ = index.Load(Enumerable.Range(1, 3).Select(id => Entry(id, 1, string.Join(' ', Enumerable.Range(0, 20_000).Select(word => $"w{id}x{word}")))));
            _ = index.Upsert(Entry(10, 1, "薄膜"));
            _ = changes ? index.Upsert(Entry(10, 2, "曲轴")) : index.Remove(Samples.Id(10), 2);
            _ = index.Upsert(Entry(11, 1, "铜合金"));
            while (!index.Merging.IsCompleted)
            {
                await index.Merging;
            }

            var expected = new CandidateIndex<string>();
            _ = expected.Load([Entry(1, 1), Entry(2, 1), Entry(3, 1), Entry(11, 1), .. changes ? [Entry(10, 2)] : Array.Empty<IndexEntry<string>>()]);
            Assert.Equal(expected.Current.Count, index.Current.Count);
            Assert.Equal(expected.Current.Digest, index.Current.Digest);
            Assert.Equal(changes ? "10/2" : null, index.Current.Find(Samples.Id(10))?.Item);
            Assert.Equal("11/1", index.Current.Find(Samples.Id(11))?.Item);
        }
    }

    [Theory]
    [InlineData(500_000)]
    [InlineData(0)]
    public void Results_equal_a_naive_reference_on_random_corpora_with_updates_and_removals(long largestInlineMerge) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var index = new CandidateIndex<string>(largestInlineMerge: largestInlineMerge);
            var reference = new NaiveIndex();
            for (long step = 1; step <= 60; step++)
            {
                var id = random.Next(20);
                if (random.Next(5) == 0)
                {
                    _ = index.Remove(Samples.Id(id), step);
                    reference.Remove(Samples.Id(id));
                }
                else
                {
                    var entry = RandomEntry(random, id, step);
                    _ = index.Upsert(entry);
                    reference.Put(entry);
                }
            }

            var query = QueryTerms.Of([(string.Join('，', Words.OrderBy(_ => random.Next()).Take(3)), 1)]);
            var snapshot = index.Current;
            var bound = BoundQuery.Bind(query, snapshot);
            var matcher = new PortfolioMatcher<string>(snapshot, bound);
            var found = TopSearch<string, EveryEntry>.Run(snapshot, bound.AllTerms(), bound.Impacts, default, 100).ToDictionary(match => match.Place, match => match.Score);
            var expected = reference.Score(query);
            Assert.Equal(expected.Count, snapshot.Count);
            foreach (var (id, (bm25, cosine)) in expected)
            {
                var place = snapshot.Locate(id)!.Value;
                var relevance = matcher.Match(place);
                // The index sums in fixed point: impacts in single precision, 2^-20 a term for cosines.
                Assert.Equal(bm25, relevance.Bm25, 1e-6);
                Assert.Equal(cosine, relevance.Cosine, 1e-4);

                // Who was searched and who is looked up must not differ in the last bit.
                Assert.Equal(found.GetValueOrDefault(place), relevance.Bm25);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Readers_see_whole_states_while_a_writer_works()
    {
        var index = new CandidateIndex<string>();
        _ = index.Load(Enumerable.Range(0, 100).Select(id => Entry(id, 1, "薄膜阻隔", "铜合金")));
        var query = QueryTerms.Of([("薄膜阻隔", 1)]);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var snapshot = index.Current;
                var bound = BoundQuery.Bind(query, snapshot);
                Assert.Equal(100, TopSearch<string, EveryEntry>.Run(snapshot, bound.AllTerms(), bound.Impacts, default, 200).Length);
                Assert.Equal(100, snapshot.Count);
                Assert.Equal(100, snapshot.CountTerm("薄膜").Entries);
                Assert.Equal(100, snapshot.Ids().Count());
            }
        })).ToArray();
        for (var i = 2; i < 600; i++)
        {
            _ = index.Upsert(Entry(i % 100, i, "薄膜阻隔", "曲轴"));
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);
    }
}
