namespace Matchmaking.Contracts.TechnologyDemands;

/// <summary>
/// A technology demand stands open for matching, as of one revision. Owner: TechnologyDemands. Sent when a demand is published and
/// on every revision while it is open. A confidential demand is never sent.
/// </summary>
/// <param name="DemandId">Identity of the demand.</param>
/// <param name="Revision">Rises by at least 1 with every change; comparable with <see cref="DemandClosed.Revision"/> of the same demand.</param>
/// <param name="Demand">Everything a follower needs; it never calls back.</param>
/// <param name="PublishedAt">When the change was made, UTC.</param>
/// <param name="FirstPublishedAt">When it was published the first time, UTC; null in messages from before it was told.</param>
public sealed record DemandPublished(Guid DemandId, long Revision, OpenDemand Demand, DateTimeOffset PublishedAt, DateTimeOffset? FirstPublishedAt = null);
