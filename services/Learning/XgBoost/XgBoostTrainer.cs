using System.Globalization;

namespace Matchmaking.Learning.XgBoost;

/// <summary>
/// LambdaMART by XGBoost (Chen and Guestrin, XGBoost: a scalable tree boosting system, 2016), objective rank:ndcg, through the C API of the
/// library that Debian packages as libxgboost0. Columns that are monotone are held to it.
/// </summary>
public sealed class XgBoostTrainer : IRankerTrainer
{
    private static readonly Lazy<string?> Found = new(FindVersion);

    /// <summary>Whether the library is on this machine.</summary>
    public static bool IsPresent => Found.Value is not null;

    /// <inheritdoc/>
    public string Name => "xgboost";

    /// <inheritdoc/>
    public string Version => $"xgboost/{Found.Value ?? throw Missing()} rank:ndcg";

    /// <inheritdoc/>
    public ITrainedRanker Train(TrainingRows rows, TrainingSettings settings, CancellationToken cancellation = default)
    {
        settings.Check();
        Judgements.Check(rows);
        if (!IsPresent)
        {
            throw Missing();
        }

        var copies = WeighedCopies.Of(rows);
        using var matrix = XgBoostMatrix.Of(copies);
        matrix.Grade(copies);
        var booster = XgBooster.Over(matrix);
        try
        {
            foreach (var (name, value) in Parameters(rows, settings))
            {
                booster.Set(name, value);
            }

            for (var round = 0; round < settings.Trees; round++)
            {
                cancellation.ThrowIfCancellationRequested();
                booster.Update(round, matrix);
            }

            var ensemble = XgBoostModel.Read(booster.Save(), rows.Columns, Version).CountedOn(rows);
            return new XgBoostRanker(booster, ensemble);
        }
        catch
        {
            booster.Dispose();
            throw;
        }
    }

    // Unknown names are taken silently by the library: these were checked against its documentation and by what they change in a model.
    private static IEnumerable<(string Name, string Value)> Parameters(TrainingRows rows, TrainingSettings settings) =>
    [
        ("objective", "rank:ndcg"),
        ("eta", settings.LearningRate.ToString(CultureInfo.InvariantCulture)),
        // Leaf by leaf, the greatest gain first, as the other engine grows trees.
        ("tree_method", "hist"),
        ("grow_policy", "lossguide"),
        ("max_depth", "0"),
        ("max_leaves", settings.Leaves.ToString(CultureInfo.InvariantCulture)),
        ("min_child_weight", LeastWeight(rows, settings).ToString(CultureInfo.InvariantCulture)),
        ("monotone_constraints", $"({string.Join(',', rows.Columns.Select(column => column.IsMonotone ? 1 : 0))})"),
        ("colsample_bynode", settings.ColumnShare.ToString(CultureInfo.InvariantCulture)),
        ("seed", settings.Seed.ToString(CultureInfo.InvariantCulture)),
        // Models of one thread and of two differ in their last bits.
        ("nthread", "1"),
    ];

    // The library bounds leaves by second derivatives, not by rows. Those of a query add up to a fifth at first, whatever its length: measured
    // with 40 and with 100 rows a query; later trees have less and so greater leaves.
    private static double LeastWeight(TrainingRows rows, TrainingSettings settings) =>
        0.2 * settings.LeastRowsInLeaf * rows.QuerySizes.Count(size => size > 0) / rows.Count;

    private static string? FindVersion()
    {
        try
        {
            XgBoostLibrary.Version(out var major, out var minor, out var patch);
            _ = XgBoostLibrary.SetGlobalConfig("""{"verbosity":0}""");
            return string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}.{patch}");
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static TrainingException Missing() => new("The library libxgboost.so.0 is not on this machine; Debian has it as libxgboost0.");
}
