namespace Matchmaking.Contracts.Ranking;

/// <summary>From now on lists are ranked by another model; the open ones are made anew. Owner: Ranking.</summary>
/// <param name="Digest">Names the model; scorecard for none.</param>
/// <param name="How">bootstrap, promoted, automatic or rolled_back.</param>
/// <param name="Who">Who decided it; the service's own name at a first start.</param>
/// <param name="Reason">Why; null if not stated.</param>
/// <param name="PromotedAt">When, UTC.</param>
public sealed record ModelPromoted(string Digest, string How, string Who, string? Reason, DateTimeOffset PromotedAt);
