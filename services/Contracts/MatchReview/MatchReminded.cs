namespace Matchmaking.Contracts.MatchReview;

/// <summary>The time has come that a held match was to be looked at again. Told once for a decision. Owner: MatchReview.</summary>
/// <param name="MatchId">Identity of the match.</param>
/// <param name="DemandId">The demand.</param>
/// <param name="TalentId">The expert.</param>
/// <param name="RegionCode">Where the work is, GB/T 2260; null when the demand itself is not known there yet.</param>
/// <param name="Number">The decision that held it: counts those of the match, from 1.</param>
/// <param name="RemindAt">The time that was asked for, UTC.</param>
/// <param name="RemindedAt">When, UTC.</param>
public sealed record MatchReminded(
    Guid MatchId,
    Guid DemandId,
    Guid TalentId,
    string? RegionCode,
    int Number,
    DateTimeOffset RemindAt,
    DateTimeOffset RemindedAt);
