using System.Text.Json;
using Matchmaking.Ranking.Evaluation;

namespace Matchmaking.Evaluate;

/// <summary>The same figures for machines.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal static void Write(
        string path, EvaluateOptions options, IReadOnlyList<RankerResult> results, RankerResult baseline, Market market, IReadOnlyList<AblationRow>? ablation)
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
            Ablation = ablation,
        };
        OutputFile.Write(path, writer => writer.Write(JsonSerializer.Serialize(report, Indented)));
    }
}
