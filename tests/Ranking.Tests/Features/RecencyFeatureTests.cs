using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class RecencyFeatureTests
{
    private static readonly RecencyFeature Feature = new();

    [Theory]
    [InlineData("2026-11-01", 1)]
    [InlineData("2027-05-01", 1)]
    [InlineData("2021-11-01", 0.5)]
    [InlineData("2016-11-01", 0.25)]
    public void Five_years_take_half(string date, double value) => Assert.Equal(value, Feature.Value(Pairings.Holding(new Doc("paper", 0.2, date)))!.Value, 3);

    [Fact]
    public void The_newest_that_supports_the_demand_counts()
    {
        var pairing = Pairings.Holding(new Doc("paper", 0.2, "2012-01-01"), new Doc("paper", 0.04, "2021-11-01"), new Doc("paper", 0.03, "2026-01-01"), new Doc("paper", 0.5, null));
        Assert.Equal(0.5, Feature.Value(pairing)!.Value, 3);
        Assert.Equal(new Wording("最近的支撑成果在2021年", "The newest supporting achievement is from 2021"), Feature.Told(pairing));
    }

    [Fact]
    public void Without_a_date_it_is_unknown()
    {
        Assert.Null(Feature.Value(Pairings.Holding(new Doc("paper", 0.5, null), new Doc("paper", 0.01))));
        Assert.Equal(new Wording("没有注明日期的支撑成果", "No dated achievement supports this need"), Feature.Told(Pairings.Holding(new Doc("paper", 0.5, null))));
    }

    [Fact]
    public void More_closer_or_younger_achievements_never_lowers_the_value() => Rising.NeverLowers(Feature, (pairing, random) => Rising.Evidence(pairing, random, "paper"));
}
