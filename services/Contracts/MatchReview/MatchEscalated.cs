namespace Matchmaking.Contracts.MatchReview;

/// <summary>A match of the review queue was not decided in time. Told once for a match, however often it is ranked anew. Owner: MatchReview.</summary>
/// <param name="MatchId">Identity of the match.</param>
/// <param name="DemandId">The demand.</param>
/// <param name="TalentId">The expert.</param>
/// <param name="RegionCode">Where the work is, GB/T 2260; null when the demand itself is not known there yet.</param>
/// <param name="ClaimedBy">The account that works on it; null when nobody does.</param>
/// <param name="QueuedAt">When it first entered the queue, UTC.</param>
/// <param name="DueAt">Until when it was to be decided, UTC.</param>
/// <param name="EscalatedAt">When, UTC.</param>
public sealed record MatchEscalated(
    Guid MatchId,
    Guid DemandId,
    Guid TalentId,
    string? RegionCode,
    string? ClaimedBy,
    DateTimeOffset QueuedAt,
    DateTimeOffset DueAt,
    DateTimeOffset EscalatedAt);
