namespace Matchmaking.Ranking.Tests.Portraits;

public sealed class StrengthsAndGapsTests
{
    [Fact]
    public void A_technology_that_two_dated_achievements_show_is_a_strength()
    {
        var portrait = Drawing.Draw("钠离子电池", Samples.Achievement("paper", "聚酯薄膜结晶", "2023-01-01"), Samples.Achievement("patent", "聚酯薄膜涂层", "2025-01-01"), Samples.Achievement("paper", "固态电池", null));
        Assert.Equal(["technology_shown:film"], Drawing.Codes(portrait.Strengths));
        Assert.Equal("聚酯薄膜：2项注明日期的成果，2023至2025年", portrait.Strengths[0].Text);
    }

    [Fact]
    public void An_axis_that_reaches_its_half_is_a_strength_but_being_free_and_recent_is_none()
    {
        var portrait = Drawing.Draw("", Samples.Achievement("patent", "甲", "2026-11-01"), Samples.Achievement("patent", "乙", "2026-11-01"));
        Assert.Equal(["axis_high:innovation"], Drawing.Codes(portrait.Strengths));
        Assert.Equal("创新产出：专利2件，折合2.0（2为50分）", portrait.Strengths[0].Text);
    }

    [Fact]
    public void Missing_facts_are_asked_for_once()
    {
        Assert.Equal(
            ["fact_missing:text", "fact_missing:research_directions", "fact_missing:fields", "fact_missing:service_modes", "fact_missing:regions_served", "fact_missing:achievements"],
            Drawing.Codes(Drawing.Draw("").Gaps));
        var one = Drawing.Draw(Samples.Profile(achievements: [Samples.Achievement("paper", "高阻隔聚酯薄膜", null)])).Gaps;
        Assert.Equal([("two_achievements", "只登记了一项成果"), ("achievement_dates", "成果都没有注明日期")], one.Select(gap => (gap.Subject, gap.Text)));
    }

    [Fact]
    public void A_direction_and_a_statement_that_no_achievement_names_are_gaps()
    {
        var portrait = Drawing.Draw(Drawing.Bare("做钠离子电池。", Samples.Achievement("paper", "固态电池")) with { ResearchDirections = ["聚酯薄膜", "桑黄发酵"] });
        Assert.Equal(["direction_unshown:聚酯薄膜", "direction_unshown:桑黄发酵", "statement_unshown:sodium-battery"], Drawing.Codes(portrait.Gaps.Where(gap => gap.Code != "fact_missing")));
        Assert.Contains(portrait.Gaps, gap => gap.Text == "没有成果提到研究方向“聚酯薄膜”");
    }

    [Fact]
    public void Whoever_has_shown_a_kind_has_shown_what_it_is_a_kind_of()
    {
        var portrait = Drawing.Draw(Drawing.Bare("做化学电源。", Samples.Achievement("paper", "固态电池")) with { ResearchDirections = ["化学电源"] });
        Assert.DoesNotContain(portrait.Gaps, gap => gap.Code is "direction_unshown" or "statement_unshown");
    }

    [Fact]
    public void A_direction_in_other_words_is_shown_by_what_holds_most_of_them()
    {
        var portrait = Drawing.Draw(Drawing.Bare("", Samples.Achievement("paper", "桑黄液体发酵")) with { ResearchDirections = ["桑黄发酵"] });
        Assert.DoesNotContain(portrait.Gaps, gap => gap.Code == "direction_unshown");
    }

    [Theory]
    [InlineData("2020-10-31", true)]
    [InlineData("2020-11-01", false)]
    [InlineData("9999-12-31", false)]
    [InlineData(null, false)]
    public void A_technology_last_shown_more_than_six_years_ago_is_stale(string? date, bool isStale)
    {
        var gaps = Drawing.Draw("", Samples.Achievement("paper", "聚酯薄膜", date), Samples.Achievement("paper", "聚酯薄膜老化", "2013-01-01")).Gaps;
        Assert.Equal(isStale, gaps.Any(gap => gap.Code == "technology_stale" && gap.Subject == "film"));
    }

    [Fact]
    public void A_stale_technology_says_when_it_was_last_shown() => Assert.Contains(
        Drawing.Draw("", Samples.Achievement("paper", "聚酯薄膜", "2016-11-01")).Gaps, gap => gap.Text == "聚酯薄膜：最近的成果在2016年，距今10.0年");
}
