namespace Matchmaking.Contracts.Ranking;

/// <summary>A ranking model was trained and stored; nothing is ranked by it before it is promoted. Owner: Ranking.</summary>
/// <param name="Digest">Names the model.</param>
/// <param name="Kind">bootstrap (from the seeds' judgements) or decisions.</param>
/// <param name="Engine">What grew the trees, with version and objective.</param>
/// <param name="Demands">Judged demands it was trained on.</param>
/// <param name="Pairs">Judged pairs among their candidates.</param>
/// <param name="NdcgAt10">Mean NDCG@10 on demands that the trees had not seen, 0 to 1.</param>
/// <param name="ScorecardNdcgAt10">The same of the scorecard alone, on the same demands.</param>
/// <param name="TrainedAt">When, UTC.</param>
public sealed record ModelTrained(
    string Digest, string Kind, string Engine, int Demands, int Pairs, double NdcgAt10, double ScorecardNdcgAt10, DateTimeOffset TrainedAt);
