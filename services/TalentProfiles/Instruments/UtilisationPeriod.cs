using System.Globalization;
using Matchmaking.Platform.Http;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>Days that 使用率 is asked for, in local time.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The one after the last.</param>
internal readonly record struct UtilisationPeriod(DateOnly From, DateOnly To)
{
    private const int MostDays = 1_100;

    /// <summary>When it begins, UTC.</summary>
    public DateTimeOffset Begin => LocalTime.Midnight(From);

    /// <summary>When it ends, UTC, or <paramref name="now"/> before: what is still to come counts neither as available nor as unused.</summary>
    public DateTimeOffset EndBefore(DateTimeOffset now) => now < Begin ? Begin : now < LocalTime.Midnight(To) ? now : LocalTime.Midnight(To);

    /// <summary>The twelve months before <paramref name="now"/>.</summary>
    public static UtilisationPeriod Year(DateTimeOffset now) => new(LocalTime.Day(now).AddMonths(-12), LocalTime.Day(now).AddDays(1));

    /// <summary>Reads a period, 2026, 2026-Q3 or 2026-11, or the days from and before to. A fault is a 400.</summary>
    public static FieldError? TryRead(string? period, DateOnly? from, DateOnly? to, out UtilisationPeriod days)
    {
        days = default;
        if (period is not null)
        {
            if (from is not null || to is not null || Months(period) is not { } months)
            {
                return new FieldError("period", "invalid_period", "A year, a quarter or a month, such as 2026, 2026-Q3 or 2026-11, without from and to.");
            }

            days = new(months.First, months.First.AddMonths(months.Count));
            return null;
        }

        if (from is not { Year: >= 2000 and <= 9000 } first)
        {
            return new FieldError("period", "required", "A period, or from and to.");
        }

        if (to is not { } end || end <= first || end > first.AddDays(MostDays))
        {
            return new FieldError("to", "out_of_range", $"to is after from and at most {MostDays} days later.");
        }

        days = new(first, end);
        return null;
    }

    private static (DateOnly First, int Count)? Months(string period)
    {
        if (period.Length < 4 || !int.TryParse(period[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 2000 or > 9000)
        {
            return null;
        }

        return period[4..] switch
        {
            "" => (new DateOnly(year, 1, 1), 12),
            ['-', 'Q', >= '1' and <= '4' and var quarter] => (new DateOnly(year, ((quarter - '1') * 3) + 1, 1), 3),
            ['-', _, _] rest when int.TryParse(rest[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12 => (new DateOnly(year, month, 1), 1),
            _ => null,
        };
    }
}
