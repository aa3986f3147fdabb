using FluentValidation;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;

namespace Matchmaking.MatchReview.Life;

/// <summary>A visit (实地对接).</summary>
/// <param name="VisitedOn">Day of the visit; required.</param>
/// <param name="Participants">How many people took part, 1 to 1,000.</param>
/// <param name="Minutes">纪要, up to 10,000 characters; for the bureau and both sides.</param>
public sealed record VisitForm(DateOnly? VisitedOn, int? Participants, string? Minutes);

/// <summary>Rules of <see cref="VisitForm"/>.</summary>
public sealed class VisitFormValidator : AbstractValidator<VisitForm>
{
    /// <summary>Sets the rules.</summary>
    public VisitFormValidator()
    {
        RuleFor(v => v.VisitedOn).NotNull();
        RuleFor(v => v.Participants).InclusiveBetween(1, 1000);
        RuleFor(v => v.Minutes).MaximumLength(10_000);
    }
}

/// <summary>A technology contract as it is registered (技术合同认定登记).</summary>
/// <param name="Kind">development (技术开发), transfer (技术转让), licence (技术许可), consulting (技术咨询) or service (技术服务).</param>
/// <param name="RegistrationNumber">合同登记编号, 6 to 40 letters, digits and hyphens; one for one contract. Null until it is registered.</param>
/// <param name="AmountYuan">合同成交额 in yuan, above 0, to the fen.</param>
/// <param name="TransactionAmountYuan">技术交易额 in yuan, 0 to the amount.</param>
/// <param name="SignedOn">签订日.</param>
/// <param name="ExpiresOn">Not before it was signed.</param>
public sealed record ContractForm(string? Kind, string? RegistrationNumber, decimal? AmountYuan, decimal? TransactionAmountYuan, DateOnly? SignedOn, DateOnly? ExpiresOn);

/// <summary>Rules of <see cref="ContractForm"/>.</summary>
public sealed class ContractFormValidator : AbstractValidator<ContractForm>
{
    private const decimal Least = 0.01m;
    private const decimal Largest = 1_000_000_000_000m;

    /// <summary>Sets the rules.</summary>
    public ContractFormValidator()
    {
        RuleFor(c => c.Kind).Required(Codes.ContractKinds.Contains, "unknown_contract_kind", $"One of: {string.Join(", ", Codes.ContractKinds.Codes)}.");
        RuleFor(c => c.RegistrationNumber).Optional(
            number => number!.Length is >= 6 and <= 40 && number.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'), "bad_registration_number", "6 to 40 letters, digits and hyphens.");
        RuleFor(c => c.AmountYuan).NotNull().InclusiveBetween(Least, Largest).PrecisionScale(18, 2, true);
        RuleFor(c => c.TransactionAmountYuan).NotNull().InclusiveBetween(0, Largest).PrecisionScale(18, 2, true);
        RuleFor(c => c.TransactionAmountYuan).Must((c, amount) => amount is null || c.AmountYuan is null || amount <= c.AmountYuan)
            .WithErrorCode("above_amount").WithMessage("The transaction amount (技术交易额) is not above the amount of the contract (成交额).");
        RuleFor(c => c.SignedOn).NotNull();
        RuleFor(c => c.ExpiresOn).Must((c, day) => day is null || c.SignedOn is null || day >= c.SignedOn).WithErrorCode("before_signature").WithMessage("It expires on the day of the signature or later.");
    }
}
