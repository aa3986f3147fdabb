using System.Text.Json.Nodes;
using Matchmaking.Tables.Columns;
using Matchmaking.Vocabulary;

namespace Matchmaking.TechnologyDemands.Import;

/// <summary>The columns of 企业技术需求征集表, as an import takes and an export writes them.</summary>
public static class DemandColumns
{
    /// <summary>The columns.</summary>
    public static readonly TableColumns All = new(
        new Column(TableColumns.Mark, "序号", new TextFormat()) { IsNote = true, Width = 8, Hint = "可不填" },
        new Column("id", "编号", new TextFormat()) { IsNote = true, Width = 38, OtherHeadings = ["需求编号"] },
        new Column("status", "状态", new TextFormat()) { IsNote = true, Width = 10 },
        new Column("revision", "版本", new NumberFormat(isWhole: true)) { IsNote = true, Width = 8 },
        new Column("updatedAt", "更新时间", new TextFormat()) { IsNote = true, Width = 24 },
        new Column("enterpriseCreditCode", "统一社会信用代码", new CodeFormat())
        {
            IsRequired = true,
            Width = 24,
            OtherHeadings = ["企业统一社会信用代码", "单位统一社会信用代码"],
            Hint = "18 位，企业须已登记",
            Example = "91330604YY00000000",
        },
        new Column("enterpriseName", "单位名称", new TextFormat()) { IsNote = true, Width = 24, OtherHeadings = ["企业名称"], Hint = "可不填，以登记为准" },
        new Column("title", "需求名称", new TextFormat()) { IsRequired = true, Width = 30, OtherHeadings = ["技术需求名称"], Hint = "3～200 字", Example = "棉织物后整理轧光工艺改进" },
        new Column("field", "技术领域", new CodeFormat(Of(TechnologyFields.Known), writesLabels: false))
        {
            Width = 24,
            OtherHeadings = ["所属领域", "所属技术领域"],
            Hint = "国家重点支持的高新技术领域代码",
            Example = "403 高分子材料",
        },
        new Column("description", "需求内容", new TextFormat())
        {
            IsRequired = true,
            Width = 50,
            OtherHeadings = ["技术需求描述", "需求详情", "需求描述"],
            Hint = "要解决的技术问题与预期水平，20000 字以内，请勿填写联系方式",
            Example = "车速提高后布面出现极光，水洗后光泽下降明显。",
        },
        new Column("background", "背景", new TextFormat()) { Width = 30, OtherHeadings = ["需求背景"], Hint = "10000 字以内" },
        new Column("existingFoundation", "现有基础", new TextFormat()) { Width = 30, Hint = "已开展的工作、设备和投入，10000 字以内" },
        new Column("indicators", "主要技术指标", new IndicatorsFormat())
        {
            Width = 30,
            OtherHeadings = ["主要指标", "技术指标", "主要技术指标/参数"],
            Hint = "每行一项：名称 关系 数值 单位，关系为 >= <= = > < 或区间 下限~上限；至多 50 项",
            Example = "光泽保持率 >= 85 %",
        },
        new Column("trlNow", "现有技术成熟度", new NumberFormat(isWhole: true)) { Width = 14, OtherHeadings = ["目前成熟度"], Hint = "1～9（GB/T 22900）", Example = "4" },
        new Column("trlWanted", "期望技术成熟度", new NumberFormat(isWhole: true)) { Width = 14, OtherHeadings = ["期望成熟度"], Hint = "1～9，不低于现有", Example = "7" },
        new Column("budget.amount", "意向投入", new BudgetAmountFormat()) { Width = 12, OtherHeadings = ["拟投入资金", "意向投入金额"], Hint = "金额，或填“面议”", Example = "60" },
        new Column("budget.unit", "投入单位", new CodeFormat(Of(Codes.MoneyUnits), writesLabels: true)) { Width = 10, OtherHeadings = ["金额单位", "意向投入单位"], Hint = "元或万元，填金额时必填", Example = "万元" },
        new Column("budget.negotiable", "是否面议", new FlagFormat()) { Width = 10, Hint = "是或否" },
        new Column("deadline", "完成期限", new DateFormat()) { Width = 14, OtherHeadings = ["截止日期", "有效期"], Hint = "日期，如 2027-06-30", Example = "2027-06-30" },
        new Column("cooperationModes", "合作方式", new ListFormat(Of(Codes.CooperationModes), writesLabels: true)) { IsRequired = true, Width = 24, Hint = "至少一项，可多选", Example = "合作开发；技术咨询" },
        new Column("visibility", "公开方式", new CodeFormat(Of(Codes.Visibilities), writesLabels: true))
        {
            IsRequired = true,
            Width = 10,
            OtherHeadings = ["是否公开", "公开范围"],
            Hint = "公开、定向或保密",
            Example = "公开",
        },
        new Column("targetInstitutes", "定向单位", new ListFormat([], writesLabels: false)) { Width = 24, OtherHeadings = ["拟合作单位"], Hint = "定向时填写单位的统一社会信用代码，至多 50 个" },
        new Column("anonymous", "匿名发布", new FlagFormat()) { Width = 10, Hint = "是：双方同意前不显示企业名称" },
        new Column("regionCode", "所在地区代码", new CodeFormat(Of(Regions.Known), writesLabels: false)) { IsRequired = true, Width = 18, OtherHeadings = ["所在地区", "地区代码"], Hint = "GB/T 2260 六位代码", Example = "330604 上虞区" },
        new Column("contact.name", "联系人", new TextFormat()) { IsSecret = true, Width = 12, OtherHeadings = ["联系人姓名"], Hint = "不公开，必填", Example = "技术部" },
        new Column("contact.phone", "联系电话", new CodeFormat()) { IsSecret = true, Width = 18, OtherHeadings = ["电话", "手机"], Hint = "不公开", Example = "0575-00000000" },
        new Column("contact.email", "电子邮箱", new CodeFormat()) { IsSecret = true, Width = 22, OtherHeadings = ["邮箱", "电子邮件"], Hint = "不公开", Example = "tech@example.com" },
        new Column("contact.wechat", "微信号", new CodeFormat()) { IsSecret = true, Width = 18, OtherHeadings = ["微信"], Hint = "不公开" },
        new Column("contact.position", "职务", new TextFormat()) { IsSecret = true, Width = 12, OtherHeadings = ["联系人职务"], Hint = "不公开" },
        new Column("publish", "立即发布", new FlagFormat()) { IsSecret = true, Width = 10, OtherHeadings = ["是否发布"], Hint = "是：导入后立即发布；否或不填：存为草稿", Example = "否" });

    /// <summary>Says of the budget what a form leaves unsaid: an amount is not negotiable, 面议 has no amount and its unit does not matter.</summary>
    internal static void MakeWhole(JsonObject form)
    {
        if (form["budget"] is not JsonObject budget)
        {
            return;
        }

        if (budget["amount"] is JsonValue amount && amount.TryGetValue<string>(out _))
        {
            budget.Remove("amount");
            budget["negotiable"] = true;
        }

        budget["negotiable"] ??= false;
        if (budget["negotiable"]!.GetValue<bool>())
        {
            budget["unit"] ??= "yuan";
        }
    }

    private static Choice[] Of(CodeList list) => [.. list.Codes.Select(code => new Choice(code, list.Label(code)!))];
}
