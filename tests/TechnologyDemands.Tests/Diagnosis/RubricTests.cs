using System.Text.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;
using Matchmaking.TechnologyDemands.Demands;
using Matchmaking.TechnologyDemands.Diagnosis;

namespace Matchmaking.TechnologyDemands.Tests.Diagnosis;

/// <summary>Points, verdicts, questions and warnings.</summary>
public sealed class RubricTests
{
    private const string Good = "灰铸铁缸盖试压时在水套与气道之间渗漏，废品率8%，怀疑是湿型砂水分波动和补缩不足造成的显微缩松。希望通过工艺仿真和现场试验改进浇注系统，把试压废品率降到2%以下，缩松等级≤2级，单件成本增加不超过5元。";

    private const string Foundation = "已开展两轮浇注温度试验，有光谱仪、X射线探伤机和2条树脂砂生产线，技术团队6人，已投入40万元，处于中试阶段。";

    [Fact]
    public void A_need_that_says_what_until_where_and_with_what_is_fit_for_publication()
    {
        var found = (Forms.Of(Good, "灰铸铁缸盖试压渗漏攻关", "401", Foundation, new BudgetForm(60, "wan_yuan", false)) with { Deadline = new DateOnly(2099, 6, 30), TrlWanted = 8 }).Diagnosed();

        Assert.Equal(("publish", "clear"), (found.Verdict, found.Clarity));
        Assert.All(found.Criteria, criterion => Assert.InRange(criterion.Points, 3, 5));
        Assert.DoesNotContain(found.Questions, question => question.Slot is "problem" or "indicator" or "budget" or "deadline" or "foundation");
        Assert.DoesNotContain(found.Warnings, warning => warning.Code is not "no_field");
    }

    [Theory]
    [InlineData("提高蒸馏设备提纯率", "蒸馏设备提纯改进")]
    [InlineData("优化办公软件流程步骤，提高各部门工作效率", "优化办公软件流程步骤，提高各部门工作效率")]
    [InlineData("核心目标：提升高端市场竞争力，对标国际一线品牌，详见附件。", "测量仪表研发")]
    public void One_line_is_returned_with_questions_that_name_what_is_missing(string description, string title)
    {
        var found = Forms.Of(description, title).Diagnosed();

        Assert.Equal(("return", "vague"), (found.Verdict, found.Clarity));
        Assert.Contains(found.Warnings, warning => warning.Code is "one_line" or "repeats_title");
        Assert.Empty(new[] { "problem", "indicator", "budget", "deadline", "foundation" }.Except(found.Questions.Select(question => question.Slot)));
    }

    [Fact]
    public void A_criterion_at_0_holds_a_need_however_many_points_the_others_bring()
    {
        var form = Forms.Of(Good, "灰铸铁缸盖试压渗漏攻关", "401", Foundation);
        var bare = (form with { Description = "灰铸铁缸盖试压时渗漏，废品率8%，怀疑湿型砂水分波动造成显微缩松，希望通过工艺仿真改进浇注系统，把试压废品率降到2%以下，缩松等级≤2级。" }).Diagnosed();
        Assert.Equal((0, "hold"), (bare.Criteria.Single(criterion => criterion.Code == "conditions").Points, bare.Verdict));
        Assert.True(bare.Points >= 10);
        Assert.Equal("conditions", bare.Questions[0].Criterion);
    }

    [Fact]
    public void The_points_from_which_a_need_is_fit_are_settings()
    {
        var form = Forms.Of(Good, "灰铸铁缸盖试压渗漏攻关", "401", Foundation, new BudgetForm(null, "yuan", true));

        Assert.Equal("publish", form.Diagnosed().Verdict);
        Assert.Equal("hold", DemandDiagnosis.Of(form, Knowledge.Graph.KnowledgeGraph.Default, new DiagnosisOptions { PublishFrom = 20 }, []).Verdict);
        Assert.Equal("return", DemandDiagnosis.Of(form, Knowledge.Graph.KnowledgeGraph.Default, new DiagnosisOptions { PublishFrom = 20, HoldFrom = 20 }, []).Verdict);
    }

    [Theory]
    [InlineData("一种极薄硅钢片的轧制方法", "本发明旨在克服现有技术的缺陷，提供一种操作简单的极薄硅钢片的轧制方法。", null, "patent_text")]
    [InlineData("低空起降场合作", "面向长江流域广募深耕低空经济领域的优质合作伙伴，携手布局无人机产业应用新赛道，共享政策红利与技术创新机遇。", null, "advertisement")]
    [InlineData("采购一台高速离心机", "采购高速离心机一台，请供应商报价并说明供货周期和售后，用于日常样品处理，数量一台。", null, "purchase")]
    [InlineData("锂电池正极材料磷酸铁锂包覆工艺", "磷酸铁锂正极材料碳包覆不均匀，锂离子电池倍率性能差，需要改进包覆和烧结工艺，提升压实密度。", "207", "wrong_field")]
    [InlineData("锂电池正极材料磷酸铁锂包覆工艺", "磷酸铁锂正极材料碳包覆不均匀，锂离子电池倍率性能差，需要改进包覆和烧结工艺，提升压实密度。", null, "no_field")]
    public void What_is_odd_is_told(string title, string description, string? field, string code) =>
        Assert.Contains(Forms.Of(description, title, field).Diagnosed().Warnings, warning => warning.Code == code && warning.Text.Length > 0 && warning.TextEnglish.Length > 0);

    [Fact]
    public void Everything_that_was_read_from_the_seeds_stands_where_it_is_said_to()
    {
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root(), "seeds", "demands.jsonl")))
        {
            var found = JsonNode.Parse(line)!.Deserialize<DemandForm>(JsonSerializerOptions.Web)!.Diagnosed();

            Assert.Equal(found.Criteria.Sum(criterion => criterion.Points), found.Points);
            Assert.All(found.Criteria, criterion => Assert.Equal(Math.Min(5, criterion.Reasons.Sum(reason => reason.Points)), criterion.Points));
            Assert.All(
                found.Criteria.SelectMany(criterion => criterion.Reasons).SelectMany(reason => reason.Spans).Concat(found.Indicators.Select(read => read.Span)).Concat(found.Budgets.Select(read => read.Span))
                    .Concat(found.Readiness.Select(read => read.Span)).Concat(found.Deadlines).Concat(found.Technologies.Select(read => read.Span)),
                span => Assert.Equal(span.Text, found.Texts[span.Part].Substring(span.Start, span.Length)));
            Assert.All(found.Questions, question => Assert.InRange(question.Points, 0, 5));
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("≥")]
    [InlineData("1~")]
    [InlineData("不低于")]
    [InlineData("技术指标：")]
    [InlineData("TRL")]
    [InlineData("a@a.")]
    [InlineData("，1%")]
    public void Hostile_texts_end(string piece) => _ = Forms.Of(string.Concat(Enumerable.Repeat(piece, 20_000 / piece.Length))).Diagnosed();
}
