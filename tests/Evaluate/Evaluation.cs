using System.Diagnostics;
using System.Globalization;
using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Evaluate;

/// <summary>Ranks every judged demand with every ranker and measures the lists.</summary>
internal sealed class Evaluation
{
    private static readonly TimeSpan SpeedTime = TimeSpan.FromSeconds(1);

    private readonly EvaluateOptions options;
    private readonly TextWriter progress;
    private readonly Market market;
    private readonly ModelFile? model;
    private readonly (Demand Demand, Dictionary<string, double> Grades)[] demands;

    private Evaluation(EvaluateOptions options, TextWriter progress)
    {
        this.options = options;
        this.progress = progress;
        model = options.ModelFile is { } file ? ModelFile.Read(file) : null;
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
            .Select(demand => (options.KeepExcluded ? queries[demand.Key] with { ExcludedDocument = null } : queries[demand.Key], demand.Value))];
        if (demands.Length == 0)
        {
            throw new EvaluateException($"{options.Qrels}: no demand has a relevant talent among the candidates of {options.Talents}");
        }

        market = new Market(talents);
        progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{talents.Count} talents with {market.Snapshot.DocumentCount} documents, {queries.Count} demands, {demands.Length} judged"));
        progress.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"index {market.Snapshot.Digest} built in {market.IndexTime.TotalMilliseconds:F0} ms ({market.DocumentsPerSecond:F0} documents/s), latent space in {market.LatentTime.TotalMilliseconds:F0} ms"));
        if (demands.Count(demand => demand.Demand.ExcludedDocument is not null) is var excluding and > 0)
        {
            progress.WriteLine($"{excluding} demands name the document they were made from: it is taken out of the portfolios for them (--keep-excluded leaves it in)");
        }
    }

    internal static void Run(EvaluateOptions options, TextWriter output, TextWriter progress)
    {
        // Asked for first: without an engine nothing is ranked in vain.
        var engine = options.SavedModelFile is null ? null : CrossValidation.Engine(options);
        var evaluation = new Evaluation(options, progress);
        var results = options.Rankers.Distinct().Select(evaluation.Measure).ToList();
        var baseline = results.Find(result => result.Ranker == options.Baseline) ?? evaluation.Measure(options.Baseline);
        Report.Write(output, results, baseline, options.Seed);
        var note = evaluation.model?.Note(evaluation.market, evaluation.demands);
        note?.Write(output);
        if (options.Reverse)
        {
            var reachable = evaluation.Reachable();
            var reversed = results.ConvertAll(result => Reversal.Measure(result, reachable));
            output.WriteLine();
            output.WriteLine("needs for an expert, by the same scores");
            Report.Write(output, reversed, reversed.Find(result => result.Ranker == baseline.Ranker) ?? Reversal.Measure(baseline, reachable), options.Seed);
        }

        if (options.BlindReport)
        {
            BlindReport.Write(output, evaluation.market, results, evaluation.demands.Select(demand => demand.Demand).ToArray(), evaluation.demands, options);
        }

        if (options.AttackReport)
        {
            AttackReport.Write(output, evaluation.market, results.Find(result => result.Ranker == RankerCatalogue.Scorecard) ?? evaluation.Measure(RankerCatalogue.Scorecard), evaluation.demands);
        }

        var calibration = options.Calibration ? CalibrationReport.Measure(results, evaluation.demands, options) : null;
        if (calibration is not null)
        {
            CalibrationReport.Write(output, calibration);
        }

        var ablation = options.Ablation ? Ablation.Measure(results.Find(result => result.Ranker == RankerCatalogue.Scorecard) ?? evaluation.Measure(RankerCatalogue.Scorecard), evaluation.Rank, options.Seed) : null;
        if (ablation is not null)
        {
            Ablation.Write(output, ablation);
        }

        if (options.FeatureFile is { } rows)
        {
            FeatureFile.Write(rows, evaluation.market, evaluation.demands, options.Depth);
        }

        var saved = options.SavedModelFile is { } file ? ModelFile.Save(file, evaluation.market, evaluation.demands, engine!) : null;
        saved?.Write(output);

        if (options.JsonFile is { } path)
        {
            ReportJson.Write(path, options, results, baseline, evaluation.market, new FurtherFigures(ablation, calibration, note, saved));
        }
    }

    private RankerResult Measure(string name)
    {
        IRanker ranker = name switch
        {
            RankerCatalogue.Learned => CrossValidation.Train(market, demands, options, progress),
            RankerCatalogue.FromFile => model!,
            _ => RankerCatalogue.Create(name, options.Seed),
        };
        var result = Rank(ranker);
        if (options.RunFile is { } path && options.Rankers.Contains(name))
        {
            RunFile.Write(path, name, [.. demands.Select((demand, i) => (demand.Demand.Id, result.Lists[i].Take(options.Depth)))]);
        }

        return result with { ListsPerSecond = ListsPerSecond(ranker) };
    }

    private RankerResult Rank(IRanker ranker)
    {
        var watch = Stopwatch.StartNew();
        var rows = new DemandMetrics[demands.Length];
        var lists = new IReadOnlyList<RankedTalent>[demands.Length];
        // Two at a time: the figures are for small machines, and lists do not depend on it.
        _ = Parallel.For(0, demands.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var (demand, grades) = demands[i];
            var snapshot = market.For(demand);
            var started = Stopwatch.GetTimestamp();
            var ranked = ranker.Rank(demand.Query, snapshot, market.Moment, options.Reverse ? Math.Max(options.Depth, snapshot.Count) : options.Depth);
            var milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            lists[i] = [.. ranked.Select(match => new RankedTalent(market.NameOf(match.Entry.Id), match.Score))];
            rows[i] = DemandMetrics.Of([.. lists[i].Take(options.Depth).Select(match => grades.GetValueOrDefault(match.Talent))], Judged(demand, grades), milliseconds);
        });
        progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ranker.Name}: {demands.Length} demands in {watch.Elapsed.TotalSeconds:F1} s"));
        return new RankerResult(ranker.Name, ranker.Digest, rows, lists) { By = ranker };
    }

    // Again and one after another, when all code is warm, for a second: what one thread makes.
    private double ListsPerSecond(IRanker ranker)
    {
        var whole = Stopwatch.StartNew();
        var ranking = TimeSpan.Zero;
        var lists = 0;
        for (; lists == 0 || (lists < demands.Length && ranking < SpeedTime && whole.Elapsed < 2 * SpeedTime); lists++)
        {
            var snapshot = market.For(demands[lists].Demand);
            var started = Stopwatch.GetTimestamp();
            _ = ranker.Rank(demands[lists].Demand.Query, snapshot, market.Moment, options.Depth);
            ranking += Stopwatch.GetElapsedTime(started);
        }

        return lists / ranking.TotalSeconds;
    }

    private List<double> Judged(Demand demand, Dictionary<string, double> grades) =>
        [.. grades.Where(grade => MayBeListed(demand, grade.Key)).Select(grade => grade.Value)];

    private (Demand Demand, Dictionary<string, double> Grades)[] Reachable() =>
        Array.ConvertAll(demands, demand => (demand.Demand, demand.Grades.Where(grade => MayBeListed(demand.Demand, grade.Key)).ToDictionary()));

    // Judged talents that are no candidates, or never ranked (no consent, no capacity, conflict), cannot be found by anybody and do not count as missed.
    private bool MayBeListed(Demand demand, string talent) =>
        Exclusion.Reasons(demand.Query, market.Snapshot.Find(FileIds.ToGuid(talent)), market.Moment).Count == 0;
}

/// <summary>A talent of a list.</summary>
internal readonly record struct RankedTalent(string Talent, double Score);
