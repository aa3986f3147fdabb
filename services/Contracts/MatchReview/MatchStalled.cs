namespace Matchmaking.Contracts.MatchReview;

/// <summary>An accepted match stands still: nobody did in time what was due. Told once for each time-out, not again. Owner: MatchReview.</summary>
/// <param name="MatchId">Identity of the match.</param>
/// <param name="DemandId">The demand.</param>
/// <param name="TalentId">The expert.</param>
/// <param name="State">Where it stands: accepted, willing, disclosed, visited, agreed, contracted or completed.</param>
/// <param name="EndsAt">When it ends with no_response unless something happens, UTC; null where it does not.</param>
/// <param name="StalledAt">When this was noticed, UTC.</param>
/// <param name="RegionCode">Where the work is, GB/T 2260; null in messages from before it was told.</param>
public sealed record MatchStalled(Guid MatchId, Guid DemandId, Guid TalentId, string State, DateTimeOffset? EndsAt, DateTimeOffset StalledAt, string? RegionCode = null);
