using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.Storage;

namespace Matchmaking.Ranking.Tests;

public sealed class IndexFolderTests : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("index").FullName;

    private static IndexEntry<Candidate> Entry(int id, long revision) => Samples.Entry(
        Samples.Profile($"第{id}位专家的第{revision}版自述，研究聚酯薄膜与涂层{id % 7}号工艺。", Samples.Achievement("patent", $"高阻隔薄膜{id}", amount: id * 1.5m)), id, revision);

    private IndexFolder<Candidate> Folder(string pipeline = "text/1") => new(path, CandidateFormat.Packed, pipeline);

    private static CandidateIndex<Candidate> Restored(IndexFolder<Candidate> folder)
    {
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed);
        index.Restore(folder.TryLoad(out _)!.Segments);
        return index;
    }

    [Fact]
    public void What_is_read_back_ranks_the_same_to_the_last_bit()
    {
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed);
        _ = index.Load(Enumerable.Range(1, 300).Select(id => Entry(id, 1)));
        for (var id = 1; id < 40; id++)
        {
            _ = id % 3 == 0 ? index.Remove(Samples.Id(id), 2) : index.Upsert(Entry(id, 2));
        }

        Folder().Save(index.Current);
        var restored = Restored(Folder());
        Assert.Equal((index.Current.Digest, index.Current.Count, index.Current.Length), (restored.Current.Digest, restored.Current.Count, restored.Current.Length));
        foreach (IRanker ranker in new IRanker[] { new Bm25Ranker(), new CosineRanker(), new ScorecardRanker() })
        {
            Assert.Equal(
                ranker.Rank(Samples.Query(), index.Current, Samples.Moment, 100).Select(match => (match.Entry.Id, match.Entry.Revision, match.Score)),
                ranker.Rank(Samples.Query(), restored.Current, Samples.Moment, 100).Select(match => (match.Entry.Id, match.Entry.Revision, match.Score)));
        }

        Assert.Equivalent(index.Current.Find(Samples.Id(50))!.Item, restored.Current.Find(Samples.Id(50))!.Item, strict: true);
    }

    [Fact]
    public void Storing_again_writes_only_new_segments_and_leaves_nothing_old()
    {
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed);
        _ = index.Load(Enumerable.Range(1, 200).Select(id => Entry(id, 1)));
        var folder = Folder();
        folder.Save(index.Current);
        var large = Assert.Single(Directory.GetFiles(path, "*.segment"));
        _ = index.Upsert(Entry(900, 1));
        folder.Save(index.Current);
        Assert.Contains(large, Directory.GetFiles(path, "*.segment"));
        _ = index.Load(Enumerable.Range(1, 200).Select(id => Entry(id, 2)));
        folder.Save(index.Current);
        Assert.DoesNotContain(large, Directory.GetFiles(path, "*.segment"));
        Assert.Equal(index.Current.Digest, Restored(Folder()).Current.Digest);
    }

    [Fact]
    public async Task A_merge_that_changes_no_candidate_is_stored_too()
    {
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed);
        _ = index.Load(Enumerable.Range(1, 200).Select(id => Entry(id, 1)));
        _ = index.Remove(Samples.Id(7), 2);
        var folder = Folder();
        folder.Save(index.Current);
        var before = Assert.Single(Directory.GetFiles(path, "*.segment"));
        Assert.True(folder.Holds(index.Current));
        await index.Purge(CancellationToken.None);
        Assert.False(folder.Holds(index.Current));
        folder.Save(index.Current);
        Assert.NotEqual(before, Assert.Single(Directory.GetFiles(path, "*.segment")));
    }

    [Fact]
    public void No_changed_byte_of_the_head_ends_a_start()
    {
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed);
        _ = index.Load(Enumerable.Range(1, 2).Select(id => Entry(id, 1)));
        Folder().Save(index.Current);
        var file = Directory.GetFiles(path, "*.segment")[0];
        var bytes = File.ReadAllBytes(file);
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 0xC4;
            File.WriteAllBytes(file, bytes);
            Assert.Null(Folder().TryLoad(out var reason));
            Assert.NotNull(reason);
            bytes[at] ^= 0xC4;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    [InlineData(1)]
    public void A_file_that_was_cut_or_changed_is_refused(double place)
    {
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed);
        _ = index.Load(Enumerable.Range(1, 50).Select(id => Entry(id, 1)));
        Folder().Save(index.Current);
        var file = Directory.GetFiles(path, "*.segment")[0];
        var bytes = File.ReadAllBytes(file);
        bytes[(int)(place * (bytes.Length - 1))] ^= 4;
        File.WriteAllBytes(file, bytes);
        Assert.Null(Folder().TryLoad(out var reason));
        Assert.NotNull(reason);
        File.WriteAllBytes(file, bytes[..(int)(place * (bytes.Length - 1))]);
        Assert.Null(Folder().TryLoad(out reason));
        Assert.NotNull(reason);
    }

    [Fact]
    public void What_another_pipeline_made_is_refused_and_an_empty_folder_is_no_fault()
    {
        Assert.Null(Folder().TryLoad(out var reason));
        Assert.Null(reason);
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed);
        _ = index.Upsert(Entry(1, 1));
        Folder().Save(index.Current);
        Assert.Null(Folder("text/2").TryLoad(out reason));
        Assert.Contains("text/2", reason, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(path, recursive: true);
}
