using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class TimeLeftFeatureTests
{
    private static readonly TimeLeftFeature Feature = new();

    [Theory]
    [InlineData(-5, 0, "距离期限还有0天", "0 days left until the deadline")]
    [InlineData(1, 0, "距离期限还有1天", "1 day left until the deadline")]
    [InlineData(90, 0, "距离期限还有90天", "90 days left until the deadline")]
    [InlineData(410, 0.5, "距离期限还有410天", "410 days left until the deadline")]
    [InlineData(730, 1, "距离期限还有730天", "730 days left until the deadline")]
    [InlineData(3000, 1, "距离期限还有3000天", "3000 days left until the deadline")]
    public void A_quarter_is_nothing_and_two_years_are_all(int days, double value, string told, string english)
    {
        var pairing = Pairings.Pair(query => query with { Deadline = Samples.Today.AddDays(days) });
        Assert.Equal(value, Feature.Value(pairing));
        Assert.Equal(new Wording(told, english), Feature.Told(pairing));
    }

    [Fact]
    public void An_open_end_is_unknown()
    {
        Assert.Null(Feature.Value(Pairings.Pair(query => query with { Deadline = null })));
        Assert.Equal(new Wording("需求未填期限", "The need states no deadline"), Feature.Told(Pairings.Pair(query => query with { Deadline = null })));
    }

    [Fact]
    public void A_later_deadline_never_lowers_the_value() => Rising.NeverLowers(
        Feature, (pairing, random) => pairing with { Query = pairing.Query with { Deadline = pairing.Query.Deadline?.AddDays(random.Next(200)) } });
}
