namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>A time in which it is not to be had.</summary>
/// <param name="From">Begin, UTC.</param>
/// <param name="Until">End, UTC.</param>
public sealed record MaintenanceView(DateTimeOffset From, DateTimeOffset Until);

/// <summary>An instrument, a pilot line or a platform as it stands. What is as entered is told with the form.</summary>
/// <param name="Id">Identity, stable for life.</param>
/// <param name="Revision">Rises with every change; also the ETag.</param>
/// <param name="State">运行状态 now: open, maintenance or retired.</param>
/// <param name="Networked">Its value reaches the 入网门槛 of the settings.</param>
/// <param name="OwnerCreditCode">管理单位.</param>
/// <param name="OwnerKind">As entered.</param>
/// <param name="Kind">As entered.</param>
/// <param name="PlatformKind">As entered.</param>
/// <param name="Name">As entered.</param>
/// <param name="EnglishName">As entered.</param>
/// <param name="Model">As entered.</param>
/// <param name="RegionCode">As entered.</param>
/// <param name="Fields">As entered.</param>
/// <param name="Indicators">As entered.</param>
/// <param name="SampleRequirements">As entered.</param>
/// <param name="ServiceDays">As entered.</param>
/// <param name="ValueYuan">As entered.</param>
/// <param name="BoughtOn">As entered.</param>
/// <param name="PriceYuan">As entered.</param>
/// <param name="PriceElsewhereYuan">As entered.</param>
/// <param name="PriceUnit">As entered.</param>
/// <param name="LeadHours">As entered.</param>
/// <param name="OpeningHours">By weekday and time.</param>
/// <param name="ClosedDays">In their order.</param>
/// <param name="Maintenance">What runs or is planned.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
public sealed record InstrumentView(
    Guid Id,
    long Revision,
    string State,
    bool Networked,
    string OwnerCreditCode,
    string OwnerKind,
    string Kind,
    string? PlatformKind,
    string Name,
    string? EnglishName,
    string? Model,
    string RegionCode,
    IReadOnlyList<string> Fields,
    string? Indicators,
    string? SampleRequirements,
    int? ServiceDays,
    decimal ValueYuan,
    DateOnly? BoughtOn,
    decimal PriceYuan,
    decimal? PriceElsewhereYuan,
    string PriceUnit,
    int LeadHours,
    IReadOnlyList<OpeningHours> OpeningHours,
    IReadOnlyList<DateOnly> ClosedDays,
    IReadOnlyList<MaintenanceView> Maintenance,
    DateTime CreatedAt,
    DateTime UpdatedAt);
