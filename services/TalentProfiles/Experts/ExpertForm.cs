using FluentValidation;
using Matchmaking.Contacts;
using Matchmaking.Platform.Http;
using Matchmaking.TalentProfiles.Achievements;
using Matchmaking.TalentProfiles.Consents;
using Matchmaking.Vocabulary;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>An expert as entered (专家库入库申请表). All of it is published but the contact.</summary>
/// <param name="Name">1 to 60 characters.</param>
/// <param name="InstituteCreditCode">The institute; registered before.</param>
/// <param name="Title">职称 as written, up to 40 characters.</param>
/// <param name="Degree">doctor, master, bachelor or other.</param>
/// <param name="Disciplines">Up to 3 codes of GB/T 13745.</param>
/// <param name="Fields">Up to 3 codes of 国家重点支持的高新技术领域.</param>
/// <param name="ResearchDirections">Up to 20 phrases of 1 to 100 characters.</param>
/// <param name="Text">Self-description, 1 to 20,000 characters.</param>
/// <param name="ServiceModes">At least one way of working together.</param>
/// <param name="RegionsServed">1 to 50 codes of GB/T 2260.</param>
/// <param name="Capacity">Engagements taken at one time, 0 to 100.</param>
/// <param name="Orcid">ORCID iD, one expert each.</param>
/// <param name="Consent">Whether the expert agrees to be matched; false is published at once and ends every ranking.</param>
/// <param name="Achievements">
/// Up to 500. In a PUT the list replaces the one that stands, and an entry that has not changed keeps its id; left out or null, the list stays.
/// </param>
/// <param name="Contact">联系方式; stored encrypted, never published. Absent or null in a PUT, the one on file stays (DELETE …/contact erases it).</param>
/// <param name="ConsentTextVersion">Which text of <c>matching</c> the consent is to; the newest where it is left out.</param>
public sealed record ExpertForm(
    string? Name,
    string? InstituteCreditCode,
    string? Title,
    string? Degree,
    IReadOnlyList<string>? Disciplines,
    IReadOnlyList<string>? Fields,
    IReadOnlyList<string>? ResearchDirections,
    string? Text,
    IReadOnlyList<string>? ServiceModes,
    IReadOnlyList<string>? RegionsServed,
    int? Capacity,
    string? Orcid,
    bool? Consent,
    IReadOnlyList<AchievementForm>? Achievements,
    ContactForm? Contact = null,
    string? ConsentTextVersion = null);

/// <summary>Rules of <see cref="ExpertForm"/>, for a request and for a row of an import alike.</summary>
public sealed class ExpertFormValidator : AbstractValidator<ExpertForm>
{
    /// <summary>Most achievements an expert has.</summary>
    public const int MaxAchievements = 500;

    /// <summary>Sets the rules.</summary>
    public ExpertFormValidator(TimeProvider clock)
    {
        RuleFor(e => e.Name).NotEmpty().MaximumLength(60);
        RuleFor(e => e.InstituteCreditCode).Required(CreditCode.IsValid, "invalid_credit_code", CreditCode.Rule);
        RuleFor(e => e.Title).MaximumLength(40);
        RuleFor(e => e.Degree).Optional(Codes.Degrees.Contains, "unknown_degree", $"One of: {string.Join(", ", Codes.Degrees.Codes)}.");
        this.EachOf(e => e.Disciplines, 0, 3, Vocabulary.Disciplines.IsValid, "unknown_discipline", "A discipline is a GB/T 13745 code of 3, 5 or 7 digits, such as 430.");
        this.EachOf(e => e.Fields, 0, 3, TechnologyFields.IsValid, "unknown_field_code", TechnologyFields.Rule);
        this.EachOf(e => e.ResearchDirections, 0, 20, phrase => !string.IsNullOrWhiteSpace(phrase) && phrase.Length <= 100, "wrong_length", "A direction has 1 to 100 characters.");
        RuleFor(e => e.Text).NotEmpty().MaximumLength(20_000);
        this.EachOf(e => e.ServiceModes, 1, Codes.ServiceModes.Codes.Count, Codes.ServiceModes.Contains, "unknown_service_mode", $"One of: {string.Join(", ", Codes.ServiceModes.Codes)}.");
        this.EachOf(e => e.RegionsServed, 1, 50, Regions.IsValid, "unknown_region", Regions.Rule);
        RuleFor(e => e.Capacity).NotNull().InclusiveBetween(0, 100);
        RuleFor(e => e.Orcid).Optional(Orcid.IsValid, "invalid_orcid", "An ORCID iD is written 0000-0002-1825-0097, with its check character right.");
        RuleFor(e => e.Consent).NotNull();
        RuleFor(e => e.ConsentTextVersion).Optional(
            version => ConsentTexts.Contains(Purposes.Matching, version), "unknown_text_version", "GET /v1/consent-texts lists the texts of each purpose.");
        this.EachOf(e => e.Achievements, MaxAchievements, new AchievementFormValidator(clock));
        RuleFor(e => e.Contact!).SetValidator(new ContactFormValidator()).When(e => e.Contact is not null);
    }
}
