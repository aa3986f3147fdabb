using System.Diagnostics;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Evaluate;

/// <summary>Ranks every judged demand with every ranker and measures the lists.</summary>
internal sealed class Evaluation
{
    private readonly EvaluateOptions options;
    private readonly TextWriter progress;
    private readonly Dictionary<Guid, string> talentNames;
    private readonly IndexSnapshot<Candidate> snapshot;
    private readonly RankingMoment moment;
    private readonly (string Id, RankingQuery Query, Dictionary<string, double> Grades)[] demands;

    private Evaluation(EvaluateOptions options, TextWriter progress)
    {
        this.options = options;
        this.progress = progress;
        var watch = Stopwatch.StartNew();
        var talents = TalentFile.Read(options.Talents);
        var queries = DemandFile.Read(options.Demands);
        var judgements = QrelsFile.Read(options.Qrels);
        var unknown = judgements.Keys.FirstOrDefault(id => !queries.ContainsKey(id));
        if (unknown is not null)
        {
            throw new EvaluateException($"{options.Qrels}: demand {unknown} is not in {options.Demands}");
        }

        // A demand none of whose relevant talents is a candidate can tell no ranker apart.
        demands = [.. judgements.Where(demand => demand.Value.Any(grade => grade.Value > 0 && talents.ContainsKey(grade.Key)))
            .OrderBy(demand => demand.Key, StringComparer.Ordinal)
            .Select(demand => (demand.Key, queries[demand.Key], demand.Value))];
        if (demands.Length == 0)
        {
            throw new EvaluateException($"{options.Qrels}: no demand has a relevant talent among the candidates of {options.Talents}");
        }

        talentNames = talents.ToDictionary(talent => talent.Value.Id, talent => talent.Key);
        var index = new CandidateIndex<Candidate>();
        _ = index.Load(talents.Values);
        snapshot = index.Current;

        // Counted from the youngest document, not from today: the same files give the same figures next year.
        var dates = talents.Values.SelectMany(talent => talent.Item.Documents).Max(document => document.Date);
        moment = RankingMoment.Of(dates ?? new DateOnly(2026, 1, 1));
        progress.WriteLine($"{talents.Count} talents, {queries.Count} demands, {demands.Length} judged; index {snapshot.Digest} built in {watch.ElapsedMilliseconds} ms");
    }

    internal static void Run(EvaluateOptions options, TextWriter output, TextWriter progress)
    {
        var evaluation = new Evaluation(options, progress);
        var names = options.Rankers.Distinct().ToArray();
        var results = names.Select(name => evaluation.Measure(RankerCatalogue.Create(name, options.Seed))).ToList();
        var baseline = results.Find(result => result.Ranker == options.Baseline) ?? evaluation.Measure(RankerCatalogue.Create(options.Baseline, options.Seed));
        Report.Write(output, results, baseline, options.Seed);
        if (options.JsonFile is { } path)
        {
            ReportJson.Write(path, options, results, baseline, evaluation.snapshot);
        }
    }

    private RankerResult Measure(IRanker ranker)
    {
        var watch = Stopwatch.StartNew();
        var rows = new DemandMetrics[demands.Length];
        var lists = new IReadOnlyList<RankedCandidate>[demands.Length];
        // Two at a time: the figures are for small machines, and lists do not depend on it.
        _ = Parallel.For(0, demands.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var started = Stopwatch.GetTimestamp();
            var ranked = ranker.Rank(demands[i].Query, snapshot, moment, options.Depth);
            rows[i] = DemandMetrics.Of(
                [.. ranked.Select(match => demands[i].Grades.GetValueOrDefault(talentNames[match.Entry.Id]))],
                Judged(demands[i].Query, demands[i].Grades),
                Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            lists[i] = ranked;
        });
        progress.WriteLine($"{ranker.Name}: {demands.Length} demands in {watch.Elapsed.TotalSeconds:F1} s");
        if (options.RunFile is { } path && options.Rankers.Contains(ranker.Name))
        {
            RunFile.Write(path, ranker.Name, [.. demands.Select((demand, i) => (demand.Id, lists[i]))], talentNames);
        }

        return new RankerResult(ranker.Name, ranker.Digest, rows);
    }

    // Judged talents that are no candidates, or never ranked (no consent, no capacity, conflict), cannot be found by anybody and do not count as missed.
    private List<double> Judged(RankingQuery query, Dictionary<string, double> grades)
    {
        var judged = new List<double>(grades.Count);
        foreach (var (talent, grade) in grades)
        {
            if (Exclusion.Reasons(query, snapshot.Find(FileIds.ToGuid(talent)), moment).Count == 0)
            {
                judged.Add(grade);
            }
        }

        return judged;
    }
}
