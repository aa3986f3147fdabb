namespace Matchmaking.Contracts.MatchReview;

/// <summary>A side of a match has rated the work after its acceptance, once each. Owner: MatchReview.</summary>
/// <param name="MatchId">Identity of the match.</param>
/// <param name="DemandId">The demand.</param>
/// <param name="TalentId">The expert.</param>
/// <param name="Side">Who rated: enterprise or institute.</param>
/// <param name="Stars">1 to 5.</param>
/// <param name="RatedAt">When, UTC.</param>
public sealed record MatchRated(Guid MatchId, Guid DemandId, Guid TalentId, string Side, int Stars, DateTimeOffset RatedAt);
