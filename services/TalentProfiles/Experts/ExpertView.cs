using Matchmaking.Contacts;
using Matchmaking.TalentProfiles.Achievements;

namespace Matchmaking.TalentProfiles.Experts;

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
/// <param name="ConsentTextVersion">Which text the consent is to; null for callers who may not see the history of consents.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
/// <param name="WithdrawnAt">When the expert left, UTC.</param>
/// <param name="Achievements">Newest first; those without a date last.</param>
/// <param name="ContactOnFile">The contact: in plain where the institute reads its expert with GET, masked for a bureau and in answers to changes, which may be stored; null for others.</param>
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
    DateTime ConsentAt,
    string? ConsentTextVersion,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    DateTime? WithdrawnAt,
    IReadOnlyList<AchievementView> Achievements,
    ContactForm? ContactOnFile)
{
    internal static ExpertView Of(ExpertSnapshot expert, ContactForm? contactOnFile) => new(
        expert.Id,
        expert.WithdrawnAt is null ? "active" : "withdrawn",
        expert.Revision,
        expert.Name,
        expert.InstituteCode,
        expert.InstituteName,
        expert.Title,
        expert.Degree,
        expert.Disciplines,
        expert.Fields,
        expert.ResearchDirections,
        expert.Text,
        expert.ServiceModes,
        expert.RegionsServed,
        expert.Capacity,
        expert.Orcid,
        expert.Consent,
        expert.ConsentAt,
        expert.ConsentTextVersion,
        expert.CreatedAt,
        expert.UpdatedAt,
        expert.WithdrawnAt,
        expert.Achievements(),
        contactOnFile);
}
