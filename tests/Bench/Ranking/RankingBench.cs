using System.Diagnostics;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Bench.Ranking;

/// <summary>
/// How fast one process ranks: from the text of a need to the explained list of twenty, over ever more talents, with technologies and latent
/// space as in the service; beside PostgreSQL's full text over the same tokens.
/// </summary>
internal sealed class RankingBench(SyntheticMarket market, string seed, int needs, TextWriter progress)
{
    internal static readonly RankingMoment Moment = RankingMoment.Of(new DateOnly(2026, 11, 1));

    // The runtime compiles hot code again and again during its first seconds.
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(5);

    private const int Replayed = 100;
    private const int DeepSearch = 2_000;

    private static readonly Dictionary<int, double> Limits = new() { [10_000] = 3, [100_000] = 8, [1_000_000] = 30 };

    private readonly Dictionary<int, double> medians = [];

    internal IReadOnlyList<Ratio> Run(IReadOnlyList<int> sizes, string? postgres)
    {
        var figures = new List<Ratio>();
        foreach (var size in sizes)
        {
            progress.WriteLine($"{SyntheticMarket.Show(size)} talents");
            using var restart = new RestartBench(market);
            figures.AddRange(Measure(size, restart));
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            figures.AddRange(restart.Start(SyntheticMarket.Show(size), seed));
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

    private List<Ratio> Measure(int size, RestartBench restart)
    {
        var name = SyntheticMarket.Show(size);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (index, seconds) = SyntheticIndex.Build(market, size, progress);
        var figures = new List<Ratio> { new($"{name}: index build, from profile to searchable", size / seconds, "talents/s") };
        var texts = Enumerable.Range(0, needs).Select(market.Demand).ToArray();
        var times = Time(index.Current, texts);
        medians[size] = Ratio.At(times, 0.5);
        figures.Add(new Ratio($"{name}: need to explained top 20, one thread, p50", medians[size], "ms", Limits.TryGetValue(size, out var limit) ? limit : null));
        figures.Add(new Ratio($"{name}: the same, p99", Ratio.At(times, 0.99), "ms"));
        figures.Add(new Ratio($"{name}: two threads over one", TwoThreads.OverOne(i => Rank(index.Current, texts[i % texts.Length])), "x", 1.8, AtMost: false));
        figures.Add(new Ratio($"{name}: the same for arithmetic that shares nothing", TwoThreads.OverOne(TwoThreads.Arithmetic), "x"));
        figures.Add(new Ratio($"{name}: memory", (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)size, "bytes/talent"));
        figures.Add(new Ratio($"{name}: scoring everything over pruned search", Exhaustive(index.Current, texts), "x"));
        figures.Add(new Ratio($"{name}: of the best 20 of {DeepSearch} found by all terms, listed", Kept(index.Current, texts), "share"));
        figures.AddRange(restart.Store(name, index.Current));
        figures.AddRange(Freshness.Measure(name, index, market));
        return figures;
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

    // What is lost by searching with the strongest terms and by scoring no more than the best of them in full.
    private static double Kept(IndexSnapshot<Candidate> snapshot, Contracts.TechnologyDemands.OpenDemand[] texts) => texts.Take(Replayed).Average(text =>
    {
        var query = DemandQuery.From(Guid.Empty, 1, text);
        Guid[] Best(int postings, int generated) =>
            [.. ScorecardRanker.Pair(new(query, snapshot, Moment), query, snapshot, Moment, generated, PairScorer.Fixed, postings).Take(RankedListMaker.DefaultTop).Select(pair => pair.Entry.Id)];

        var best = Best(int.MaxValue, DeepSearch);
        return Best(ScorecardRanker.SearchPostings, ScorecardRanker.LeastGenerated).Count(best.Contains) / (double)best.Length;
    });
}
