namespace Matchmaking.Ranking.Tests.Portraits;

public sealed class CoverageTests
{
    private const string Long = "高阻隔聚酯薄膜双向拉伸工艺，解决薄膜透氧率偏高的问题，已在三条产线上稳定运行，另有一条中试线可以接样，欢迎带着卷材来做拉伸与涂布试验，也可驻厂。";

    [Fact]
    public void Facts_documents_technologies_and_text_are_counted()
    {
        var coverage = Drawing.Draw(Drawing.Bare("聚酯薄膜 四个字", Samples.Achievement("paper", "固态电池"), Samples.Achievement("paper", "钠离子电池", null)) with { ResearchDirections = ["薄膜"] }).Coverage;
        Assert.Equal((0.625, 4, 2, 1, 3), (coverage.FactsStated, coverage.Documents, coverage.Achievements, coverage.DatedDocuments, coverage.LinkedTechnologies));
        Assert.Equal((9, 9, 0.5), (coverage.EvidenceCharacters, coverage.StatementCharacters, coverage.EvidenceShare));
        Assert.Null(Drawing.Draw("").Coverage.EvidenceShare);
    }

    [Fact]
    public void A_full_profile_is_not_thin()
    {
        var portrait = Drawing.Draw(Samples.Profile(Long, Samples.Achievement("paper", "聚酯薄膜"), Samples.Achievement("patent", "薄膜涂层")));
        Assert.False(portrait.IsThin);
        Assert.Empty(portrait.ThinReasons);
    }

    [Fact]
    public void A_thin_profile_says_why()
    {
        Assert.Equal(["few_facts", "few_achievements", "little_text", "no_technologies"], Drawing.Draw("").ThinReasons.Select(reason => reason.Code));
        var one = Drawing.Draw(Samples.Profile(Long, Samples.Achievement("paper", "聚酯薄膜")));
        Assert.True(one.IsThin);
        Assert.Equal(["成果只有1项"], one.ThinReasons.Select(reason => reason.Text));
    }

    [Fact]
    public void Damage_is_flagged_with_its_share_and_a_sample()
    {
        var achievement = Samples.Achievement("paper", "聚酯薄膜", text: "拉伸后锟斤拷锟斤拷热定型");
        var damaged = Drawing.Draw("聚酯薄膜", achievement).DamagedText!;
        Assert.Equal(("paper", achievement.AchievementId, 2), (damaged.Source, damaged.AchievementId, damaged.Places));
        Assert.Equal("聚酯薄膜 拉伸后锟斤拷锟斤拷热定型", damaged.Sample);
        Assert.Equal(6 / 21.0, damaged.Share, 3);
        Assert.Null(Drawing.Draw("聚酯薄膜").DamagedText);
    }

    [Fact]
    public void Lost_characters_are_counted_though_the_normaliser_drops_them()
    {
        var damaged = Drawing.Draw("聚\uFFFD\uFFFD薄膜").DamagedText!;
        Assert.Equal((2, 0, 0.4, null), (damaged.LostCharacters, damaged.Places, damaged.Share, damaged.Sample));
    }

    [Fact]
    public void Much_damage_makes_a_portrait_thin() => Assert.Contains(
        Drawing.Draw(Samples.Profile("锟斤拷锟斤拷锟斤拷锟斤拷锟斤拷锟斤拷薄膜", Samples.Achievement("paper", "聚酯薄膜"))).ThinReasons, reason => reason.Code == "damaged_text");
}
