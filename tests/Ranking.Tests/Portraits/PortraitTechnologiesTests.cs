namespace Matchmaking.Ranking.Tests.Portraits;

public sealed class PortraitTechnologiesTests
{
    [Fact]
    public void A_technology_of_the_graph_comes_with_names_fields_and_the_sentence_that_names_it()
    {
        var achievement = Samples.Achievement("patent", "薄膜拉伸工艺", "2025-11-01", text: "先预热。聚酯薄膜双向拉伸后热定型。再收卷。");
        var film = Drawing.Draw("", achievement).Technology("film");
        Assert.Equal(("聚酯薄膜", "polyester film", 1), (film.Zh, film.En, film.Weight));
        Assert.Equal([("40", "新材料")], film.Fields.Select(field => (field.Code, field.Name)));
        var evidence = Assert.Single(film.Evidence);
        Assert.Equal(("patent", achievement.AchievementId, "薄膜拉伸工艺", achievement.Date), (evidence.Source, evidence.AchievementId, evidence.Title, evidence.Date));
        Assert.Equal(("聚酯薄膜双向拉伸后热定型。", "聚酯薄膜"), (evidence.Sentence, evidence.Named));
    }

    [Fact]
    public void An_english_text_names_the_same_technology() =>
        Assert.Equal("solid-state batteries", Drawing.Draw("We build solid-state batteries.").Technology("solid-battery").Evidence[0].Named);

    [Fact]
    public void A_text_without_sentences_is_shown_whole()
    {
        var portrait = Drawing.Draw(Drawing.Bare("", Samples.Achievement("paper", "钢", text: "铝")) with { ResearchDirections = ["铝钢"] });
        Assert.Equal(("钢\n铝", null), portrait.Technologies[0].Evidence.Where(evidence => evidence.Source == "paper").Select(evidence => (evidence.Sentence, evidence.Named)).Single());
    }

    [Theory]
    [InlineData("2026-11-01", 1, 1, 1)]
    [InlineData("2021-11-01", 1, 0.5, 0.5)]
    [InlineData(null, 1, 0.7, 0.7)]
    [InlineData("2031-01-01", 1, 1, 1)]
    public void An_achievement_loses_half_in_five_years(string? date, double full, double decay, double weight)
    {
        var evidence = Drawing.Draw("", Samples.Achievement("paper", "聚酯薄膜", date)).Technology("film").Evidence[0];
        Assert.Equal((full, decay, weight), (evidence.FullWeight, Math.Round(evidence.Decay, 2), Math.Round(evidence.Weight, 2)));
    }

    [Fact]
    public void A_statement_counts_half_and_only_once()
    {
        var said = Drawing.Draw(Drawing.Bare("做聚酯薄膜。聚酯薄膜。", Samples.Achievement("paper", "固态电池", "2026-11-01")) with { ResearchDirections = ["聚酯薄膜"] });
        Assert.Equal((0.5, 2, 0), (said.Technology("film").Weight, said.Technology("film").Documents, said.Technology("film").Achievements));
        Assert.All(said.Technology("film").Evidence, evidence => Assert.Equal((0.5, 1, 0.5), (evidence.FullWeight, evidence.Decay, evidence.Weight)));
    }

    [Fact]
    public void Naming_again_in_a_document_and_entering_it_twice_add_nothing()
    {
        var once = Drawing.Draw("", Samples.Achievement("paper", "聚酯薄膜"), Samples.Achievement("paper", "固态电池"));
        var again = Drawing.Draw("", Samples.Achievement("paper", "聚酯薄膜"), Samples.Achievement("paper", "固态电池", text: "固态电池，固态电池。"), Samples.Achievement("paper", "聚酯薄膜"));
        Assert.Equal(once.Technologies.Select(t => (t.Id, t.Weight)).Order(), again.Technologies.Select(t => (t.Id, t.Weight)).Order());
        Assert.Contains(again.Gaps, gap => gap.Code == "achievement_doubled");
    }

    [Fact]
    public void A_broader_technology_stands_beside_two_kinds_of_it_unless_it_is_as_wide_as_a_field()
    {
        var portrait = Drawing.Draw(
            "", Samples.Achievement("paper", "固态电池", "2026-11-01"), Samples.Achievement("paper", "钠离子电池", "2026-11-01"), Samples.Achievement("paper", "注塑托盘与注塑周转箱", "2026-11-01"));
        var battery = portrait.Technology("battery");
        Assert.Equal(["sodium-battery", "solid-battery"], battery.Kinds.Order());
        Assert.Equal((1, 2), (battery.Weight, battery.Achievements));
        // 0.7 of the two documents together.
        Assert.Equal(1 / 1.4, portrait.Technology("solid-battery").Weight, 3);
        Assert.DoesNotContain(portrait.Technologies, technology => technology.Id is "plastic" or "power");
    }

    [Fact]
    public void A_broader_technology_that_is_named_itself_is_not_merged()
    {
        var portrait = Drawing.Draw("", Samples.Achievement("paper", "固态电池"), Samples.Achievement("paper", "钠离子电池"), Samples.Achievement("paper", "化学电源"));
        Assert.Equal((0, 1), (portrait.Technology("battery").Kinds.Count, portrait.Technology("battery").Documents));
    }

    [Fact]
    public void One_kind_alone_makes_no_broader_technology() =>
        Assert.DoesNotContain(Drawing.Draw("固态电池。固态电池").Technologies, technology => technology.Id == "battery");

    [Fact]
    public void What_the_graph_does_not_know_is_told_in_the_words_of_the_profile_without_an_id()
    {
        var portrait = Drawing.Draw(Drawing.Bare(
            "用蚕丝蛋白微球做止血。聚酯薄膜、固态电池、钠离子电池都试过。", Samples.Achievement("paper", "蚕丝蛋白微球的制备", "2026-11-01")) with
        { ResearchDirections = ["聚酯薄膜", "桑黄发酵"] });
        Assert.Equal(["桑黄发酵", "蚕丝蛋白微球"], portrait.Technologies.Where(technology => technology.Id is null).Select(technology => technology.Zh).Order(StringComparer.Ordinal));
        var own = portrait.Technologies[0];
        Assert.Equal(("蚕丝蛋白微球", null, 2, 1), (own.Zh, own.En, own.Documents, own.Achievements));
        Assert.Equal(("蚕丝蛋白微球的制备", "蚕丝蛋白微球"), (own.Evidence[0].Sentence, own.Evidence[0].Named));
    }

    [Fact]
    public void A_phrase_of_one_title_counts_only_where_little_else_is_known_and_that_of_an_award_never()
    {
        Assert.Contains("蚕丝蛋白微球", Drawing.Draw("", Samples.Achievement("paper", "蚕丝蛋白微球的制备")).Technologies.Select(t => t.Zh));
        Assert.DoesNotContain(
            "蚕丝蛋白微球", Drawing.Draw("聚酯薄膜、固态电池、钠离子电池", Samples.Achievement("paper", "蚕丝蛋白微球的制备")).Technologies.Select(t => t.Zh));
        Assert.Empty(Drawing.Draw("", Samples.Achievement("award", "蚕丝蛋白微球的制备")).Technologies);
    }

    [Theory]
    [InlineData("聚酯薄膜没做过。")]
    [InlineData("只测固态电池，聚酯薄膜不做。")]
    [InlineData("做固态电池不做聚酯薄膜。")]
    [InlineData("本人对聚酯薄膜没有量产经历。")]
    [InlineData("聚酯薄膜本身不熟，别的都行。")]
    public void What_an_expert_denies_counts_for_nothing(string text) => Assert.DoesNotContain(Drawing.Draw(text).Technologies, technology => technology.Id == "film");

    [Theory]
    [InlineData("聚酯薄膜做了十年，钠离子电池没做过。")]
    [InlineData("只做聚酯薄膜不做固态电池。")]
    [InlineData("国内没有的聚酯薄膜。")]
    public void What_stands_beside_a_denial_still_counts(string text) => Assert.Contains(Drawing.Draw(text).Technologies, technology => technology.Id == "film");
}
