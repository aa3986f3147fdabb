using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class BackedStatementFeatureTests
{
    private static readonly BackedStatementFeature Feature = new();

    [Theory]
    [InlineData(0.4, 0.4, 1.0, "自述有成果佐证", "The self-description is backed by achievements")]
    [InlineData(0.2, 0.6, 1.0, "自述有成果佐证", "The self-description is backed by achievements")]
    [InlineData(0.4, 0.2, 0.5, "自述只有部分成果佐证", "The self-description is only partly backed by achievements")]
    [InlineData(0.4, 0.04, 0.1, "自述缺少成果佐证", "The self-description is not backed by achievements")]
    [InlineData(0.04, 0.4, null, "自述没有提到该需求的主题", "The self-description does not mention the subject of this need")]
    public void Achievements_are_measured_by_what_is_said(double said, double shown, double? value, string told, string english)
    {
        var pairing = Pairings.Holding(new Doc("profile", said), new Doc("directions", said / 2), new Doc("paper", shown));
        Assert.Equal(value is null, Feature.Value(pairing) is null);
        Assert.Equal(value ?? 0, Feature.Value(pairing) ?? 0, 9);
        Assert.Equal(new Wording(told, english), Feature.Told(pairing));
    }

    [Fact]
    public void A_statement_without_achievements_is_backed_by_nothing_and_without_a_statement_it_is_unknown()
    {
        Assert.Equal(0, Feature.Value(Pairings.Holding(new Doc("profile", 0.4))));
        Assert.Null(Feature.Value(Pairings.Holding(new Doc("paper", 0.4))));
    }

    [Fact]
    public void Closer_achievements_never_lowers_the_value() => Rising.NeverLowers(Feature, (pairing, random) => random.Next(2) == 0
        ? Rising.Closer(pairing, random, document => document.IsAchievement)
        : Rising.More(pairing, random, "paper"));
}
