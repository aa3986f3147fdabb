using System.Diagnostics;
using System.Globalization;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Latent;

namespace Matchmaking.Bench.Ranking;

/// <summary>Builds the index of synthetic talents, with technologies and latent space as in the service.</summary>
internal static class SyntheticIndex
{
    private const int Chunk = 50_000;

    /// <returns>The index, merged, and the seconds from profiles to searchable.</returns>
    internal static (CandidateIndex<Candidate> Index, double Seconds) Build(SyntheticMarket market, int size, TextWriter progress)
    {
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed, KnowledgeGraph.Default);
        var watch = new Stopwatch();
        for (var from = 0; from < size; from += Chunk)
        {
            var first = from;
            var profiles = Enumerable.Range(from, Math.Min(Chunk, size - from)).Select(market.Talent).ToArray();
            var entries = new IndexEntry<Candidate>[profiles.Length];
            watch.Start();
            _ = Parallel.For(0, entries.Length, i => entries[i] = CandidateEntry.From(SyntheticMarket.IdOf(first + i), 1, profiles[i]));
            _ = index.Load(entries);
            watch.Stop();
            progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {from + entries.Length} indexed after {watch.Elapsed.TotalSeconds:F0} s"));
        }

        watch.Start();
        Await(index);
        index.Use(LatentSpace.Train(LatentCorpus.Of(index.Current), LatentSettings.Default));
        return (index, watch.Elapsed.TotalSeconds);
    }

    private static void Await(CandidateIndex<Candidate> index)
    {
        while (!index.Merging.IsCompleted)
        {
            index.Merging.Wait();
        }
    }
}
