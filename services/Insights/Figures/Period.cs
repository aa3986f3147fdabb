using System.Globalization;
using System.Text.RegularExpressions;

namespace Matchmaking.Insights.Figures;

/// <summary>A week (ISO 8601, from Monday), month, quarter or year, in Chinese days.</summary>
/// <param name="Name">As it is written: 2026, 2026-Q3, 2026-07 or 2026-W05.</param>
/// <param name="Kind">week, month, quarter or year.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The day after the last.</param>
public sealed partial record Period(string Name, string Kind, DateOnly From, DateOnly To)
{
    /// <summary>What a period must be, for whoever wrote another.</summary>
    public const string Rule = "A period is a year 2026, a quarter 2026-Q3, a month 2026-07 or a week 2026-W05, from 2000 to 2199.";

    /// <summary>The kinds, the shortest first.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["week", "month", "quarter", "year"];

    /// <summary>Reads a period; null when it is none.</summary>
    public static Period? Read(string? text)
    {
        if (text is null || Pattern().Match(text) is not { Success: true } match)
        {
            return null;
        }

        int? Of(string group) => match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;
        var year = Of("year")!.Value;
        return year is < 2000 or > 2199 ? null
            : Of("quarter") is { } quarter ? Quarter(year, quarter)
            : Of("week") is { } week ? (week >= 1 && week <= ISOWeek.GetWeeksInYear(year) ? Week(year, week) : null)
            : Of("month") is { } month ? (month is >= 1 and <= 12 ? Month(year, month) : null)
            : Year(year);
    }

    /// <summary>The one before, of the same kind (环比).</summary>
    public Period Previous() => Containing(Kind, From.AddDays(-1));

    /// <summary>The next one, of the same kind.</summary>
    public Period Next() => Containing(Kind, To);

    /// <summary>The same a year before (同比); null for a week 53 whose year before has none.</summary>
    public Period? YearBefore() => Kind == "week"
        ? Read($"{ISOWeek.GetYear(At(From)) - 1:0000}-W{ISOWeek.GetWeekOfYear(At(From)):00}")
        : Containing(Kind, From.AddYears(-1));

    /// <summary>The period of a kind in which a day lies.</summary>
    public static Period Containing(string kind, DateOnly day) => kind switch
    {
        "week" => Week(ISOWeek.GetYear(At(day)), ISOWeek.GetWeekOfYear(At(day))),
        "month" => Month(day.Year, day.Month),
        "quarter" => Quarter(day.Year, ((day.Month - 1) / 3) + 1),
        _ => Year(day.Year),
    };

    /// <summary>Whether the days from <paramref name="from"/> to before <paramref name="to"/> lie in it.</summary>
    public bool Holds(DateOnly from, DateOnly to) => From <= from && to <= To;

    private static Period Year(int year) => new($"{year:0000}", "year", new(year, 1, 1), new(year + 1, 1, 1));

    private static Period Quarter(int year, int quarter)
    {
        var from = new DateOnly(year, (3 * quarter) - 2, 1);
        return new($"{year:0000}-Q{quarter}", "quarter", from, from.AddMonths(3));
    }

    private static Period Month(int year, int month)
    {
        var from = new DateOnly(year, month, 1);
        return new($"{year:0000}-{month:00}", "month", from, from.AddMonths(1));
    }

    private static Period Week(int year, int week)
    {
        var from = DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday));
        return new($"{year:0000}-W{week:00}", "week", from, from.AddDays(7));
    }

    private static DateTime At(DateOnly day) => day.ToDateTime(TimeOnly.MinValue);

    [GeneratedRegex(@"^(?<year>[0-9]{4})(-(Q(?<quarter>[1-4])|W(?<week>[0-9]{2})|(?<month>[0-9]{2})))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
