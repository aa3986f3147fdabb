namespace Matchmaking.Contracts.MatchReview;

/// <summary>
/// The newest ranked list of an open demand stands in the review queue, where it can be read by now. Told once for every list that changed the
/// queue, not again. Owner: MatchReview.
/// </summary>
/// <param name="DemandId">The demand.</param>
/// <param name="EnterpriseCode">Credit code of the enterprise behind it; null when the demand itself is not known there yet.</param>
/// <param name="RankingId">Identity of the list.</param>
/// <param name="RankingDigest">What produced the list.</param>
/// <param name="Matches">How many experts of the list were queued, 0 to 20; those decided before are counted.</param>
/// <param name="Abstention">Why nobody on the list is a clear match, as a code; null when the first is one.</param>
/// <param name="QueuedAt">When, UTC.</param>
public sealed record ListQueued(
    Guid DemandId,
    string? EnterpriseCode,
    Guid RankingId,
    string RankingDigest,
    int Matches,
    string? Abstention,
    DateTimeOffset QueuedAt);
