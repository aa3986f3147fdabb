namespace Matchmaking.Contracts.TalentProfiles;

/// <summary>An expert has left the platform and must vanish from every list not yet decided. Owner: TalentProfiles.</summary>
/// <param name="TalentId">Identity of the expert.</param>
/// <param name="Revision">Higher than that of every earlier <see cref="TalentPublished"/>.</param>
/// <param name="WithdrawnAt">When, UTC.</param>
public sealed record TalentWithdrawn(Guid TalentId, long Revision, DateTimeOffset WithdrawnAt);
