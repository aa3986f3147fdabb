using Matchmaking.Insights.Figures;

namespace Matchmaking.Insights.Tests;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2026", "year", "2026-01-01", "2027-01-01", "2025", "2025")]
    [InlineData("2026-Q1", "quarter", "2026-01-01", "2026-04-01", "2025-Q4", "2025-Q1")]
    [InlineData("2026-Q4", "quarter", "2026-10-01", "2027-01-01", "2026-Q3", "2025-Q4")]
    [InlineData("2026-01", "month", "2026-01-01", "2026-02-01", "2025-12", "2025-01")]
    [InlineData("2024-02", "month", "2024-02-01", "2024-03-01", "2024-01", "2023-02")]
    [InlineData("2026-W01", "week", "2025-12-29", "2026-01-05", "2025-W52", "2025-W01")]
    [InlineData("2026-W53", "week", "2026-12-28", "2027-01-04", "2026-W52", null)]
    [InlineData("2021-W01", "week", "2021-01-04", "2021-01-11", "2020-W53", "2020-W01")]
    public void A_period_knows_its_days_its_neighbours_and_the_year_before(string name, string kind, string from, string to, string previous, string? yearBefore)
    {
        var period = Period.Read(name)!;

        Assert.Equal((name, kind, DateOnly.Parse(from), DateOnly.Parse(to)), (period.Name, period.Kind, period.From, period.To));
        Assert.Equal((previous, yearBefore), (period.Previous().Name, period.YearBefore()?.Name));
        Assert.Equal(period, period.Previous().Next());
        Assert.Equal(period, Period.Containing(kind, period.From));
        Assert.Equal(period, Period.Containing(kind, period.To.AddDays(-1)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("26")]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("2026-7")]
    [InlineData("2026-Q0")]
    [InlineData("2026-Q5")]
    [InlineData("2026-Q01")]
    [InlineData("2025-W53")]
    [InlineData("2026-W00")]
    [InlineData("2026-W1")]
    [InlineData("1999")]
    [InlineData("2200-01")]
    [InlineData("２０２６")]
    [InlineData("2026-07\n")]
    public void What_is_no_period_is_none(string? text) => Assert.Null(Period.Read(text));

    [Fact]
    public void Every_day_of_a_decade_lies_in_one_period_of_each_kind_and_they_follow_each_other()
    {
        foreach (var kind in Period.Kinds)
        {
            var period = Period.Containing(kind, new(2020, 1, 1));
            for (var day = new DateOnly(2020, 1, 1); day < new DateOnly(2030, 1, 1); day = day.AddDays(1))
            {
                if (day == period.To)
                {
                    period = period.Next();
                }

                Assert.Equal(period, Period.Containing(kind, day));
                Assert.Equal(period, Period.Read(period.Name));
            }
        }
    }
}
