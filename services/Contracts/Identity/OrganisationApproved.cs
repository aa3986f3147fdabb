namespace Matchmaking.Contracts.Identity;

/// <summary>
/// An organisation may use the platform: a bureau has approved it, or has lifted its suspension. Owner: Identity. A follower keeps the highest
/// <paramref name="Revision"/> and ignores the rest.
/// </summary>
/// <param name="CreditCode">Unified social credit code, its identity.</param>
/// <param name="Revision">Rises with every change; comparable with <see cref="OrganisationSuspended.Revision"/> of the same organisation.</param>
/// <param name="Kind">enterprise, institute or bureau.</param>
/// <param name="Name">Registered name.</param>
/// <param name="RegionCode">GB/T 2260 code of the seat, six digits.</param>
/// <param name="Industry">GB/T 4754 code of an enterprise; null for the others.</param>
/// <param name="InstituteKind">Kind of an institute, such as university; null for the others.</param>
/// <param name="ApprovedAt">When the change was made, UTC.</param>
public sealed record OrganisationApproved(
    string CreditCode, long Revision, string Kind, string Name, string RegionCode, string? Industry, string? InstituteKind, DateTimeOffset ApprovedAt);
