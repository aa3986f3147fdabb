namespace Matchmaking.Contracts.TalentProfiles;

/// <summary>
/// The full profile of an expert as of one revision. Owner: TalentProfiles. Sent on every change of the expert, of one of
/// the achievements or of the institute. A follower keeps the highest <paramref name="Revision"/> and ignores the rest.
/// </summary>
/// <param name="TalentId">Identity of the expert, stable for life.</param>
/// <param name="Revision">Rises by at least 1 with every change; comparable with <see cref="TalentWithdrawn.Revision"/> of the same talent.</param>
/// <param name="Profile">Everything a follower needs; it never calls back.</param>
/// <param name="PublishedAt">When the change was made, UTC.</param>
public sealed record TalentPublished(Guid TalentId, long Revision, TalentProfile Profile, DateTimeOffset PublishedAt);
