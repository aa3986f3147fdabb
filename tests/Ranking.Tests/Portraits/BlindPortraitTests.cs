using System.Text.Json;
using Matchmaking.Contracts.TalentProfiles;

namespace Matchmaking.Ranking.Tests.Portraits;

public sealed class BlindPortraitTests
{
    private static TalentProfile Written(string title, string degree) => Drawing.Bare(
        $"本人系{title}，{degree}，研究聚酯薄膜与固态电池。带{degree}三名，{title}团队做过钠离子电池。",
        Samples.Achievement("paper", $"{title}指导下的聚酯薄膜结晶", text: $"由{degree}完成，聚酯薄膜双向拉伸。"),
        Samples.Achievement("project", $"{degree}课题：蚕丝蛋白微球制备", text: $"{title}负责，蚕丝蛋白微球。")) with
    { ResearchDirections = [$"{title}工作室", "桑黄发酵"], Fields = ["403"] };

    // Everything but the sentences, which are verbatim, and the titles of evidence.
    private static string Judged(TalentProfile profile)
    {
        var portrait = Drawing.Draw(profile);
        return JsonSerializer.Serialize(new
        {
            Technologies = portrait.Technologies.Select(t => new { t.Id, t.Zh, t.Weight, t.Documents, t.Achievements, Evidence = t.Evidence.Select(e => new { e.Source, e.FullWeight, e.Decay, e.Weight }) }),
            portrait.Axes,
            portrait.Strengths,
            portrait.Gaps,
            portrait.Coverage,
            portrait.ThinReasons,
        });
    }

    [Theory]
    [InlineData("讲师", "学士")]
    [InlineData("正高级工程师", "博士后")]
    [InlineData("Associate Professor", "PhD")]
    [InlineData("院士", "博士")]
    public void Words_of_degree_and_title_in_the_texts_move_no_weight_and_no_axis(string title, string degree) =>
        Assert.Equal(Judged(Written("教授", "硕士")), Judged(Written(title, degree)));

    [Fact]
    public void Leaving_them_out_moves_nothing_either()
    {
        static (string?, string, double)[] Weights(TalentProfile profile) => [.. Drawing.Draw(profile).Technologies.Select(t => (t.Id, t.Zh, t.Weight))];
        Assert.Equal(Weights(Written("教授", "博士")), Weights(Written("", "")));
        Assert.Equal(Drawing.Draw(Written("教授", "博士")).Axes.Select(axis => axis.Value), Drawing.Draw(Written("", "")).Axes.Select(axis => axis.Value));
    }

    [Fact]
    public void A_phrase_of_a_title_is_read_without_them() =>
        Assert.Equal(["蚕丝蛋白微球"], Drawing.Draw("", Samples.Achievement("paper", "教授蚕丝蛋白微球")).Technologies.Select(technology => technology.Zh));

    [Fact]
    public void Degree_and_title_of_the_form_change_no_byte() => Assert.Equal(
        JsonSerializer.Serialize(Drawing.Draw(Samples.Profile())),
        JsonSerializer.Serialize(Drawing.Draw(Samples.Profile() with { Degree = null, Title = "院士" })));
}
