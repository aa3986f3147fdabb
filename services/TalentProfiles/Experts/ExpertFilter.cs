using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TalentProfiles.Consents;
using Matchmaking.Vocabulary;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>Which experts a list or an export asks for.</summary>
/// <param name="Institute">Credit code.</param>
/// <param name="Region">What codes of the region begin with.</param>
/// <param name="Field">What codes of the field begin with.</param>
/// <param name="Discipline">What codes of the discipline begin with.</param>
/// <param name="Withdrawn">Only those who have left, or only those who have not.</param>
/// <param name="TextVersion">Only those whose consent to be matched is to this version of the text.</param>
/// <param name="Only">The organisation of a caller who sees no other's; null for a bureau.</param>
internal sealed record ExpertFilter(string? Institute, string? Region, string? Field, string? Discipline, bool? Withdrawn, string? TextVersion, string? Only)
{
    /// <summary>The id to go on after; null for the first page.</summary>
    public Guid? After { get; init; }

    /// <summary>Rows wanted.</summary>
    public int Rows { get; init; }

    /// <summary>Reads the values of a query; a fault is a 400.</summary>
    public static FieldError? TryRead(string? institute, string? region, string? field, string? discipline, string? status, string? textVersion, Caller caller, out ExpertFilter? filter)
    {
        filter = null;
        var fault = (institute is not null && !CreditCode.IsValid(institute) ? new FieldError("institute", "invalid_credit_code", "An institute is named by its unified social credit code.") : null)
            ?? (region is not null && !Regions.IsValid(region) ? new FieldError("region", "unknown_region", Regions.Rule) : null)
            ?? (field is not null && !TechnologyFields.IsValid(field) ? new FieldError("field", "unknown_field_code", TechnologyFields.Rule) : null)
            ?? (discipline is not null && !Disciplines.IsValid(discipline) ? new FieldError("discipline", "unknown_discipline", "A discipline is a GB/T 13745 code of 3, 5 or 7 digits, such as 430.") : null)
            ?? (status is not null and not ("active" or "withdrawn") ? new FieldError("status", "unknown_status", "One of: active, withdrawn.") : null)
            ?? (textVersion is not null && !ConsentTexts.Contains(Purposes.Matching, textVersion)
                ? new FieldError("textVersion", "unknown_text_version", "GET /v1/consent-texts lists the texts of each purpose.")
                : null);
        if (fault is null)
        {
            filter = new ExpertFilter(
                institute, region is null ? null : Regions.Prefix(region), field is null ? null : TechnologyFields.Prefix(field), discipline,
                status is null ? null : status == "withdrawn", textVersion, caller.OnlyOrganisation);
        }

        return fault;
    }
}
