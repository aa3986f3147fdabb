using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class EvidenceStrengthFeatureTests
{
    private static readonly EvidenceStrengthFeature Feature = new();

    [Fact]
    public void Two_achievements_at_half_nearness_and_fresh_give_one_half() =>
        Assert.Equal(0.5, Feature.Value(Pairings.Holding(new Doc("paper", 0.25, "2026-11-01"), new Doc("award", 0.25, "2026-11-01")))!.Value, 9);

    [Fact]
    public void More_closer_and_fresher_achievements_are_stronger()
    {
        Assert.True(Share(new Doc("paper"), new Doc("patent")) > Share(new Doc("paper")));
        Assert.True(Share(new Doc("paper", 0.2)) > Share(new Doc("paper", 0.1)));
        Assert.True(Share(new Doc("paper", Date: "2025-01-01")) > Share(new Doc("paper", Date: "2012-01-01")));
        Assert.True(Share(new Doc("paper", Date: null)) > Share(new Doc("paper", Date: "2012-01-01")));
    }

    [Fact]
    public void Age_takes_three_tenths_at_most() => Assert.InRange(Share(new Doc("paper", 0.25, "1970-01-01")), 0.35 / 1.35, 0.36 / 1.36);

    [Fact]
    public void What_experts_say_of_themselves_is_no_evidence() => Assert.Equal(0, Share(new Doc("profile", 0.9), new Doc("directions", 0.9)));

    [Fact]
    public void The_supporting_achievements_are_told()
    {
        Assert.Equal(
            new Wording("没有直接支撑该需求的成果", "No achievement directly supports this need"),
            Feature.Told(Pairings.Holding(new Doc("paper", 0.03), new Doc("profile", 0.9))));
        Assert.Equal(
            new Wording("2项成果支撑该需求，最近一项在2024年", "2 achievements support this need, the newest from 2024"),
            Feature.Told(Pairings.Holding(new Doc("paper", 0.04, "2020-01-01"), new Doc("paper", 0.2, "2024-01-01"))));
        Assert.Equal(
            new Wording("1项成果支撑该需求，最近一项在2024年", "1 achievement supports this need, from 2024"),
            Feature.Told(Pairings.Holding(new Doc("paper", 0.2, "2024-01-01"))));
        Assert.Equal(new Wording("1项成果支撑该需求", "1 achievement supports this need"), Feature.Told(Pairings.Holding(new Doc("paper", 0.2, null))));
    }

    [Fact]
    public void More_closer_or_younger_achievements_never_lowers_the_value() => Rising.NeverLowers(Feature, (pairing, random) => Rising.Evidence(pairing, random, "document"));

    private static double Share(params Doc[] documents) => Feature.Value(Pairings.Holding(documents))!.Value;
}
