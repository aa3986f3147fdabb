using Matchmaking.Ranking.Portraits;

namespace Matchmaking.Ranking.Tests;

public sealed class PortraitTests
{
    private static Portrait Draw(params Contracts.TalentProfiles.TalentAchievement[] achievements) =>
        PortraitMaker.Make(Samples.Candidate(Samples.Profile(achievements: achievements)), Samples.Moment);

    private static double? Axis(Portrait portrait, string name) => portrait.Axes.Single(axis => axis.Name == name).Value;

    [Fact]
    public void A_portrait_has_six_axes_within_a_hundred_and_the_numbers_behind_them()
    {
        var portrait = Draw(Samples.Achievement("paper", "聚酯薄膜结晶"), Samples.Achievement("conversion_contract", "薄膜涂层许可", amount: 900_000));
        Assert.Equal(["research_depth", "innovation", "conversion", "industry_cooperation", "recency", "availability"], portrait.Axes.Select(axis => axis.Name));
        Assert.All(portrait.Axes, axis =>
        {
            Assert.InRange(axis.Value!.Value, 0, 100);
            Assert.NotEmpty(axis.Numbers);
        });
        Assert.False(portrait.IsThin);
    }

    [Fact]
    public void Older_work_weighs_less()
    {
        var fresh = Draw(Samples.Achievement("patent", "聚酯薄膜涂层", "2026-01-01"));
        var old = Draw(Samples.Achievement("patent", "聚酯薄膜涂层", "2012-01-01"));
        Assert.True(Axis(fresh, "innovation") > Axis(old, "innovation"));
        Assert.True(Axis(fresh, "recency") > Axis(old, "recency"));
    }

    [Fact]
    public void A_technology_is_shown_with_the_sentences_it_rests_on()
    {
        var portrait = Draw(Samples.Achievement("patent", "高阻隔聚酯薄膜的制备"), Samples.Achievement("paper", "铜合金时效"));
        Assert.Equal(("高阻隔聚酯薄膜", 1), (portrait.Technologies[0].Phrase, portrait.Technologies[0].Weight));
        Assert.Equal("高阻隔聚酯薄膜的制备", portrait.Technologies[0].Evidence[0].Title);
        Assert.Contains(portrait.Technologies, technology => technology.Phrase == "铜合金时效");
    }

    [Fact]
    public void A_thin_profile_says_so_and_names_its_gaps()
    {
        var portrait = PortraitMaker.Make(
            Samples.Candidate(Samples.Profile("") with { ResearchDirections = [], Fields = [], ServiceModes = [], RegionsServed = [] }), Samples.Moment);
        Assert.True(portrait.IsThin);
        Assert.Equal(0, portrait.Coverage);
        Assert.Contains("成果", portrait.Gaps);
        Assert.Null(Axis(portrait, "recency"));
    }

    [Fact]
    public void Degree_and_title_change_no_portrait() => Assert.Equal(
        Draw().Axes.Select(axis => axis.Value),
        PortraitMaker.Make(Samples.Candidate(Samples.Profile() with { Degree = null, Title = null }), Samples.Moment).Axes.Select(axis => axis.Value));
}
