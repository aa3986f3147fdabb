using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class StatementFitFeatureTests
{
    private static readonly StatementFitFeature Feature = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 0.2)]
    [InlineData(0.5, 1)]
    [InlineData(0.9, 1)]
    public void The_closest_statement_counts_up_to_one_half(double cosine, double value) =>
        Assert.Equal(value, Feature.Value(Pairings.Holding(new Doc("directions", cosine), new Doc("paper", 0.95)))!.Value, 9);

    [Fact]
    public void Without_any_it_is_unknown()
    {
        Assert.Null(Feature.Value(Pairings.Holding(new Doc("paper", 0.9))));
        Assert.Equal(new Wording("没有填写自述", "No self-description given"), Feature.Told(Pairings.Holding(new Doc("paper", 0.9))));
    }

    [Fact]
    public void The_nearness_is_told() => Assert.Equal(
        new Wording("自述与需求的相似度0.120", "The self-description has a similarity of 0.120 to the need"),
        Feature.Told(Pairings.Holding(new Doc("directions", 0.12), new Doc("paper", 0.3))));

    [Fact]
    public void A_closer_one_never_lowers_the_value() => Rising.NeverLowers(Feature, (pairing, random) => Rising.Closer(pairing, random, document => !document.IsAchievement));
}
