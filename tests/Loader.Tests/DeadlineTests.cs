namespace Matchmaking.Loader.Tests;

public sealed class DeadlineTests
{
    [Theory]
    [InlineData("2027-06-30", "2026-11-22", "2027-06-30")]
    [InlineData("2027-06-30", "2027-06-30", "2027-06-30")]
    [InlineData("2027-06-30", "2027-07-01", "2028-06-30")]
    [InlineData("2027-06-30", "2031-01-01", "2031-06-30")]
    [InlineData("2028-02-29", "2029-01-01", "2029-02-28")]
    public void A_deadline_that_has_passed_moves_on_by_whole_years(string deadline, string today, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, null), ApiBodies.Ahead(DateOnly.Parse(deadline, null), DateOnly.Parse(today, null)));
}
