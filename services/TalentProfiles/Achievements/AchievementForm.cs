using FluentValidation;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;

namespace Matchmaking.TalentProfiles.Achievements;

/// <summary>An achievement as it is entered.</summary>
/// <param name="Kind">paper, patent, project, award, standard, product or conversion_contract.</param>
/// <param name="Title">1 to 300 characters.</param>
/// <param name="Date">Publication, grant, end or signature; from 1950 to a year ahead.</param>
/// <param name="Role">The expert's part in it, up to 60 characters.</param>
/// <param name="Text">Abstract or description, up to 10,000 characters.</param>
/// <param name="AmountYuan">Money of a project or contract in yuan, 0 to 1e12; left out when unknown.</param>
public sealed record AchievementForm(string? Kind, string? Title, DateOnly? Date, string? Role, string? Text, decimal? AmountYuan);

/// <summary>An achievement as it stands in the profile of its expert.</summary>
public sealed record AchievementView(Guid Id, string Kind, string Title, DateOnly? Date, string? Role, string? Text, decimal? AmountYuan)
{
    internal AchievementForm Form() => new(Kind, Title, Date, Role, Text, AmountYuan);
}

/// <summary>Rules of <see cref="AchievementForm"/>.</summary>
public sealed class AchievementFormValidator : AbstractValidator<AchievementForm>
{
    /// <summary>Sets the rules.</summary>
    public AchievementFormValidator(TimeProvider clock)
    {
        RuleFor(a => a.Kind).Required(Codes.AchievementKinds.Contains, "unknown_achievement_kind", $"One of: {string.Join(", ", Codes.AchievementKinds.Codes)}.");
        RuleFor(a => a.Title).NotEmpty().MaximumLength(300);
        RuleFor(a => a.Date)
            .Must(date => date is null || (date.Value.Year >= 1950 && date <= DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddYears(1)))
            .WithErrorCode("out_of_range").WithMessage("A date lies between 1950 and a year from now.");
        RuleFor(a => a.Role).MaximumLength(60);
        RuleFor(a => a.Text).MaximumLength(10_000);
        RuleFor(a => a.AmountYuan).InclusiveBetween(0, 1_000_000_000_000m);
    }
}
