using FluentValidation;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;

namespace Matchmaking.TechnologyDemands.Challenges.Bids;

/// <summary>A bid (揭榜申报). Sealed until bidding ends: nobody but the bidder reads it before.</summary>
/// <param name="OrganisationName">Name of the organisation that bids, 2 to 100 characters; the panel does not see it.</param>
/// <param name="Proposal">方案, up to 20,000 characters. Names that stand elsewhere in this form are blacked out for the panel.</param>
/// <param name="PriceYuan">报价 in yuan, above 0; above the funds of the challenge it does not pass the formal check.</param>
/// <param name="Milestones">里程碑, 1 to 20; their shares add up to 100.</param>
/// <param name="Team">Who leads and who works on it; the panel does not see it.</param>
/// <param name="LeadTalentId">The lead as an expert of the platform; absent where there is none.</param>
/// <param name="Partners">Organisations that take part; none of theirs sits on the panel.</param>
public sealed record BidForm(
    string? OrganisationName, string? Proposal, decimal? PriceYuan, IReadOnlyList<MilestoneForm>? Milestones, TeamForm? Team, Guid? LeadTalentId, IReadOnlyList<PartnerForm>? Partners);

/// <summary>A milestone that is offered.</summary>
/// <param name="Title">2 to 200 characters.</param>
/// <param name="Days">Days from the signing, 1 to 3,650.</param>
/// <param name="Share">Share of the price that is paid for it, in percent; above 0.</param>
public sealed record MilestoneForm(string? Title, int? Days, decimal? Share);

/// <summary>Who works on it.</summary>
/// <param name="Lead">Name of the lead.</param>
/// <param name="Members">Names of the others, up to 50.</param>
/// <param name="Experts">Others who are experts of the platform, up to 50; erased there, they are erased here.</param>
public sealed record TeamForm(string? Lead, IReadOnlyList<string>? Members, IReadOnlyList<TeamExpertForm>? Experts = null);

/// <summary>A member of a team who is an expert of the platform.</summary>
/// <param name="TalentId">The expert; null once erased.</param>
/// <param name="Name">2 to 50 characters.</param>
public sealed record TeamExpertForm(Guid? TalentId, string? Name);

/// <summary>An organisation that takes part.</summary>
/// <param name="CreditCode">Unified social credit code.</param>
/// <param name="Name">2 to 100 characters.</param>
public sealed record PartnerForm(string? CreditCode, string? Name);

/// <summary>Rules of <see cref="BidForm"/>.</summary>
public sealed class BidFormValidator : AbstractValidator<BidForm>
{
    /// <summary>Sets the rules.</summary>
    public BidFormValidator()
    {
        RuleFor(b => b.OrganisationName).NotEmpty().MinimumLength(2).MaximumLength(100);
        RuleFor(b => b.Proposal).NotEmpty().MaximumLength(20_000);
        RuleFor(b => b.PriceYuan).NotNull().GreaterThan(0).LessThanOrEqualTo(1e12m);
        RuleFor(b => b.PriceYuan).Must(price => price is null || decimal.Round(price.Value, 2) == price).WithErrorCode("out_of_range").WithMessage("A price has two places at most.");
        this.EachOf(b => b.Milestones, 20, new MilestoneFormValidator());
        RuleFor(b => b.Milestones).Must(milestones => milestones is { Count: > 0 }).WithErrorCode("required").WithMessage("At least one milestone is needed.");
        RuleFor(b => b.Milestones).Must(milestones => milestones is null or { Count: 0 or > 20 } || milestones.Sum(milestone => milestone?.Share ?? 0) == 100)
            .WithErrorCode("shares_mismatch").WithMessage("The shares of the milestones add up to 100.");
        RuleFor(b => b.Team!).NotNull().SetValidator(new TeamFormValidator());
        this.EachOf(b => b.Partners, 20, new PartnerFormValidator());
    }
}

/// <summary>Rules of <see cref="MilestoneForm"/>.</summary>
public sealed class MilestoneFormValidator : AbstractValidator<MilestoneForm>
{
    /// <summary>Sets the rules.</summary>
    public MilestoneFormValidator()
    {
        RuleFor(m => m.Title).NotEmpty().MinimumLength(2).MaximumLength(200);
        RuleFor(m => m.Days).NotNull().InclusiveBetween(1, 3650);
        RuleFor(m => m.Share).NotNull().GreaterThan(0).LessThanOrEqualTo(100);
    }
}

/// <summary>Rules of <see cref="TeamForm"/>.</summary>
public sealed class TeamFormValidator : AbstractValidator<TeamForm>
{
    /// <summary>Sets the rules.</summary>
    public TeamFormValidator()
    {
        RuleFor(t => t.Lead).NotEmpty().MinimumLength(2).MaximumLength(50);
        this.EachOf(t => t.Members, 0, 50, name => name is { Length: >= 2 and <= 50 }, "too_long", "A name has 2 to 50 characters.");
        this.EachOf(t => t.Experts, 50, new TeamExpertFormValidator());
        RuleFor(t => t.Experts).Must(experts => experts is null || experts.Where(expert => expert is not null).GroupBy(expert => expert.TalentId).All(same => same.Count() == 1))
            .WithErrorCode("duplicate").WithMessage("An expert stands in a team once.");
    }
}

/// <summary>Rules of <see cref="TeamExpertForm"/>.</summary>
public sealed class TeamExpertFormValidator : AbstractValidator<TeamExpertForm>
{
    /// <summary>Sets the rules.</summary>
    public TeamExpertFormValidator()
    {
        RuleFor(e => e.TalentId).NotNull();
        RuleFor(e => e.Name).NotEmpty().MinimumLength(2).MaximumLength(50);
    }
}

/// <summary>Rules of <see cref="PartnerForm"/>.</summary>
public sealed class PartnerFormValidator : AbstractValidator<PartnerForm>
{
    /// <summary>Sets the rules.</summary>
    public PartnerFormValidator()
    {
        RuleFor(p => p.CreditCode).Required(CreditCode.IsValid, "invalid_credit_code", CreditCode.Rule);
        RuleFor(p => p.Name).NotEmpty().MinimumLength(2).MaximumLength(100);
    }
}
