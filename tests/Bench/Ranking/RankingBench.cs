using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.Storage;

namespace Matchmaking.Bench.Ranking;

/// <summary>
/// How fast one process ranks: from the text of a need to the explained list of twenty, over ever more talents, with technologies and latent
/// space as in the service; beside PostgreSQL's full text over the same tokens.
/// </summary>
internal sealed class RankingBench(SyntheticMarket market, int needs, TextWriter progress)
{
    internal static readonly RankingMoment Moment = RankingMoment.Of(new DateOnly(2026, 11, 1));

    // The runtime compiles hot code again and again during its first seconds.
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(5);

    private const int Replayed = 100;

    private static readonly Dictionary<int, double> Limits = new() { [10_000] = 3, [100_000] = 8, [1_000_000] = 30 };

    private readonly Dictionary<int, double> medians = [];

    internal IReadOnlyList<Ratio> Run(IReadOnlyList<int> sizes, string? postgres)
    {
        var figures = new List<Ratio>();
        foreach (var size in sizes)
        {
            progress.WriteLine($"{SyntheticMarket.Show(size)} talents");
            figures.AddRange(Measure(size));
            if (size == 100_000 && postgres is not null)
            {
                var peer = PostgresPeer.Measure(market, size, postgres, progress);
                figures.Add(new Ratio("PostgreSQL ts_rank_cd over GIN at 100k, p50", peer, "ms"));
                figures.Add(new Ratio("times faster than PostgreSQL at 100k", peer / medians[size], "x", 30, AtMost: false));
            }
        }

        if (medians.TryGetValue(100_000, out var hundred) && medians.TryGetValue(1_000_000, out var million))
        {
            figures.Add(new Ratio("growth of p50 from 100k to 1M", million / hundred, "x", 5));
        }

        return figures;
    }

    private List<Ratio> Measure(int size)
    {
        var name = SyntheticMarket.Show(size);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (index, seconds) = Build(size);
        var figures = new List<Ratio> { new($"{name}: index build, from profile to searchable", size / seconds, "talents/s") };
        var texts = Enumerable.Range(0, needs).Select(market.Demand).ToArray();
        var times = Time(index.Current, texts);
        medians[size] = Ratio.At(times, 0.5);
        figures.Add(new Ratio($"{name}: need to explained top 20, one thread, p50", medians[size], "ms", Limits.TryGetValue(size, out var limit) ? limit : null));
        figures.Add(new Ratio($"{name}: the same, p99", Ratio.At(times, 0.99), "ms"));
        figures.Add(new Ratio($"{name}: two threads over one", TwoThreads(index.Current, texts), "x", 1.8, AtMost: false));
        figures.Add(new Ratio($"{name}: memory", (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)size, "bytes/talent"));
        figures.Add(new Ratio($"{name}: scoring everything over pruned search", Exhaustive(index.Current, texts), "x"));
        figures.AddRange(Restart(name, index, texts));
        return figures;
    }

    private (CandidateIndex<Candidate> Index, double Seconds) Build(int size)
    {
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed, KnowledgeGraph.Default);
        var watch = new Stopwatch();
        const int Chunk = 50_000;
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

    private static double[] Time(IndexSnapshot<Candidate> snapshot, Contracts.TechnologyDemands.OpenDemand[] texts)
    {
        var warm = Stopwatch.StartNew();
        for (var i = 0; warm.Elapsed < Warmup; i++)
        {
            _ = Rank(snapshot, texts[i % texts.Length]);
        }

        return [.. texts.Select(text =>
        {
            var started = Stopwatch.GetTimestamp();
            _ = Rank(snapshot, text);
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        })];
    }

    private static RankedList Rank(IndexSnapshot<Candidate> snapshot, Contracts.TechnologyDemands.OpenDemand text) =>
        RankedListMaker.Make(DemandQuery.From(Guid.Empty, 1, text), snapshot, Moment);

    // The same lists by one thread and by two, the better of three rounds each: another process on the machine hits either.
    private static double TwoThreads(IndexSnapshot<Candidate> snapshot, Contracts.TechnologyDemands.OpenDemand[] texts)
    {
        double Round(int threads)
        {
            var watch = Stopwatch.StartNew();
            Task.WaitAll([.. Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(
                () => Array.ForEach(texts, text => Rank(snapshot, text)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))]);
            return threads * texts.Length / watch.Elapsed.TotalSeconds;
        }

        var (one, two) = (0.0, 0.0);
        for (var round = 0; round < 3; round++)
        {
            one = Math.Max(one, Round(1));
            two = Math.Max(two, Round(2));
        }

        return two / one;
    }

    private static double Exhaustive(IndexSnapshot<Candidate> snapshot, Contracts.TechnologyDemands.OpenDemand[] texts)
    {
        var sums = new double[2];
        foreach (var text in texts.Take(Replayed))
        {
            var query = DemandQuery.From(Guid.Empty, 1, text);
            var bound = Matchmaking.Ranking.Relevance.BoundQuery.Bind(query, snapshot);
            foreach (var exhaustive in new[] { false, true })
            {
                var started = Stopwatch.GetTimestamp();
                _ = TopSearch<Candidate, Matchmaking.Ranking.Exclusions.EligibleCandidates>.Run(
                    snapshot, bound.AllTerms(), bound.Impacts, new(query, Moment), 200, exhaustive);
                sums[exhaustive ? 1 : 0] += Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }

        return sums[1] / sums[0];
    }

    private static List<Ratio> Restart(string name, CandidateIndex<Candidate> index, Contracts.TechnologyDemands.OpenDemand[] texts)
    {
        var path = Directory.CreateTempSubdirectory("ranking-bench").FullName;
        try
        {
            var folder = new IndexFolder<Candidate>(path, CandidateFormat.Packed, "bench");
            folder.Save(index.Current);
            var bytes = new DirectoryInfo(path).EnumerateFiles().Sum(file => file.Length);
            var lists = texts.Take(Replayed).Select(text => Bytes(index.Current, text)).ToArray();
            var again = texts.Take(Replayed).Select(text => Bytes(index.Current, text)).ToArray();
            var space = index.Current.Space;
            var watch = Stopwatch.StartNew();
            var other = new CandidateIndex<Candidate>(CandidateFormat.Packed, KnowledgeGraph.Default);
            other.Restore(new IndexFolder<Candidate>(path, CandidateFormat.Packed, "bench").TryLoad(out _)!, space);
            _ = Rank(other.Current, texts[0]);
            var seconds = watch.Elapsed.TotalSeconds;
            var restored = texts.Take(Replayed).Select(text => Bytes(other.Current, text)).ToArray();
            var same = Enumerable.Range(0, lists.Length).Count(i => lists[i].AsSpan().SequenceEqual(again[i]) && lists[i].AsSpan().SequenceEqual(restored[i]));
            return
            [
                new Ratio($"{name}: disk", bytes / (double)index.Current.Count, "bytes/talent"),
                new Ratio($"{name}: from disk to the first list", seconds, "s", 30),
                new Ratio($"{name}: of {lists.Length} lists the same bytes, again and after restart", same, "lists", lists.Length, AtMost: false),
            ];
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static byte[] Bytes(IndexSnapshot<Candidate> snapshot, Contracts.TechnologyDemands.OpenDemand text) => JsonSerializer.SerializeToUtf8Bytes(Rank(snapshot, text));
}
