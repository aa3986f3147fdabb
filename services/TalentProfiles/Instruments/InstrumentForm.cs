using FluentValidation;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>Hours of a day of the week that it is open, in the local time of Asia/Shanghai.</summary>
/// <param name="Weekday">1 for Monday to 7 for Sunday.</param>
/// <param name="From">HH:mm.</param>
/// <param name="To">HH:mm, after From; 24:00 for the end of the day.</param>
public sealed record OpeningHours(int? Weekday, string? From, string? To);

/// <summary>An instrument, a pilot line or a platform as it is entered. It names organisations and no person.</summary>
/// <param name="OwnerCreditCode">管理单位. An institute must be registered.</param>
/// <param name="OwnerKind">institute or enterprise.</param>
/// <param name="Kind">instrument, pilot_line or platform.</param>
/// <param name="PlatformKind">concept_proof, pilot_base or public_service, of a platform alone.</param>
/// <param name="Name">名称, 2 to 100 characters.</param>
/// <param name="EnglishName">Up to 200 characters.</param>
/// <param name="Model">规格型号, up to 100 characters.</param>
/// <param name="RegionCode">GB/T 2260 code of where it stands.</param>
/// <param name="Fields">服务领域: up to 5 codes of 国家重点支持的高新技术领域.</param>
/// <param name="Indicators">主要技术指标, up to 5,000 characters.</param>
/// <param name="SampleRequirements">样品要求, up to 2,000 characters.</param>
/// <param name="ServiceDays">服务周期 in days, 0 to 366.</param>
/// <param name="ValueYuan">What it was bought for in yuan, 0 to 1e10.</param>
/// <param name="BoughtOn">When it was bought.</param>
/// <param name="PriceYuan">Price in yuan for each unit, 0 to 1e8.</param>
/// <param name="PriceElsewhereYuan">The price for organisations of other regions; the same where it is left out.</param>
/// <param name="PriceUnit">hour, day, sample or batch.</param>
/// <param name="LeadHours">Hours that a booking is asked for ahead, 0 to 2160.</param>
/// <param name="OpeningHours">1 to 50 intervals that do not overlap.</param>
/// <param name="ClosedDays">Up to 366 days on which it is closed, local time.</param>
public sealed record InstrumentForm(
    string? OwnerCreditCode,
    string? OwnerKind,
    string? Kind,
    string? PlatformKind,
    string? Name,
    string? EnglishName,
    string? Model,
    string? RegionCode,
    IReadOnlyList<string>? Fields,
    string? Indicators,
    string? SampleRequirements,
    int? ServiceDays,
    decimal? ValueYuan,
    DateOnly? BoughtOn,
    decimal? PriceYuan,
    decimal? PriceElsewhereYuan,
    string? PriceUnit,
    int? LeadHours,
    IReadOnlyList<OpeningHours>? OpeningHours,
    IReadOnlyList<DateOnly>? ClosedDays);

/// <summary>Rules of <see cref="InstrumentForm"/>.</summary>
public sealed class InstrumentFormValidator : AbstractValidator<InstrumentForm>
{
    private const int MostIntervals = 50;

    /// <summary>Sets the rules.</summary>
    public InstrumentFormValidator(TimeProvider clock)
    {
        RuleFor(i => i.OwnerCreditCode).Required(CreditCode.IsValid, "invalid_credit_code", CreditCode.Rule);
        RuleFor(i => i.OwnerKind).Required(InstrumentCodes.OwnerKinds.Contains, "unknown_owner_kind", $"One of: {string.Join(", ", InstrumentCodes.OwnerKinds.Codes)}.");
        RuleFor(i => i.Kind).Required(InstrumentCodes.Kinds.Contains, "unknown_instrument_kind", $"One of: {string.Join(", ", InstrumentCodes.Kinds.Codes)}.");
        RuleFor(i => i.PlatformKind).Must((form, kind) => form.Kind == "platform" ? InstrumentCodes.PlatformKinds.Contains(kind) : kind is null)
            .WithErrorCode("unknown_platform_kind").WithMessage($"Of a platform, and of nothing else, one of: {string.Join(", ", InstrumentCodes.PlatformKinds.Codes)}.");
        RuleFor(i => i.Name).NotEmpty().MinimumLength(2).MaximumLength(100);
        RuleFor(i => i.EnglishName).MaximumLength(200);
        RuleFor(i => i.Model).MaximumLength(100);
        RuleFor(i => i.RegionCode).Required(Regions.IsValid, "unknown_region", Regions.Rule);
        this.EachOf(i => i.Fields, 0, 5, TechnologyFields.IsValid, "unknown_field_code", TechnologyFields.Rule);
        RuleFor(i => i.Indicators).MaximumLength(5_000);
        RuleFor(i => i.SampleRequirements).MaximumLength(2_000);
        RuleFor(i => i.ServiceDays).InclusiveBetween(0, 366);
        RuleFor(i => i.ValueYuan).NotNull().InclusiveBetween(0, 10_000_000_000m);
        RuleFor(i => i.BoughtOn).Must(day => day is null || (day.Value.Year >= 1950 && day <= LocalTime.Day(clock.GetUtcNow())))
            .WithErrorCode("out_of_range").WithMessage("It was bought between 1950 and today.");
        RuleFor(i => i.PriceYuan).NotNull().InclusiveBetween(0, 100_000_000m);
        RuleFor(i => i.PriceElsewhereYuan).InclusiveBetween(0, 100_000_000m);
        RuleFor(i => i.PriceUnit).Required(InstrumentCodes.PriceUnits.Contains, "unknown_price_unit", $"One of: {string.Join(", ", InstrumentCodes.PriceUnits.Codes)}.");
        RuleFor(i => i.LeadHours).InclusiveBetween(0, 2_160);
        RuleFor(i => i.OpeningHours).Cascade(CascadeMode.Stop).NotEmpty()
            .Must(hours => hours!.Count <= MostIntervals).WithErrorCode("too_many").WithMessage($"At most {MostIntervals} entries are taken.")
            .Must(AreSound).WithErrorCode("invalid_opening_hours").WithMessage("Each has a weekday of 1 to 7 and from before to, as HH:mm; intervals of a day do not overlap.");
        RuleFor(i => i.ClosedDays).Must(days => days is null || days.Count <= 366).WithErrorCode("too_many").WithMessage("At most 366 entries are taken.");
    }

    private static bool AreSound(IReadOnlyList<OpeningHours>? hours)
    {
        var read = hours!.Select(entry => entry is null ? default : (entry.Weekday, From: LocalTime.Minute(entry.From), To: LocalTime.Minute(entry.To))).ToArray();
        if (read.Any(entry => entry.Weekday is not (>= 1 and <= 7) || entry.From is null || entry.To is null || entry.From >= entry.To))
        {
            return false;
        }

        var inOrder = read.OrderBy(entry => entry.Weekday).ThenBy(entry => entry.From).ToArray();
        return inOrder.Zip(inOrder.Skip(1)).All(pair => pair.First.Weekday != pair.Second.Weekday || pair.First.To <= pair.Second.From);
    }
}
