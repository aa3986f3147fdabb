using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class RareTermsFeatureTests
{
    private static readonly RareTermsFeature Feature = new();

    [Fact]
    public void Who_has_the_words_of_the_title_has_more_than_who_has_those_of_the_background()
    {
        var demand = Samples.Demand("高阻隔聚酯薄膜", "涂层") with { Background = "市场竞争激烈" };
        Assert.True(
            Feature.Value(Pairings.Matched(demand, Samples.Profile("高阻隔聚酯薄膜"))) > Feature.Value(Pairings.Matched(demand, Samples.Profile("市场竞争激烈，涂层"))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.37)]
    [InlineData(1)]
    public void The_share_is_the_value(double share) => Assert.Equal(share, Feature.Value(Pairings.Fitting(texts => texts with { RareCoverage = share })));

    [Fact]
    public void The_share_is_told() => Assert.Equal(
        new Wording("最具区分度的用语有37%出现在材料中", "37% of the need's most distinctive terms appear in the documents"),
        Feature.Told(Pairings.Fitting(texts => texts with { RareCoverage = 0.37 })));

    [Fact]
    public void A_larger_share_never_lowers_the_value() =>
        Rising.NeverLowers(Feature, (pairing, random) => Rising.Texts(pairing, texts => texts with { RareCoverage = Math.Min(1, texts.RareCoverage + random.NextDouble()) }));
}
