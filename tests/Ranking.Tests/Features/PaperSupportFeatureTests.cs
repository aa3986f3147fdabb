using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class PaperSupportFeatureTests
{
    private static readonly PaperSupportFeature Feature = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 0.5)]
    [InlineData(0.75, 0.6)]
    public void A_fresh_one_at_half_nearness_gives_one_half(double cosine, double value) =>
        Assert.Equal(value, Feature.Value(Pairings.Holding(new Doc("paper", cosine, "2026-11-01")))!.Value, 9);

    [Fact]
    public void Another_kind_gives_nothing_and_an_unknown_one_is_unknown()
    {
        Assert.Equal(0, Feature.Value(Pairings.Holding(new Doc("patent", 0.9))));
        Assert.Null(Feature.Value(Pairings.Holding(new Doc("document", 0.9))));
        Assert.Null(Feature.Value(Pairings.Holding()));
    }

    [Fact]
    public void The_support_is_told()
    {
        Assert.Equal(
            new Wording("与需求相关的论文：支撑度50%", "Support from papers related to the need: 50%"),
            Feature.Told(Pairings.Holding(new Doc("paper", 0.25, "2026-11-01"))));
        Assert.Equal(new Wording("没有与需求相关的论文", "No papers related to the need"), Feature.Told(Pairings.Holding(new Doc("patent"))));
        Assert.Equal(new Wording("成果类别未知", "The kinds of the achievements are unknown"), Feature.Told(Pairings.Holding(new Doc("document"))));
    }

    [Fact]
    public void More_closer_or_younger_ones_never_lowers_the_value() => Rising.NeverLowers(Feature, (pairing, random) => Rising.Evidence(pairing, random, "paper"));
}
