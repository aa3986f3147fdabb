using System.Text.Json;
using Matchmaking.Ranking.Evaluation;

namespace Matchmaking.Evaluate;

/// <summary>The figures of reports that were asked for; null for the others.</summary>
/// <param name="Ablation">Of --ablation.</param>
/// <param name="Calibration">Of --calibration.</param>
/// <param name="Model">Of --model.</param>
/// <param name="SavedModel">Of --save-model.</param>
internal sealed record FurtherFigures(
    IReadOnlyList<AblationRow>? Ablation, IReadOnlyList<CalibrationRow>? Calibration, ModelNote? Model, SavedModel? SavedModel);

/// <summary>The same figures for machines.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal static void Write(
        string path, EvaluateOptions options, IReadOnlyList<RankerResult> results, RankerResult baseline, Market market, FurtherFigures further)
    {
        var report = new
        {
            options.Talents,
            options.Demands,
            options.Qrels,
            options.Seed,
            options.Depth,
            Candidates = market.Snapshot.Count,
            Documents = market.Snapshot.DocumentCount,
            Index = market.Snapshot.Digest,
            IndexDocumentsPerSecond = market.DocumentsPerSecond,
            LatentMilliseconds = market.LatentTime.TotalMilliseconds,
            Baseline = baseline.Ranker,
            Rankers = results.Select(result => new
            {
                result.Ranker,
                result.Digest,
                Demands = result.Demands.Count,
                MedianMilliseconds = result.Milliseconds(0.5),
                P99Milliseconds = result.Milliseconds(0.99),
                result.ListsPerSecond,
                Metrics = DemandMetrics.Columns.ToDictionary(column => column.Name, column => result.Values(column.Value).Average()),
                DifferenceToBaseline = DemandMetrics.Columns.ToDictionary(
                    column => column.Name,
                    column => PairedBootstrap.Compare(result.Values(column.Value), baseline.Values(column.Value), options.Seed)),
            }),
            further.Ablation,
            further.Calibration,
            further.Model,
            further.SavedModel,
        };
        OutputFile.Write(path, writer => writer.Write(JsonSerializer.Serialize(report, Indented)));
    }
}
