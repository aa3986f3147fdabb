namespace Matchmaking.Contracts.TalentProfiles;

/// <summary>
/// A shared instrument, pilot line or platform (大型仪器、中试线、平台) as of one revision. Owner: TalentProfiles. Sent on every change. A follower keeps the highest
/// <paramref name="Revision"/> and ignores the rest.
/// </summary>
/// <param name="InstrumentId">Identity, stable for life.</param>
/// <param name="Revision">Rises by 1 with every change.</param>
/// <param name="Name">Name as entered.</param>
/// <param name="Kind">instrument, pilot_line or platform.</param>
/// <param name="PlatformKind">concept_proof, pilot_base or public_service; null where it is no platform.</param>
/// <param name="OwnerCode">Credit code of the organisation that runs it (管理单位).</param>
/// <param name="RegionCode">GB/T 2260 code of where it stands.</param>
/// <param name="Fields">Codes of 国家重点支持的高新技术领域.</param>
/// <param name="State">open, maintenance or retired, as it is at <paramref name="ListedAt"/>; maintenance that is planned begins later without a message.</param>
/// <param name="ListedAt">When the change was made, UTC.</param>
public sealed record InstrumentListed(
    Guid InstrumentId,
    long Revision,
    string Name,
    string Kind,
    string? PlatformKind,
    string OwnerCode,
    string RegionCode,
    IReadOnlyList<string> Fields,
    string State,
    DateTimeOffset ListedAt);
