namespace Matchmaking.Contracts.TechnologyDemands;

/// <summary>A demand no longer stands open: solved, withdrawn, expired, turned confidential, or revised and verified once more. Owner: TechnologyDemands.</summary>
/// <param name="DemandId">Identity of the demand.</param>
/// <param name="Revision">Higher than that of every earlier event of the demand.</param>
/// <param name="Reason">solved, withdrawn, expired, duplicate, confidential or in_verification.</param>
/// <param name="ClosedAt">When, UTC.</param>
public sealed record DemandClosed(Guid DemandId, long Revision, string Reason, DateTimeOffset ClosedAt);
