using FluentValidation;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;

namespace Matchmaking.TalentProfiles.Institutes;

/// <summary>An institute as it is registered.</summary>
/// <param name="Name">Registered name, 2 to 100 characters.</param>
/// <param name="CreditCode">Unified social credit code with both check digits right.</param>
/// <param name="RegionCode">GB/T 2260 code of the seat.</param>
/// <param name="Kind">university, research_institute, hospital, college, service_platform or enterprise_lab.</param>
/// <param name="Introduction">Up to 5,000 characters.</param>
public sealed record InstituteForm(string? Name, string? CreditCode, string? RegionCode, string? Kind, string? Introduction);

/// <summary>An institute as it stands.</summary>
public sealed record InstituteView(string CreditCode, string Name, string RegionCode, string Kind, string? Introduction, long Revision);

/// <summary>Rules of <see cref="InstituteForm"/>.</summary>
public sealed class InstituteFormValidator : AbstractValidator<InstituteForm>
{
    /// <summary>Sets the rules.</summary>
    public InstituteFormValidator()
    {
        RuleFor(i => i.Name).NotEmpty().MinimumLength(2).MaximumLength(100);
        RuleFor(i => i.CreditCode).Required(CreditCode.IsValid, "invalid_credit_code", CreditCode.Rule);
        RuleFor(i => i.RegionCode).Required(Regions.IsValid, "unknown_region", Regions.Rule);
        RuleFor(i => i.Kind).Required(Codes.InstituteKinds.Contains, "unknown_institute_kind", $"One of: {string.Join(", ", Codes.InstituteKinds.Codes)}.");
        RuleFor(i => i.Introduction).MaximumLength(5_000);
    }
}
