namespace Matchmaking.Contracts.Contacts;

/// <summary>
/// A side of a match whose sides both agreed has read the other's contact; told at each reading. No contact and no name travels. Owner: TechnologyDemands for the
/// contact of a demand, TalentProfiles for that of an expert.
/// </summary>
/// <param name="MatchId">The match by which it was disclosed.</param>
/// <param name="Side">Who read: enterprise or institute.</param>
/// <param name="DisclosedAt">When, UTC.</param>
/// <param name="HolderCode">Credit code of the organisation whose contact was read; null in messages from before it was told.</param>
/// <param name="SubjectId">The expert whose contact an enterprise read, or the demand whose contact an institute read; null in messages from before it was told.</param>
public sealed record ContactDisclosed(Guid MatchId, string Side, DateTimeOffset DisclosedAt, string? HolderCode = null, Guid? SubjectId = null);
