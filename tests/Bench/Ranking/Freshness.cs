using System.Diagnostics;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;

namespace Matchmaking.Bench.Ranking;

/// <summary>How long a changed or withdrawn talent stays as it was for readers, while the whole index is rewritten beside the writer: the longest of all changes.</summary>
internal static class Freshness
{
    // Not one after another without a breath: the rewriting should have as much of the machine as it has in service, and be watched to its end.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    internal static IEnumerable<Ratio> Measure(string name, CandidateIndex<Candidate> index, SyntheticMarket market)
    {
        var size = index.Current.Count;
        // A segment is rewritten for one who has left it.
        foreach (var leaving in index.Current.Segments.Select(live => live.Segment.Ids[0]).ToArray())
        {
            _ = index.Remove(leaving, 2);
        }

        var rewriting = index.Purge(CancellationToken.None);
        var (longest, changes, wrong) = (0.0, 0, 0);
        do
        {
            var number = 1 + (changes * 7919 % (size - 1));
            var id = SyntheticMarket.IdOf(number);
            var entry = CandidateEntry.From(id, 2, market.Talent(number));
            var started = Stopwatch.GetTimestamp();
            _ = changes % 2 == 0 ? index.Upsert(entry) : index.Remove(id, 2);
            longest = Math.Max(longest, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            wrong += index.Current.RevisionOf(id) == (changes % 2 == 0 ? 2 : null) ? 0 : 1;
            changes++;
        }
        while (!rewriting.Wait(Breath));
        rewriting.GetAwaiter().GetResult();
        yield return new Ratio($"{name}: longest of {changes} changes while all is rewritten, to visible", longest, "ms", 1_000);
        yield return new Ratio($"{name}: of these not visible at once", wrong, "changes", 0);
    }
}
