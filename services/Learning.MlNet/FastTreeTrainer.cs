using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace Matchmaking.Learning.MlNet;

/// <summary>
/// LambdaMART by ML.NET: FastTree ranking (Microsoft.ML.FastTree; Burges, From RankNet to LambdaRank to LambdaMART, 2010). It knows no monotone
/// columns: models are held to those by XGBoost alone.
/// </summary>
/// <remarks>
/// Its learning rate is the steepness of the cost, not what each tree counts: scores of a smaller one are greater. Whoever compares scores of two
/// models scales them first.
/// </remarks>
public sealed class FastTreeTrainer : IRankerTrainer
{
    // Gains are kept in statics of the engine: two trainings at once would read each other's.
    private static readonly Lock OneAtATime = new();

    // 2^grade - 1, as NDCG is measured here; the engine's own default is 0, 3, 7, 15, 31.
    private static readonly double[] Gains = [.. Enumerable.Range(0, TrainingRows.HighestGrade + 1).Select(grade => Math.Pow(2, grade) - 1)];

    /// <inheritdoc/>
    public string Name => "mlnet";

    /// <inheritdoc/>
    public string Version => $"mlnet/{EngineVersion()} fasttree-lambdamart";

    /// <inheritdoc/>
    public ITrainedRanker Train(TrainingRows rows, TrainingSettings settings, CancellationToken cancellation = default)
    {
        settings.Check();
        Judgements.Check(rows);
        var unknown = UnknownValues.Below(rows);
        var context = new MLContext(settings.Seed);
        var trainer = context.Ranking.Trainers.FastTree(new FastTreeRankingTrainer.Options
        {
            LabelColumnName = nameof(RankedRow.Grade),
            FeatureColumnName = nameof(RankedRow.Values),
            RowGroupColumnName = nameof(RankedRow.Query),
            ExampleWeightColumnName = nameof(RankedRow.Weight),
            CustomGains = Gains,
            NumberOfTrees = settings.Trees,
            NumberOfLeaves = settings.Leaves,
            LearningRate = settings.LearningRate,
            MinimumExampleCountPerLeaf = settings.LeastRowsInLeaf,
            FeatureFractionPerSplit = settings.ColumnShare,
            Seed = settings.Seed,
            FeatureSelectionSeed = settings.Seed,
            NumberOfThreads = 1,
        });
        lock (OneAtATime)
        {
            cancellation.ThrowIfCancellationRequested();
            var model = Fit(context, trainer, RankedRow.Of(context, Judgements.Telling(rows), unknown));
            return new FastTreeRanker(context, model, FastTreeModel.Read(model.Model.TrainedTreeEnsemble, rows.Columns, Version).CountedOn(rows), unknown);
        }
    }

    private static Microsoft.ML.Data.RankingPredictionTransformer<FastTreeRankingModelParameters> Fit(MLContext context, FastTreeRankingTrainer trainer, IDataView rows)
    {
        try
        {
            return trainer.Fit(rows);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            throw new TrainingException($"ML.NET says: {error.Message}", error);
        }
    }

    private static string EngineVersion() =>
        typeof(FastTreeRankingTrainer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
