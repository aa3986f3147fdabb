using System.Diagnostics;
using System.Globalization;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Bench.Ranking;

/// <summary>How fast one process ranks: from the text of a need to the explained list, over ever more talents.</summary>
internal static class RankingBench
{
    private static readonly RankingMoment Moment = RankingMoment.Of(new DateOnly(2026, 11, 1));

    internal static CandidateIndex<Candidate> Build(SyntheticMarket market, int count, TextWriter progress)
    {
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed, KnowledgeGraph.Default);
        var watch = Stopwatch.StartNew();
        for (var from = 0; from < count; from += 50_000)
        {
            var numbers = Enumerable.Range(from, Math.Min(50_000, count - from)).ToArray();
            var entries = new IndexEntry<Candidate>[numbers.Length];
            _ = Parallel.For(0, numbers.Length, i => entries[i] = CandidateEntry.From(SyntheticMarket.IdOf(numbers[i]), 1, market.Talent(numbers[i])));
            var made = watch.Elapsed;
            _ = index.Load(entries);
            progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {from + numbers.Length} talents after {watch.Elapsed.TotalSeconds:F1} s (chunk indexed in {(watch.Elapsed - made).TotalSeconds:F1} s)"));
        }

        while (!index.Merging.IsCompleted)
        {
            index.Merging.Wait();
        }

        index.Use(LatentSpace.Train(LatentCorpus.Of(index.Current), LatentSettings.Default));
        progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  merged after {watch.Elapsed.TotalSeconds:F1} s, segments {string.Join(' ', index.Current.Segments.Select(s => s.LiveCount))}"));
        return index;
    }

    internal static void Phases(IndexSnapshot<Candidate> snapshot, SyntheticMarket market)
    {
        var sums = new double[6];
        for (var i = -50; i < 200; i++)
        {
            var demand = market.Demand(i < 0 ? 1_000_000 + i : i);
            var at = Stopwatch.GetTimestamp();
            var part = 0;
            void Lap()
            {
                var now = Stopwatch.GetTimestamp();
                if (i >= 0)
                {
                    sums[part] += Stopwatch.GetElapsedTime(at, now).TotalMilliseconds / 200;
                }

                part++;
                at = Stopwatch.GetTimestamp();
            }

            var query = DemandQuery.From(Guid.Empty, 1, demand);
            Lap();
            var bound = Matchmaking.Ranking.Relevance.BoundQuery.Bind(query, snapshot);
            Lap();
            var top = TopSearch<Candidate, Matchmaking.Ranking.Exclusions.EligibleCandidates>.Run(snapshot, bound.StrongestTerms(300_000), bound.Impacts, new(query, Moment), 400);
            Lap();
            var entries = top.Select(match => snapshot.EntryAt(match.Place)).ToArray();
            Lap();
            var matcher = new Matchmaking.Ranking.Relevance.PortfolioMatcher<Candidate>(snapshot, bound);
            var relevance = top.Select(match => matcher.Match(match.Place)).ToArray();
            Lap();
            GC.KeepAlive(RankedListMaker.Make(query, snapshot, Moment));
            Lap();
            if (i == 0)
            {
                Console.WriteLine($"terms {bound.Terms.Length} search terms {bound.StrongestTerms(300_000).Length} technologies {bound.Technologies.Wanted.Length} top {top.Length}");
            }
        }

        Console.WriteLine($"query {sums[0]:F2} bind {sums[1]:F2} search {sums[2]:F2} open {sums[3]:F2} match {sums[4]:F2} all again {sums[5]:F2} ms");
    }

    internal static double[] Measure(IndexSnapshot<Candidate> snapshot, SyntheticMarket market, int needs)
    {
        var times = new List<double>();
        for (var i = -20; i < needs; i++)
        {
            var demand = market.Demand(i < 0 ? 1_000_000 + i : i);
            var started = Stopwatch.GetTimestamp();
            var list = RankedListMaker.Make(DemandQuery.From(Guid.Empty, 1, demand), snapshot, Moment);
            var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (i >= 0)
            {
                times.Add(elapsed);
            }

            GC.KeepAlive(list);
        }

        return [.. times];
    }
}
