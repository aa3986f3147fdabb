using FluentValidation;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;

namespace Matchmaking.TechnologyDemands.Enterprises;

/// <summary>An enterprise as it is registered.</summary>
/// <param name="Name">Registered name, 2 to 100 characters.</param>
/// <param name="CreditCode">Unified social credit code with both check digits right.</param>
/// <param name="RegionCode">GB/T 2260 code of the seat.</param>
/// <param name="Industry">GB/T 4754 code, letter and 2 to 4 digits.</param>
public sealed record EnterpriseForm(string? Name, string? CreditCode, string? RegionCode, string? Industry);

/// <summary>An enterprise as it stands.</summary>
public sealed record EnterpriseView(string CreditCode, string Name, string RegionCode, string Industry, long Revision);

/// <summary>Rules of <see cref="EnterpriseForm"/>.</summary>
public sealed class EnterpriseFormValidator : AbstractValidator<EnterpriseForm>
{
    /// <summary>Sets the rules.</summary>
    public EnterpriseFormValidator()
    {
        RuleFor(e => e.Name).NotEmpty().MinimumLength(2).MaximumLength(100);
        RuleFor(e => e.CreditCode).Required(CreditCode.IsValid, "invalid_credit_code", CreditCode.Rule);
        RuleFor(e => e.RegionCode).Required(Regions.IsValid, "unknown_region", Regions.Rule);
        RuleFor(e => e.Industry).Required(Industries.IsValid, "unknown_industry", Industries.Rule);
    }
}
