using FluentValidation;
using Matchmaking.Contacts;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>A technology demand as an enterprise fills it in (企业技术需求征集表).</summary>
/// <param name="EnterpriseCreditCode">Who posts it; registered before.</param>
/// <param name="Title">需求名称, 3 to 200 characters.</param>
/// <param name="Field">技术领域: code of 国家重点支持的高新技术领域.</param>
/// <param name="Description">需求内容, up to 20,000 characters.</param>
/// <param name="Background">背景.</param>
/// <param name="ExistingFoundation">现有基础.</param>
/// <param name="Indicators">主要技术指标.</param>
/// <param name="TrlNow">Technology readiness now, 1 to 9.</param>
/// <param name="TrlWanted">Technology readiness wanted, 1 to 9, not below the present one.</param>
/// <param name="Budget">意向投入.</param>
/// <param name="Deadline">完成期限.</param>
/// <param name="CooperationModes">合作方式.</param>
/// <param name="Visibility">public 公开, targeted 定向 or confidential 保密.</param>
/// <param name="TargetInstitutes">Credit codes of the institutes a targeted demand is shown to.</param>
/// <param name="Anonymous">True keeps the enterprise unnamed to everybody but the bureau until both sides of a match agree (匿名发布).</param>
/// <param name="RegionCode">Where the work is, GB/T 2260.</param>
/// <param name="Contact">联系方式; stored encrypted, never published. Required of a new demand; absent or null in a revision, the one on file stays (DELETE …/contact erases it).</param>
/// <param name="Publish">True publishes with this request; otherwise the state stays as it is (a new demand is a draft).</param>
public sealed record DemandForm(
    string? EnterpriseCreditCode,
    string? Title,
    string? Field,
    string? Description,
    string? Background,
    string? ExistingFoundation,
    IReadOnlyList<IndicatorForm>? Indicators,
    int? TrlNow,
    int? TrlWanted,
    BudgetForm? Budget,
    DateOnly? Deadline,
    IReadOnlyList<string>? CooperationModes,
    string? Visibility,
    IReadOnlyList<string>? TargetInstitutes,
    string? RegionCode,
    ContactForm? Contact,
    bool? Publish,
    bool? Anonymous = null);

/// <summary>One measurable target.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Relation">&gt;=, &lt;=, =, &gt;, &lt; or range.</param>
/// <param name="Value">The bound, or the lower end of a range.</param>
/// <param name="Upper">Upper end, for a range only.</param>
/// <param name="Unit">Unit as written.</param>
public sealed record IndicatorForm(string? Name, string? Relation, decimal? Value, decimal? Upper, string? Unit);

/// <summary>Money meant for a demand: an amount with its unit, or 面议.</summary>
/// <param name="Amount">Above 0 unless negotiable.</param>
/// <param name="Unit">yuan or wan_yuan; always explicit, for real forms mix them.</param>
/// <param name="Negotiable">面议.</param>
public sealed record BudgetForm(decimal? Amount, string? Unit, bool? Negotiable)
{
    /// <summary>The amount in yuan; null when negotiable.</summary>
    public decimal? Yuan() => Negotiable == true || Amount is null ? null : Unit == "wan_yuan" ? Amount * 10_000 : Amount;
}

/// <summary>Rules of <see cref="DemandForm"/>.</summary>
public sealed class DemandFormValidator : AbstractValidator<DemandForm>
{
    /// <summary>Sets the rules.</summary>
    public DemandFormValidator()
    {
        RuleFor(d => d.EnterpriseCreditCode).Required(CreditCode.IsValid, "invalid_credit_code", CreditCode.Rule);
        RuleFor(d => d.Title).NotEmpty().MinimumLength(3).MaximumLength(200);
        RuleFor(d => d.Field).Optional(TechnologyFields.IsValid, "unknown_field_code", TechnologyFields.Rule);
        RuleFor(d => d.Description).NotEmpty().MaximumLength(20_000);
        RuleFor(d => d.Background).MaximumLength(10_000);
        RuleFor(d => d.ExistingFoundation).MaximumLength(10_000);
        this.EachOf(d => d.Indicators, 50, new IndicatorFormValidator());
        RuleFor(d => d.TrlNow).InclusiveBetween(1, 9);
        RuleFor(d => d.TrlWanted).InclusiveBetween(1, 9);
        RuleFor(d => d.TrlWanted).Must((d, wanted) => wanted is null || d.TrlNow is null || wanted >= d.TrlNow).WithErrorCode("out_of_range").WithMessage("The readiness wanted is below the present one.");
        RuleFor(d => d.Budget!).SetValidator(new BudgetFormValidator());
        RuleFor(d => d.Deadline).Must(date => date is null || date.Value.Year is >= 2000 and <= 2100).WithErrorCode("out_of_range").WithMessage("A deadline lies between 2000 and 2100.");
        this.EachOf(d => d.CooperationModes, 1, 10, Codes.CooperationModes.Contains, "unknown_cooperation_mode", $"One of: {string.Join(", ", Codes.CooperationModes.Codes)}.");
        RuleFor(d => d.Visibility).Required(Codes.Visibilities.Contains, "unknown_visibility", "One of: public, targeted, confidential.");
        this.EachOf(d => d.TargetInstitutes, 0, 50, CreditCode.IsValid, "invalid_credit_code", CreditCode.Rule);
        RuleFor(d => d.TargetInstitutes).Must((d, targets) => d.Visibility == "targeted" == (targets is { Count: > 0 }))
            .WithErrorCode("targets_mismatch").WithMessage("A targeted demand names at least one institute, any other names none.");
        RuleFor(d => d.RegionCode).Required(Regions.IsValid, "unknown_region", Regions.Rule);
        RuleFor(d => d.Contact!).SetValidator(new ContactFormValidator());
    }
}

/// <summary>Rules of <see cref="IndicatorForm"/>.</summary>
public sealed class IndicatorFormValidator : AbstractValidator<IndicatorForm>
{
    /// <summary>Sets the rules.</summary>
    public IndicatorFormValidator()
    {
        RuleFor(i => i.Name).NotEmpty().MaximumLength(100);
        RuleFor(i => i.Relation).Required(Codes.IndicatorRelations.Contains, "unknown_relation", "One of: >=, <=, =, >, <, range.");
        RuleFor(i => i.Value).NotNull().InclusiveBetween(-1e15m, 1e15m);
        RuleFor(i => i.Upper).InclusiveBetween(-1e15m, 1e15m);
        RuleFor(i => i.Upper).Must((i, upper) => i.Relation == "range" ? upper > i.Value : upper is null)
            .WithErrorCode("range_mismatch").WithMessage("A range, and only a range, has an upper end above its value.");
        RuleFor(i => i.Unit).MaximumLength(40);
    }
}

/// <summary>Rules of <see cref="BudgetForm"/>.</summary>
public sealed class BudgetFormValidator : AbstractValidator<BudgetForm>
{
    /// <summary>Sets the rules.</summary>
    public BudgetFormValidator()
    {
        RuleFor(b => b.Unit).Required(Codes.MoneyUnits.Contains, "unknown_money_unit", "Say yuan or wan_yuan.");
        RuleFor(b => b.Negotiable).NotNull();
        RuleFor(b => b.Amount).NotNull().When(b => b.Negotiable == false);
        RuleFor(b => b.Amount).GreaterThan(0).LessThanOrEqualTo(1e12m);
    }
}
