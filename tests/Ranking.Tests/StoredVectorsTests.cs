using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.Storage;
using Matchmaking.Ranking.Tests.Latent;

namespace Matchmaking.Ranking.Tests;

/// <summary>Places in the latent space are kept beside the segments, and are never taken for those of another space.</summary>
public sealed class StoredVectorsTests : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("index").FullName;
    private readonly CandidateIndex<Candidate> index = new(CandidateFormat.Packed);

    public StoredVectorsTests()
    {
        _ = index.Load(Talents(0, 200));
        index.Use(Train());
    }

    private string[] VectorFiles => Directory.GetFiles(path, "*.vectors");

    [Fact]
    public void A_restart_takes_them_over_and_ranks_the_same()
    {
        Folder().Save(index.Current);
        var restored = Restored(out var loaded);
        restored.Use(index.Current.Space, loaded.Vectors.GetValueOrDefault);

        Assert.All(restored.Current.Segments, live => Assert.Same(loaded.Vectors[live.Segment], live.Vectors));
        var query = DemandQuery.From(Samples.Id(900), 1, Samples.Demand() with { Description = "薄膜透氧率偏高，要阻隔涂层" });
        var expected = new ScorecardRanker().Rank(query, index.Current, Samples.Moment, 50);
        Assert.NotEmpty(expected);
        Assert.Equal(
            expected.Select(match => (match.Entry.Id, match.Score)),
            new ScorecardRanker().Rank(query, restored.Current, Samples.Moment, 50).Select(match => (match.Entry.Id, match.Score)));
    }

    [Fact]
    public void In_another_space_documents_are_placed_anew()
    {
        Folder().Save(index.Current);
        var restored = Restored(out var loaded);
        _ = restored.Load(Talents(200, 100));
        var other = LatentSpace.Train(LatentCorpus.Of(restored.Current), LatentSettings.Default)!;
        Assert.NotEqual(index.Current.Space!.Digest, other.Digest);
        restored.Use(other, loaded.Vectors.GetValueOrDefault);

        Assert.All(restored.Current.Segments, live => Assert.Equal(other.Digest, live.Vectors!.Space));
    }

    [Fact]
    public void Damaged_ones_are_no_reason_to_do_without_the_segments()
    {
        Folder().Save(index.Current);
        var file = Assert.Single(VectorFiles);
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(file, bytes);
        var restored = Restored(out var loaded);

        Assert.Empty(loaded.Vectors);
        Assert.Equal(index.Current.Digest, restored.Current.Digest);
    }

    [Fact]
    public void They_stay_until_there_is_another_space()
    {
        var folder = Folder();
        folder.Save(index.Current);
        var before = Assert.Single(VectorFiles);
        var space = index.Current.Space;
        index.Use(null);
        Assert.True(folder.Holds(index.Current));
        folder.Save(index.Current);
        Assert.Equal(before, Assert.Single(VectorFiles));

        index.Use(space);
        Assert.True(folder.Holds(index.Current));
        _ = index.Load(Talents(200, 1));
        index.Use(LatentSpace.Train(LatentCorpus.Of(index.Current), LatentSettings.Default));
        Assert.False(folder.Holds(index.Current));
        folder.Save(index.Current);
        Assert.DoesNotContain(before, VectorFiles);
        Assert.Equal(index.Current.Segments.Length, VectorFiles.Length);
        Assert.True(folder.Holds(index.Current));
    }

    public void Dispose() => Directory.Delete(path, recursive: true);

    private static IEnumerable<IndexEntry<Candidate>> Talents(int from, int count) =>
        Enumerable.Range(from, count).Select(LatentMarket.Talent).Select(talent => CandidateEntry.From(talent.TalentId, talent.Revision, talent.Profile));

    private LatentSpace Train() => LatentSpace.Train(LatentCorpus.Of(index.Current), LatentSettings.Default)!;

    private IndexFolder<Candidate> Folder() => new(path, CandidateFormat.Packed, "text/1");

    private CandidateIndex<Candidate> Restored(out LoadedIndex<Candidate> loaded)
    {
        loaded = Folder().TryLoad(out _)!;
        var restored = new CandidateIndex<Candidate>(CandidateFormat.Packed);
        restored.Restore(loaded.Segments);
        return restored;
    }
}
