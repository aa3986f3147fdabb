namespace Matchmaking.Contracts.Identity;

/// <summary>An organisation gets no more tokens until a bureau lifts its suspension, which <see cref="OrganisationApproved"/> tells. Owner: Identity.</summary>
/// <param name="CreditCode">Unified social credit code.</param>
/// <param name="Revision">Higher than that of every earlier <see cref="OrganisationApproved"/>.</param>
/// <param name="SuspendedAt">When, UTC.</param>
public sealed record OrganisationSuspended(string CreditCode, long Revision, DateTimeOffset SuspendedAt);
