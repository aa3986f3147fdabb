using Matchmaking.Ranking.Evaluation;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Evaluate;

/// <summary>The metrics of one ranker on one demand.</summary>
internal sealed record DemandMetrics(double Ndcg5, double Ndcg10, double Mrr, double P5, double Recall100, double Ap, double Milliseconds)
{
    internal static readonly (string Name, Func<DemandMetrics, double> Value)[] Columns =
    [
        ("NDCG@5", metrics => metrics.Ndcg5),
        ("NDCG@10", metrics => metrics.Ndcg10),
        ("MRR", metrics => metrics.Mrr),
        ("P@5", metrics => metrics.P5),
        ("Recall@100", metrics => metrics.Recall100),
        ("AP", metrics => metrics.Ap),
    ];

    internal static DemandMetrics Of(IReadOnlyList<double> ranked, IReadOnlyList<double> judged, double milliseconds) => new(
        RankingMetrics.Ndcg(ranked, judged, 5),
        RankingMetrics.Ndcg(ranked, judged, 10),
        RankingMetrics.ReciprocalRank(ranked),
        RankingMetrics.PrecisionAt(ranked, 5),
        RankingMetrics.RecallAt(ranked, judged, 100),
        RankingMetrics.AveragePrecision(ranked, judged),
        milliseconds);
}

/// <summary>One ranker over all demands, in the order of the demands.</summary>
internal sealed record RankerResult(string Ranker, string Digest, IReadOnlyList<DemandMetrics> Demands, IReadOnlyList<IReadOnlyList<RankedTalent>> Lists)
{
    /// <summary>What ranked, to be asked again; null where lists were put together from those of others.</summary>
    internal IRanker? By { get; init; }

    /// <summary>With one thread and nothing beside it; null where it was not measured.</summary>
    internal double? ListsPerSecond { get; init; }

    internal double[] Values(Func<DemandMetrics, double> column) => [.. Demands.Select(column)];

    internal double Milliseconds(double share) => Demands.Select(demand => demand.Milliseconds).Order().ElementAt((int)(share * (Demands.Count - 1)));
}
