using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Matchmaking.Ranking.Tests;

/// <summary>What is on disk is the index that was stored, or it is not used; and a store that failed is made good.</summary>
public sealed class StoredIndexTests : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("index").FullName;
    private readonly CandidateIndex<Candidate> index = new(CandidateFormat.Packed);

    public StoredIndexTests()
    {
        _ = index.Load(Enumerable.Range(1, 60).Select(id => Entry(id, 1)));
        _ = index.Remove(Samples.Id(16), 2);
        _ = index.Remove(Samples.Id(17), 2);
        _ = index.Upsert(Entry(18, 2));
        Assert.True(index.Current.Segments.Length > 1);
        Assert.Contains(index.Current.Segments, live => live.DeadCount > 1);
    }

    private string Manifest => Path.Combine(path, "manifest.json");

    [Fact]
    public void No_changed_byte_of_the_manifest_ends_a_start_or_brings_anybody_back()
    {
        Stored().Save(index);
        var bytes = File.ReadAllBytes(Manifest);
        var used = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var bit in new byte[] { 1, 2, 4, 16, 64 })
            {
                bytes[at] ^= bit;
                File.WriteAllBytes(Manifest, bytes);
                bytes[at] ^= bit;
                var restored = new CandidateIndex<Candidate>(CandidateFormat.Packed);
                var count = Stored().Restore(restored);
                used += count > 0 ? 1 : 0;
                Assert.True(restored.Current.Digest == (count > 0 ? index.Current : new CandidateIndex<Candidate>().Current).Digest, $"bit {bit} of byte {at}");
            }
        }

        // Names of files and members in another case, and the name of vectors that are not there, change nothing.
        Assert.True(used < bytes.Length, $"{used} of {5 * bytes.Length} changed manifests were used");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"Pipeline":"PIPELINE"}""")]
    [InlineData("""{"Pipeline":"PIPELINE","Digest":"DIGEST","Segments":null}""")]
    [InlineData("""{"Pipeline":"PIPELINE","Digest":"DIGEST","Segments":[null]}""")]
    [InlineData("""{"Pipeline":"PIPELINE","Digest":"DIGEST","Segments":[]}""")]
    public void A_manifest_of_another_shape_is_not_used(string manifest)
    {
        Stored().Save(index);
        var pipeline = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Manifest)).RootElement.GetProperty("Pipeline").GetString()!;
        File.WriteAllText(Manifest, manifest.Replace("PIPELINE", pipeline, StringComparison.Ordinal).Replace("DIGEST", index.Current.Digest, StringComparison.Ordinal));

        Assert.Equal(0, Stored().Restore(new CandidateIndex<Candidate>(CandidateFormat.Packed)));
    }

    [Fact]
    public async Task A_store_that_failed_is_tried_again_though_nobody_changed()
    {
        var stored = Stored();
        stored.Save(index);
        var before = Directory.GetFiles(path, "*.segment");
        await index.Purge(CancellationToken.None);
        var obstacle = Directory.CreateDirectory(Manifest + ".new");
        Assert.ThrowsAny<Exception>(() => stored.Save(index));
        obstacle.Delete();

        stored.Save(index);
        var after = Directory.GetFiles(path, "*.segment");
        Assert.Equal(index.Current.Segments.Length, after.Length);
        Assert.NotEqual(before.Order(), after.Order());
        Assert.Equal(index.Current.Count, Stored().Restore(new CandidateIndex<Candidate>(CandidateFormat.Packed)));
    }

    [Fact]
    public void What_a_killed_service_left_is_swept_after_the_next_start()
    {
        Stored().Save(index);
        var orphan = Path.Combine(path, "left.segment");
        File.WriteAllText(orphan, "half of a segment");
        var restarted = Stored();
        var restored = new CandidateIndex<Candidate>(CandidateFormat.Packed);
        _ = restarted.Restore(restored);
        restarted.Save(restored);

        Assert.False(File.Exists(orphan));
        Assert.Equal(index.Current.Digest, restored.Current.Digest);
    }

    public void Dispose() => Directory.Delete(path, recursive: true);

    private static IndexEntry<Candidate> Entry(int id, long revision) => Samples.Entry(Samples.Profile($"第{id}位专家的第{revision}版自述，研究聚酯薄膜与涂层{id % 7}号工艺。"), id, revision);

    private StoredIndex Stored() => new(Options.Create(new IndexOptions { Folder = path }), KnowledgeGraph.Default, NullLogger<StoredIndex>.Instance);
}
