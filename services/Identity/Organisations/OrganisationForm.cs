using FluentValidation;
using Matchmaking.Identity.Accounts;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;

namespace Matchmaking.Identity.Organisations;

/// <summary>An organisation that registers itself, with its first account.</summary>
/// <param name="Kind">enterprise, institute or bureau.</param>
/// <param name="Name">Registered name, 2 to 100 characters.</param>
/// <param name="CreditCode">Unified social credit code with both check digits right.</param>
/// <param name="RegionCode">GB/T 2260 code of the seat.</param>
/// <param name="Industry">GB/T 4754 code; of enterprises only.</param>
/// <param name="InstituteKind">university, research_institute, hospital, college, service_platform or enterprise_lab; of institutes only.</param>
/// <param name="Account">Who signs in first.</param>
public sealed record OrganisationForm(
    string? Kind, string? Name, string? CreditCode, string? RegionCode, string? Industry, string? InstituteKind, FirstAccountForm? Account);

/// <summary>The first account of an organisation.</summary>
/// <param name="Login">3 to 100 characters of a-z, 0-9 and ._@+-; an e-mail address will do. Capitals are the same as small letters.</param>
/// <param name="Name">What the person is called, up to 100 characters.</param>
/// <param name="Password">10 to 200 characters, without the login, none of the commonest.</param>
public sealed record FirstAccountForm(string? Login, string? Name, string? Password);

/// <summary>An organisation as it stands.</summary>
public sealed record OrganisationView(
    string CreditCode, string Kind, string Name, string RegionCode, string? Industry, string? InstituteKind, string Status, long Revision, DateTime CreatedAt)
{
    /// <summary>Its columns.</summary>
    internal const string Columns = """
        credit_code as CreditCode, kind as Kind, name as Name, region_code as RegionCode, industry as Industry, institute_kind as InstituteKind,
        status as Status, revision as Revision, created_at as CreatedAt
        """;
}

/// <summary>Rules of <see cref="OrganisationForm"/>.</summary>
public sealed class OrganisationFormValidator : AbstractValidator<OrganisationForm>
{
    /// <summary>Sets the rules.</summary>
    public OrganisationFormValidator()
    {
        RuleFor(o => o.Kind).Required(kind => kind is Kinds.Enterprise or Kinds.Institute or Kinds.Bureau, "unknown_organisation_kind", "One of: enterprise, institute, bureau.");
        RuleFor(o => o.Name).NotEmpty().MinimumLength(2).MaximumLength(100);
        RuleFor(o => o.CreditCode).Required(CreditCode.IsValid, "invalid_credit_code", CreditCode.Rule);
        RuleFor(o => o.RegionCode).Required(Regions.IsValid, "unknown_region", Regions.Rule);
        When(o => o.Kind == Kinds.Enterprise, () => RuleFor(o => o.Industry).Required(Industries.IsValid, "unknown_industry", Industries.Rule))
            .Otherwise(() => RuleFor(o => o.Industry).Null().WithErrorCode("not_of_this_kind").WithMessage("Only an enterprise has an industry."));
        When(
            o => o.Kind == Kinds.Institute,
            () => RuleFor(o => o.InstituteKind).Required(Codes.InstituteKinds.Contains, "unknown_institute_kind", $"One of: {string.Join(", ", Codes.InstituteKinds.Codes)}."))
            .Otherwise(() => RuleFor(o => o.InstituteKind).Null().WithErrorCode("not_of_this_kind").WithMessage("Only an institute has a kind of institute."));
        RuleFor(o => o.Account).NotNull().SetValidator(new FirstAccountFormValidator()!);
    }
}

/// <summary>Rules of <see cref="FirstAccountForm"/>.</summary>
public sealed class FirstAccountFormValidator : AbstractValidator<FirstAccountForm>
{
    /// <summary>Sets the rules.</summary>
    public FirstAccountFormValidator()
    {
        RuleFor(a => a.Login).IsLogin();
        RuleFor(a => a.Name).NotEmpty().MaximumLength(100);
        RuleFor(a => a.Password).IsPasswordOf(a => a.Login);
    }
}
