using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Tests.Portraits;

public sealed class PortraitAxesTests
{
    [Fact]
    public void There_are_six_axes_within_a_hundred_each_with_numbers_and_a_reason()
    {
        var portrait = Drawing.Draw(Samples.Profile(achievements: [Samples.Achievement("paper", "聚酯薄膜结晶"), Samples.Achievement("conversion_contract", "薄膜涂层许可", amount: 900_000)]));
        Assert.Equal(["research_depth", "innovation", "conversion", "industry_cooperation", "recency", "availability"], portrait.Axes.Select(axis => axis.Name));
        Assert.All(portrait.Axes, axis =>
        {
            Assert.InRange(axis.Value!.Value, 0, 100);
            Assert.NotEmpty(axis.Numbers);
            Assert.NotEmpty(axis.Reason);
        });
    }

    [Fact]
    public void A_value_follows_from_its_numbers()
    {
        var axis = Drawing.Draw("", Samples.Achievement("conversion_contract", "薄膜涂层许可", "2021-11-01", 900_000), Samples.Achievement("product", "涂布机", "2026-11-01")).Axis("conversion");
        Assert.Equal(0.5 + 1 + 0.9, axis.Numbers["points"], 2);
        Assert.Equal(100 * axis.Numbers["points"] / (axis.Numbers["points"] + axis.Numbers["half"]), axis.Value!.Value, 1);
        Assert.Equal("转化合同1项、产品1项、合同金额90万元，折合2.4（2为50分）", axis.Reason);
    }

    [Theory]
    [InlineData("innovation")]
    [InlineData("recency")]
    public void Older_work_weighs_less(string name)
    {
        double? Value(string date) => Drawing.Draw("", Samples.Achievement("patent", "聚酯薄膜涂层", date)).Axis(name).Value;
        Assert.True(Value("2026-01-01") > Value("2012-01-01"));
    }

    [Fact]
    public void What_is_not_known_has_no_value_and_says_so()
    {
        var bare = Drawing.Draw("聚酯薄膜");
        Assert.All(new[] { "research_depth", "innovation", "conversion", "industry_cooperation", "recency" }, name =>
            Assert.Equal((null, "没有登记成果，无从判断"), (bare.Axis(name).Value, bare.Axis(name).Reason)));
        var unkind = Drawing.Draw("", Samples.Achievement("document", "聚酯薄膜", null));
        Assert.Equal((null, "成果类别未知，无从判断"), (unkind.Axis("innovation").Value, unkind.Axis("innovation").Reason));
        Assert.Equal((null, "成果都没有注明日期，无从判断"), (unkind.Axis("recency").Value, unkind.Axis("recency").Reason));
        Assert.NotNull(unkind.Axis("research_depth").Value);
    }

    [Fact]
    public void What_is_known_to_be_none_is_0() =>
        Assert.Equal((0, "登记的1项成果中没有专利、奖项、标准"), (Drawing.Draw("", Samples.Achievement("paper", "聚酯薄膜")).Axis("innovation").Value, Drawing.Draw("", Samples.Achievement("paper", "聚酯薄膜")).Axis("innovation").Reason));

    [Theory]
    [InlineData(3, 0, true, 100, "可同时承接3项，在做0项，还可承接3项（3项以上为满分）")]
    [InlineData(3, 2, true, 33.3, "可同时承接3项，在做2项，还可承接1项（3项以上为满分）")]
    [InlineData(1, 2, true, 0, "可同时承接1项，在做2项，还可承接0项（3项以上为满分）")]
    [InlineData(0, 0, true, 0, "目前不承接项目")]
    [InlineData(3, 0, false, 0, "未同意参与对接，按0计")]
    public void Availability_is_what_is_left_of_the_capacity(int capacity, int engagements, bool consent, double value, string reason)
    {
        var moment = new RankingMoment(Samples.Today, new Dictionary<Guid, int> { [Samples.Id(1)] = engagements });
        var axis = Drawing.Draw(Samples.Profile() with { Capacity = capacity, Consent = consent }, moment).Axis("availability");
        Assert.Equal((value, reason), (axis.Value, axis.Reason));
    }
}
