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
/// <param name="Comparison">How it did against what ranked when it was trained; null for the first model, which nobody's decisions could prove.</param>
public sealed record ModelTrained(
    string Digest, string Kind, string Engine, int Demands, int Pairs, double NdcgAt10, double ScorecardNdcgAt10, DateTimeOffset TrainedAt, ModelComparison? Comparison = null);

/// <summary>A challenger beside the champion, on later demands of enterprises that the challenger was not trained on.</summary>
/// <param name="Champion">Digest of what ranked; scorecard for no model.</param>
/// <param name="Demands">Demands compared on.</param>
/// <param name="ChampionNdcgAt10">Mean NDCG@10 of the champion on what was decided, 0 to 1.</param>
/// <param name="ChallengerNdcgAt10">The same of the challenger.</param>
/// <param name="GainLow">Lower end of the 95 % interval of the gain, by paired bootstrap.</param>
/// <param name="GainHigh">Its upper end.</param>
/// <param name="IsOffered">Whether the gain is above zero, so that the challenger may be promoted.</param>
public sealed record ModelComparison(
    string Champion, int Demands, double ChampionNdcgAt10, double ChallengerNdcgAt10, double GainLow, double GainHigh, bool IsOffered);
