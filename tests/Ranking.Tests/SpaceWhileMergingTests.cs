using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.Tests.Latent;

namespace Matchmaking.Ranking.Tests;

/// <summary>A snapshot lies in one latent space as a whole, whatever is merged beside while spaces come and go.</summary>
public sealed class SpaceWhileMergingTests
{
    [Fact]
    public async Task No_segment_is_ever_in_another_space_than_its_snapshot()
    {
        // All merges go on beside the writer.
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed, null, largestInlineMerge: 1);
        _ = index.Load(Talents(0, 200));
        var first = LatentSpace.Train(LatentCorpus.Of(index.Current), LatentSettings.Default)!;
        _ = index.Load(Talents(200, 40));
        var second = LatentSpace.Train(LatentCorpus.Of(index.Current), LatentSettings.Default)!;
        Assert.NotEqual(first.Digest, second.Digest);

        using var end = new CancellationTokenSource();
        var wrong = 0;
        var reader = OwnThread.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                var snapshot = index.Current;
                wrong += snapshot.Segments.Count(live => live.Vectors?.Space != snapshot.Space?.Digest);
            }
        });
        var spaces = new[] { first, null, second };
        for (var round = 0; round < 120; round++)
        {
            _ = index.Load(Talents(240 + (5 * round), 5));
            index.Use(spaces[round % spaces.Length]);
            Assert.Equal(spaces[round % spaces.Length]?.Digest, index.Current.Space?.Digest);
        }

        while (!index.Merging.IsCompleted)
        {
            await index.Merging;
        }

        await end.CancelAsync();
        await reader;
        Assert.Equal(0, wrong);
        Assert.Equal(240 + (5 * 120), index.Current.Count);
        Assert.True(index.Current.Segments.Length < 12, $"{index.Current.Segments.Length} segments are left unmerged");
    }

    private static IEnumerable<IndexEntry<Candidate>> Talents(int from, int count) =>
        Enumerable.Range(from, count).Select(LatentMarket.Talent).Select(talent => CandidateEntry.From(talent.TalentId, talent.Revision, talent.Profile));
}
