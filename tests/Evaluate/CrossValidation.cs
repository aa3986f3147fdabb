using System.Globalization;
using Matchmaking.Learning;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Randomness;
using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.Training;

namespace Matchmaking.Evaluate;

/// <summary>
/// The learned ranker over a file: demands are dealt into folds, and each fold is ranked by a model that was trained on the others. No list is made by
/// a model that has seen a judgement of it.
/// </summary>
internal sealed class CrossValidation : IRanker
{
    private readonly Dictionary<Guid, LearnedRanker> rankers;

    private CrossValidation(Dictionary<Guid, LearnedRanker> rankers) => this.rankers = rankers;

    public string Name => "learned";

    public string Digest => string.Join('|', rankers.Values.Select(ranker => ranker.Digest).Distinct().Order(StringComparer.Ordinal));

    public IReadOnlyList<RankedCandidate> Rank(RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth) =>
        rankers[query.DemandId].Rank(query, snapshot, moment, depth);

    internal static CrossValidation Train(Market market, IReadOnlyList<(Demand Demand, Dictionary<string, double> Grades)> judged, EvaluateOptions options, TextWriter progress)
    {
        var engine = Engine(options);
        var pairs = Pairs(market, judged);
        var folds = Folds(judged, options);
        var models = new RankingModel[options.Folds];
        for (var fold = 0; fold < models.Length; fold++)
        {
            var left = fold;
            models[fold] = Train(pairs.Where(demand => folds[pairs.Groups[demand]] != left), engine).Model;
        }

        progress.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"learned: {models.Length} models by {engine.Version} of {pairs.Rows.Count} pairs; the trees count {string.Join(", ", models.Select(model => (1 - model.ScorecardShare).ToString("0.#", CultureInfo.InvariantCulture)))}"));
        var byFold = Array.ConvertAll(models, model => new LearnedRanker(model));
        return new CrossValidation(judged.Select((demand, i) => (demand.Demand.Query.DemandId, byFold[folds[i]])).ToDictionary());
    }

    internal static TrainedModel Train(GradedPairs pairs, IRankerTrainer engine)
    {
        try
        {
            return ModelTrainer.Train(pairs, engine, ModelKinds.Bootstrap);
        }
        catch (TrainingException error)
        {
            throw new EvaluateException(error.Message);
        }
    }

    /// <summary>The candidates of each demand as they are ranked, with their grades; who was not judged counts as not relevant.</summary>
    /// <param name="market">The candidates.</param>
    /// <param name="judged">The demands.</param>
    /// <param name="groups">What keeps demands together; null for each one alone, by its place.</param>
    internal static GradedPairs Pairs(Market market, IReadOnlyList<(Demand Demand, Dictionary<string, double> Grades)> judged, int[]? groups = null)
    {
        var pairs = new GradedPairs();
        for (var i = 0; i < judged.Count; i++)
        {
            var (demand, grades) = judged[i];
            pairs.AddDemand(
                groups?[i] ?? i, demand.Query, market.For(demand), market.Moment,
                talent => (int)Math.Round(grades.GetValueOrDefault(market.NameOf(talent)), MidpointRounding.AwayFromZero));
        }

        return pairs;
    }

    internal static IRankerTrainer Engine(EvaluateOptions options)
    {
        try
        {
            return RankerEngines.Choose(options.Engine);
        }
        catch (TrainingException error)
        {
            throw new EvaluateException(error.Message);
        }
    }

    // In an order that seed and ids alone decide, dealt one by one: folds are of equal size.
    private static int[] Folds(IReadOnlyList<(Demand Demand, Dictionary<string, double> Grades)> judged, EvaluateOptions options)
    {
        if (judged.Count < options.Folds)
        {
            throw new EvaluateException($"{judged.Count} judged demands cannot be dealt into {options.Folds} folds");
        }

        var folds = new int[judged.Count];
        var order = Enumerable.Range(0, folds.Length).OrderBy(i => Draw(judged[i].Demand.Query.DemandId, options.Seed)).ToArray();
        for (var place = 0; place < order.Length; place++)
        {
            folds[order[place]] = place % options.Folds;
        }

        return folds;
    }

    private static ulong Draw(Guid demand, int seed)
    {
        var state = (ulong)seed;
        foreach (var value in demand.ToByteArray())
        {
            state = SplitMix.Mix((state ^ value) + SplitMix.Step);
        }

        return state;
    }
}
