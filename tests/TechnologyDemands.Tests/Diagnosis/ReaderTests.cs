using Matchmaking.TechnologyDemands.Diagnosis;

namespace Matchmaking.TechnologyDemands.Tests.Diagnosis;

/// <summary>What is read from texts, written as name|relation|value|upper|unit.</summary>
public sealed class ReaderTests
{
    [Theory]
    [InlineData("判定率高于95%以上。", "判定率|>=|95||%")]
    [InlineData("将房间负压波动控制在-5Pa以内，响应时间缩短至3秒以下。", "房间负压波动|<=|-5||Pa", "响应时间|<=|3||秒")]
    [InlineData("抗拉强度≥２７０ＭＰａ，屈服强度>=135MPa,伸长率不低于12％", "抗拉强度|>=|270||MPa", "屈服强度|>=|135||MPa", "伸长率|>=|12||%")]
    [InlineData("太阳能电池开路电压：520-550mV，填充因子：60-75%", "太阳能电池开路电压|range|520|550|mV", "填充因子|range|60|75|%")]
    [InlineData("车道级定位精度±20cm以内，检测识别率>96%。", "车道级定位精度|<=|20||cm", "检测识别率|>|96||%")]
    [InlineData("使用寿命不小于12个月", "使用寿命|>=|12||个月")]
    [InlineData("综合成本下降30%", "综合成本下降|>=|30||%")]
    [InlineData("授权发明专利≥1项，发表论文≥1篇", "授权发明专利|>=|1||项", "发表论文|>=|1||篇")]
    [InlineData("想用钙硼处理，把枯水率降到一成以下", "枯水率|<=|10||%")]
    [InlineData("目标品种需达到亩产400公斤以上，兼顾粗蛋白≥12%", "亩产|>=|400||公斤", "粗蛋白|>=|12||%")]
    [InlineData("低碳条件（COD≤100 mg/L）下，工程菌对COD和总氮（TN）等污染物去除效率达到95%以上", "污染物去除效率|>=|95||%")]
    [InlineData("实现毫秒级切换（如0-100%制动扭矩响应时间≤50ms）", "制动扭矩响应时间|<=|50||ms")]
    [InlineData("良品计数要求2个/s", "良品计数|=|2||个/s")]
    [InlineData("色域突破95%以上，模拟至少20类工业控制组件", "色域|>=|95||%", "模拟|>=|20||类")]
    [InlineData("将高级醇100%磺化很困难，通常只能达到80%～90%，模拟纯电、1-3台甲醇发电机并网")]
    [InlineData("三成分体系，一成不变，损失三成蜂群")]
    [InlineData("效率由目前的10%提高到15%", "|>=|15||%")]
    public void Bounds_are_read_with_name_relation_value_and_unit(string text, params string[] expected)
    {
        var read = Forms.Of(text).Diagnosed().Indicators.Select(found => found.Indicator)
            .Select(i => FormattableString.Invariant($"{i.Name}|{i.Relation}|{i.Value}|{i.Upper}|{i.Unit}"));

        Assert.Equal(expected, read);
    }

    [Theory]
    [InlineData("牌号为16MnCr5的齿轮，执行GB/T 50121-2023，支持5G传输")]
    [InlineData("公司成立于2021年06月，注册资本1.99亿元，现有产能11.85万吨，员工120人")]
    [InlineData("1、传统生产设备投资高。2、排放废气携带大量粉尘。")]
    [InlineData("成熟度达到TRL 6-7")]
    [InlineData("第3道工序之后第12号装置")]
    [InlineData("电话0575-82123456")]
    public void What_is_no_bound_is_not_read_as_one(string text) => Assert.Empty(Forms.Of(text).Diagnosed().Indicators);

    [Theory]
    [InlineData("成熟度：模型需达到工程应用级（TRL 6-7）", "6-7 wanted")]
    [InlineData("目前处于小试阶段。希望完成中试", "4-5 now", "5-7 wanted")]
    [InlineData("成熟度：7级（小规模应用）", "7-7 wanted")]
    [InlineData("提供中试基地和中试场地")]
    public void Readiness_is_read_from_numbers_and_words(string text, params string[] expected) =>
        Assert.Equal(expected, Forms.Of(text).Diagnosed().Readiness.Select(level => $"{level.From}-{level.To} {(level.IsNow ? "now" : "wanted")}"));

    [Theory]
    [InlineData("拟投入研发经费80万元", 800_000)]
    [InlineData("项目预算为1.5亿元", 150_000_000)]
    [InlineData("预算30-50万元", 500_000)]
    [InlineData("已投入70万元", null)]
    [InlineData("企业2023年销售14亿元，研发投入4500余万元", null)]
    [InlineData("单设备硬件成本控制在5000元以内", null)]
    public void Only_money_meant_for_the_need_is_its_budget(string text, int? yuan) => Assert.Equal(yuan, (int?)Forms.Of(text).Diagnosed().Budgets.Select(budget => (decimal?)budget.Yuan).SingleOrDefault());

    [Theory]
    [InlineData("希望2027年6月底前完成", "2027年6月底前")]
    [InlineData("供货周期三个月以内", "周期三个月以内")]
    [InlineData("研发周期：12个月", "周期：12个月")]
    [InlineData("公司于2021年6月成立", null)]
    [InlineData("使用寿命12个月", null)]
    public void Times_are_read(string text, string? expected) => Assert.Equal(expected, Forms.Of(text).Diagnosed().Deadlines.Select(span => span.Text).SingleOrDefault());

    [Fact]
    public void Under_a_heading_of_the_form_a_number_is_read_as_the_heading_says()
    {
        var read = Forms.Of("一、需求内容\n焊缝强度不足。技术指标：抗剪强度80MPa\n二、现有基础\n已有拉力机1台，抗剪强度≥60MPa").Diagnosed();

        Assert.Equal([80], read.Indicators.Select(found => found.Indicator.Value).Where(value => value == 80));
        Assert.DoesNotContain(read.Indicators, found => found.Indicator.Value == 60);
        Assert.True(read.Criteria.Single(criterion => criterion.Code == "foundation").Points >= 2);
    }

    [Theory]
    [InlineData("请联系13912345678", "mobile", "139****78")]
    [InlineData("电话：0510-82123456", "telephone", "051****56")]
    [InlineData("邮箱 wang.lei@example.com", "email", "w***@example.com")]
    [InlineData("微信号：abc_12345", "messenger", "微信号****45")]
    [InlineData("联系人：王大锤", "name", "联系人：王大*")]
    [InlineData("更多详情请致电企业：[contact]", "call_request", null)]
    [InlineData("身份证110101199003074514备查", "identity_number", "110****14")]
    public void Personal_data_is_found_and_told_masked(string text, string kind, string? masked)
    {
        var found = Forms.Of(text).Diagnosed();

        var datum = found.PersonalData[0];
        Assert.Equal(kind, datum.Kind);
        Assert.Equal(masked ?? datum.Span.Text, datum.Span.Text);
        Assert.Contains(found.Warnings, warning => warning.Code == "personal_data");
        if (masked is not null)
        {
            Assert.DoesNotContain(text[^3..], found.Texts["description"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("专利号ZL202310123456.7，型号A13812345678")]
    [InlineData("处理量139 1234吨/年，型号13912345678A")]
    [InlineData("高压阀门与黄铜接头，王水溶解")]
    public void What_looks_alike_is_no_personal_data(string text) => Assert.Empty(Forms.Of(text).Diagnosed().PersonalData);
}
