using System.Text.RegularExpressions;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Ranking.Portraits;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Tests.Portraits;

/// <summary>Portraits say in English what they say in Chinese.</summary>
public sealed partial class EnglishPortraitTests
{
    public static TheoryData<string, string, string> Axes() => new()
    {
        { "one", "research_depth", "0.9 points (3 points score 50) from 1 paper" },
        { "one", "innovation", "The one registered achievement is not a patent, award or standard" },
        { "one", "conversion", "The one registered achievement is not a technology transfer contract or product" },
        { "one", "industry_cooperation", "0.2 points (2 points score 50) from 1 form of cooperation" },
        { "one", "recency", "The latest achievement is from November 2025, 1.0 years ago (5 years score 50)" },
        { "one", "availability", "Can take on 1 more project (capacity 1, in progress 0; room for 3 or more scores 100)" },
        { "many", "research_depth", "2.0 points (3 points score 50) from 2 projects" },
        { "many", "innovation", "None of the 4 registered achievements is a patent, award or standard" },
        { "many", "conversion", "2.9 points (2 points score 50) from 1 technology transfer contract, 1 product and a contract value of CNY 900,000" },
        { "many", "industry_cooperation", "3.0 points (2 points score 50) from 1 technology transfer contract, project funding of CNY 1,234,500 and 4 forms of cooperation" },
        { "many", "availability", "Can take on 5 more projects (capacity 6, in progress 1; room for 3 or more scores 100)" },
        { "none", "research_depth", "No achievements registered, so this cannot be judged" },
        { "none", "recency", "No achievements registered, so this cannot be judged" },
        { "unknown", "innovation", "The kinds of the achievements are unknown, so this cannot be judged" },
        { "unknown", "research_depth", "1.4 points (3 points score 50) from 2 achievements" },
        { "unknown", "recency", "No achievement has a date, so this cannot be judged" },
        { "unknown", "availability", "The expert has not agreed to be matched, counted as 0" },
    };

    [Theory]
    [MemberData(nameof(Axes))]
    public void An_axis_tells_how_it_came_about(string profile, string axis, string reason) => Assert.Equal(reason, Drawn(profile).Axis(axis).ReasonEnglish);

    [Fact]
    public void Who_takes_on_nothing_or_nothing_more_or_nobody_knows_what_is_told_so()
    {
        var busy = new RankingMoment(Samples.Today, new Dictionary<Guid, int> { [Samples.Id(1)] = 2 });
        Assert.Equal("Can take on no more projects (capacity 1, in progress 2; room for 3 or more scores 100)", Drawing.Draw(Samples.Profile() with { Capacity = 1 }, busy).Axis("availability").ReasonEnglish);
        Assert.Equal("The expert takes on no projects at present", Drawing.Draw(Samples.Profile() with { Capacity = 0 }).Axis("availability").ReasonEnglish);
        var silent = Samples.Candidate(Samples.Profile()).Item with { Capacity = null };
        Assert.Equal("How many projects the expert can take on is unknown", PortraitAxes.Of(silent, Samples.Today, 0)[^1].ReasonEnglish);
    }

    [Fact]
    public void Strengths_name_a_technology_in_English_and_a_phrase_as_it_was_written()
    {
        var shown = Drawing.Draw("", Samples.Achievement("paper", "聚酯薄膜结晶", "2023-01-01"), Samples.Achievement("patent", "聚酯薄膜涂层", "2025-01-01")).Strengths;
        Assert.Equal("2 dated achievements on “polyester film”, 2023 to 2025", shown[0].TextEnglish);
        var merged = Drawing.Draw("", Samples.Achievement("paper", "固态电池", "2025-01-01"), Samples.Achievement("patent", "钠离子电池", "2025-02-01")).Strengths;
        Assert.Contains(merged, strength => strength.TextEnglish is
            "2 dated achievements on “battery” (through sodium-ion battery and solid-state battery), 2025" or "2 dated achievements on “battery” (through solid-state battery and sodium-ion battery), 2025");
        var phrase = Drawing.Draw(Drawing.Bare("", Samples.Achievement("paper", "桑黄发酵", "2025-01-01"), Samples.Achievement("patent", "桑黄发酵罐", "2026-01-01")) with { ResearchDirections = ["桑黄发酵"] }).Strengths;
        Assert.Equal("2 dated achievements on “桑黄发酵”, 2025 to 2026", phrase[0].TextEnglish);
        var high = Drawing.Draw("", Samples.Achievement("patent", "甲", "2026-11-01"), Samples.Achievement("patent", "乙", "2026-11-01")).Strengths;
        Assert.Equal("Innovation output: 2.0 points (2 points score 50) from 2 patents", high[0].TextEnglish);
    }

    [Fact]
    public void Gaps_are_told()
    {
        var unshown = Drawing.Draw(Drawing.Bare("做钠离子电池。", Samples.Achievement("paper", "固态电池")) with { ResearchDirections = ["桑黄发酵"] });
        Assert.Equal("No achievement mentions the research direction “桑黄发酵”", Of(unshown.Gaps, "direction_unshown"));
        Assert.Equal("The self-description mentions “sodium-ion battery”, but no achievement does", Of(unshown.Gaps, "statement_unshown"));
        var stale = Drawing.Draw("", Samples.Achievement("paper", "聚酯薄膜", "2016-11-01"));
        Assert.Equal("The latest achievement on “polyester film” is from 2016, 10.0 years ago", Of(stale.Gaps, "technology_stale"));
        Assert.Equal("“甲” is registered twice and counted once", Of(Drawing.Draw("", Same(2)).Gaps, "achievement_doubled"));
        Assert.Equal("“甲” is registered 3 times and counted once", Of(Drawing.Draw("", Same(3)).Gaps, "achievement_doubled"));
        Assert.Equal(
            ["No self-description given", "No research directions given", "No technical field given", "No form of cooperation given", "No regions served given", "No achievements registered"],
            Drawing.Draw("").Gaps.Select(gap => gap.TextEnglish));
    }

    [Fact]
    public void Thin_portraits_say_why()
    {
        Assert.Equal(
            ["Only 0% of the profile is filled in", "No achievements registered", "All texts together have only 0 characters", "The texts name no technology"],
            Drawing.Draw("").ThinReasons.Select(reason => reason.TextEnglish));
        var one = Drawing.Draw(Drawing.Bare("", Samples.Achievement("paper", "锟")));
        Assert.Equal("Only 1 achievement registered", Of(one.ThinReasons, "few_achievements"));
        Assert.Equal("All texts together have only 1 character", Of(one.ThinReasons, "little_text"));
        Assert.EndsWith("% of the text is garbled", Of(Drawing.Draw(Samples.Profile("锟斤拷锟斤拷锟斤拷薄膜")).ThinReasons, "damaged_text"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one")]
    [InlineData("many")]
    [InlineData("none")]
    [InlineData("unknown")]
    public void Each_language_keeps_to_itself(string profile)
    {
        var portrait = Drawn(profile);
        var english = portrait.Axes.Select(axis => axis.ReasonEnglish).Concat(portrait.Strengths.Concat(portrait.Gaps).Concat(portrait.ThinReasons).Select(remark => remark.TextEnglish));
        Assert.All(english, text =>
        {
            Assert.Matches("^([A-Z0-9]|“)", text);
            Assert.DoesNotMatch(ChineseText(), Quotation().Replace(text, ""));
            Assert.DoesNotMatch(@"\.$|  | ,|\b1 \w+s\b(?<!1 points)", text);
        });
    }

    private static Portrait Drawn(string profile) => profile switch
    {
        "one" => Drawing.Draw(Drawing.Bare("", Samples.Achievement("paper", "聚酯薄膜", "2025-11-01")) with { ServiceModes = ["consulting"], Capacity = 1 }),
        "many" => Drawing.Draw(
            Drawing.Bare(
                "做聚酯薄膜。",
                Samples.Achievement("project", "聚酯薄膜一", "2026-11-01", 1_000_000), Samples.Achievement("project", "聚酯薄膜二", "2026-11-01", 234_500),
                Samples.Achievement("conversion_contract", "薄膜许可", "2026-11-01", 900_000), Samples.Achievement("product", "涂布机", "2026-11-01"))
            with
            { ServiceModes = ["consulting", "training", "joint_development", "technology_transfer"], Capacity = 6 },
            new RankingMoment(Samples.Today, new Dictionary<Guid, int> { [Samples.Id(1)] = 1 })),
        "unknown" => Drawing.Draw(Drawing.Bare("", Samples.Achievement("document", "聚酯薄膜", null), Samples.Achievement("document", "固态电池", null)) with { Consent = false }),
        _ => Drawing.Draw(""),
    };

    private static TalentAchievement[] Same(int times) => [.. Enumerable.Range(0, times).Select(_ => Samples.Achievement("paper", "甲"))];

    private static string Of(IEnumerable<PortraitRemark> remarks, string code) => remarks.First(remark => remark.Code == code).TextEnglish;

    [GeneratedRegex(@"[\u3000-\u303F\u4E00-\u9FFF\uFF00-\uFFEF]")]
    private static partial Regex ChineseText();

    [GeneratedRegex("“[^”]*”")]
    private static partial Regex Quotation();
}
