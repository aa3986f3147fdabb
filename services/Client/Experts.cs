namespace Matchmaking.Client;

/// <summary>An expert as entered (专家库入库申请表).</summary>
public sealed record ExpertForm
{
    /// <summary>1 to 60 characters.</summary>
    public string? Name { get; init; }

    /// <summary>The institute; registered before.</summary>
    public string? InstituteCreditCode { get; init; }

    /// <summary>职称 as written, up to 40 characters.</summary>
    public string? Title { get; init; }

    /// <summary>doctor, master, bachelor or other.</summary>
    public string? Degree { get; init; }

    /// <summary>Up to 3 codes of GB/T 13745.</summary>
    public IReadOnlyList<string>? Disciplines { get; init; }

    /// <summary>Up to 3 codes of 国家重点支持的高新技术领域.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>Up to 20 phrases of 1 to 100 characters.</summary>
    public IReadOnlyList<string>? ResearchDirections { get; init; }

    /// <summary>Self-description, 1 to 20,000 characters.</summary>
    public string? Text { get; init; }

    /// <summary>At least one way of working together.</summary>
    public IReadOnlyList<string>? ServiceModes { get; init; }

    /// <summary>1 to 50 codes of GB/T 2260.</summary>
    public IReadOnlyList<string>? RegionsServed { get; init; }

    /// <summary>Engagements taken at one time, 0 to 100.</summary>
    public int? Capacity { get; init; }

    /// <summary>ORCID iD, one expert each.</summary>
    public string? Orcid { get; init; }

    /// <summary>Whether the expert agrees to be matched; false is published at once and ends every ranking.</summary>
    public bool? Consent { get; init; }

    /// <summary>Version of the text that the expert agreed to; the present one where it is left out.</summary>
    public string? ConsentTextVersion { get; init; }

    /// <summary>Whom to ask; stored encrypted, disclosed once both sides of a match agreed. Left out, the one on file stays.</summary>
    public ContactForm? Contact { get; init; }

    /// <summary>Up to 500. In a PUT the list replaces the one that stands, and an entry that has not changed keeps its id; left out or null, the list stays.</summary>
    public IReadOnlyList<AchievementForm>? Achievements { get; init; }
}

/// <summary>An achievement as it is entered.</summary>
public sealed record AchievementForm
{
    /// <summary>paper, patent, project, award, standard, product or conversion_contract.</summary>
    public string? Kind { get; init; }

    /// <summary>1 to 300 characters.</summary>
    public string? Title { get; init; }

    /// <summary>Publication, grant, end or signature; from 1950 to a year ahead.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The expert's part in it, up to 60 characters.</summary>
    public string? Role { get; init; }

    /// <summary>Abstract or description, up to 10,000 characters.</summary>
    public string? Text { get; init; }

    /// <summary>Money of a project or contract in yuan, 0 to 1e12; left out when unknown.</summary>
    public decimal? AmountYuan { get; init; }
}

/// <summary>An expert as callers see it.</summary>
/// <param name="Id">Identity, stable for life.</param>
/// <param name="Status">active or withdrawn.</param>
/// <param name="Revision">Rises with every change of the expert, an achievement or the institute; also the ETag.</param>
/// <param name="Name">As entered.</param>
/// <param name="InstituteCreditCode">The institute.</param>
/// <param name="InstituteName">Its registered name.</param>
/// <param name="Title">As entered.</param>
/// <param name="Degree">As entered.</param>
/// <param name="Disciplines">As entered.</param>
/// <param name="Fields">As entered.</param>
/// <param name="ResearchDirections">As entered.</param>
/// <param name="Text">As entered.</param>
/// <param name="ServiceModes">As entered.</param>
/// <param name="RegionsServed">As entered.</param>
/// <param name="Capacity">As entered.</param>
/// <param name="Orcid">As entered.</param>
/// <param name="Consent">Whether the expert agrees to be matched.</param>
/// <param name="ConsentAt">When the consent was given or taken back, UTC.</param>
/// <param name="ConsentTextVersion">Version of the text that the expert agreed to.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
/// <param name="WithdrawnAt">When the expert left, UTC.</param>
/// <param name="Achievements">Newest first; those without a date last.</param>
/// <param name="ContactOnFile">The contact: in plain where its own organisation reads it, masked for a bureau and in answers to changes; null for others.</param>
public sealed record ExpertView(
    Guid Id,
    string Status,
    long Revision,
    string Name,
    string InstituteCreditCode,
    string InstituteName,
    string? Title,
    string? Degree,
    IReadOnlyList<string> Disciplines,
    IReadOnlyList<string> Fields,
    IReadOnlyList<string> ResearchDirections,
    string Text,
    IReadOnlyList<string> ServiceModes,
    IReadOnlyList<string> RegionsServed,
    int Capacity,
    string? Orcid,
    bool Consent,
    DateTimeOffset ConsentAt,
    string? ConsentTextVersion,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? WithdrawnAt,
    IReadOnlyList<AchievementView> Achievements,
    ContactForm? ContactOnFile);

/// <summary>An achievement as it stands in the profile of its expert.</summary>
/// <param name="Id">Id.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Title">Title.</param>
/// <param name="Date">Date.</param>
/// <param name="Role">Role.</param>
/// <param name="Text">Text.</param>
/// <param name="AmountYuan">Amount yuan.</param>
public sealed record AchievementView(
    Guid Id,
    string Kind,
    string Title,
    DateOnly? Date,
    string? Role,
    string? Text,
    decimal? AmountYuan);

/// <summary>One row of the list of experts.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Display name.</param>
/// <param name="InstituteCreditCode">The institute.</param>
/// <param name="InstituteName">Its registered name.</param>
/// <param name="Title">Professional title as written.</param>
/// <param name="Fields">Codes of 国家重点支持的高新技术领域.</param>
/// <param name="Disciplines">Codes of GB/T 13745.</param>
/// <param name="RegionsServed">Codes of GB/T 2260.</param>
/// <param name="Capacity">Engagements taken at one time.</param>
/// <param name="Consent">Whether the expert agrees to be matched.</param>
/// <param name="Status">active or withdrawn.</param>
/// <param name="Revision">Rises with every change.</param>
/// <param name="UpdatedAt">UTC.</param>
public sealed record ExpertListItem(
    Guid Id,
    string Name,
    string InstituteCreditCode,
    string InstituteName,
    string? Title,
    IReadOnlyList<string> Fields,
    IReadOnlyList<string> Disciplines,
    IReadOnlyList<string> RegionsServed,
    int Capacity,
    bool Consent,
    string Status,
    long Revision,
    DateTimeOffset UpdatedAt);
