using Matchmaking.Learning;
using Matchmaking.Ranking.Decisions;
using Matchmaking.Ranking.Models;

namespace Matchmaking.Ranking.Training;

/// <summary>Trains a challenger on decisions and has it compared with what ranks now.</summary>
/// <param name="engine">What grows the trees.</param>
/// <param name="seeds">Gives the seeds' judgements, which are learned from too while few demands are decided. Null for none.</param>
internal sealed class DecisionTrainer(IRankerTrainer engine, Func<GradedPairs>? seeds = null)
{
    // As many as the seeds have judged: from there on a city's own reviewers know better what it needs.
    private const int Enough = 120;

    /// <summary>Decided demands that training needs, beside those that the gate needs.</summary>
    internal const int LeastDemands = 20;

    /// <summary>Trains and compares.</summary>
    /// <param name="decided">Oldest first.</param>
    /// <param name="champion">What ranks now.</param>
    /// <param name="championUntil">When the last demand was decided that it was trained on; null for none.</param>
    /// <param name="report">Told of every step.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <exception cref="TrainingException">There are too few decisions yet, or they tell nothing apart; the message says what is missing.</exception>
    internal Challenger Run(IReadOnlyList<DecidedDemand> decided, PairScorer champion, DateTimeOffset? championUntil = null, Action<string>? report = null, CancellationToken cancellation = default)
    {
        var split = DecisionSplit.Of(decided, championUntil);
        var enterprises = split.Later.Select(demand => demand.Enterprise).Distinct().Count();
        if (split.Training.Count < LeastDemands || split.Later.Count < ModelGate.LeastDemands || enterprises < ModelGate.LeastEnterprises)
        {
            throw new TrainingException(
                $"{decided.Count} demands were decided. Two matches differ in relevance in {split.Training.Count} earlier ones and in {split.Later.Count} later ones of {enterprises} other enterprises; "
                + $"{LeastDemands}, {ModelGate.LeastDemands} and {ModelGate.LeastEnterprises} are needed.");
        }

        report?.Invoke($"training on {split.Training.Count} demands");
        var pairs = Graded(split.Training, Examination.Of(decided));
        if (seeds is not null && pairs.Demands < Enough)
        {
            pairs.AddAll(seeds());
        }

        var trained = ModelTrainer.Train(pairs, engine, ModelKinds.Decisions, cancellation) with { TrainedUntil = split.Training[^1].DecidedAt };
        report?.Invoke($"comparing on {split.Later.Count} later demands");
        var later = Graded(split.Later, null);
        var challenger = new ModelScorer(trained.Model);
        return new Challenger(
            trained,
            ModelGate.Compare(
                later,
                row => champion.Points(later.Points[row], later.Rows.Row(row)),
                row => PairScorer.Combined(challenger, later.Points[row], later.Rows.Row(row))));
    }

    // Only what was decided for or against relevance; what low ranks say counts more, since they are looked at less often.
    private static GradedPairs Graded(IReadOnlyList<DecidedDemand> demands, Examination? examination)
    {
        var pairs = new GradedPairs();
        var enterprises = demands.Select(demand => demand.Enterprise).Distinct().Order(StringComparer.Ordinal).Select((enterprise, i) => (enterprise, i)).ToDictionary();
        var weights = demands.SelectMany(demand => demand.Graded).Average(pair => examination?.WeightAt(pair.Rank) ?? 1);
        foreach (var demand in demands)
        {
            pairs.BeginDemand(enterprises[demand.Enterprise]);
            foreach (var pair in demand.Graded)
            {
                pairs.Add(pair.Features, pair.Scorecard, pair.Verdict!.Grade!.Value, (float)((examination?.WeightAt(pair.Rank) ?? 1) / weights));
            }
        }

        return pairs;
    }
}

/// <summary>A model that was trained on decisions.</summary>
/// <param name="Trained">The model.</param>
/// <param name="Verdict">How it did against what ranks now.</param>
internal sealed record Challenger(TrainedModel Trained, GateVerdict Verdict);
