using System.Diagnostics;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;

namespace Matchmaking.Bench.Ranking;

/// <summary>How long a changed or withdrawn talent stays as it was for readers, while the whole index is rewritten beside the writer: the longest of all changes.</summary>
internal static class Freshness
{
    private const int MostChanges = 2_000;

    internal static IEnumerable<Ratio> Measure(string name, CandidateIndex<Candidate> index, SyntheticMarket market)
    {
        var size = index.Current.Count;
        _ = index.Remove(SyntheticMarket.IdOf(0), 2);
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
        while (!rewriting.IsCompleted && changes < MostChanges);
        rewriting.GetAwaiter().GetResult();
        yield return new Ratio($"{name}: longest of {changes} changes while all is rewritten, to visible", longest, "ms", 1_000);
        yield return new Ratio($"{name}: of these not visible at once", wrong, "changes", 0);
    }
}
