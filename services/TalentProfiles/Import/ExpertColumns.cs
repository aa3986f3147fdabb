using Matchmaking.Tables.Columns;
using Matchmaking.Vocabulary;

namespace Matchmaking.TalentProfiles.Import;

/// <summary>The columns of 专家库入库申请表, as an import takes and an export writes them.</summary>
public static class ExpertColumns
{
    /// <summary>The columns.</summary>
    public static readonly TableColumns All = new(
        new Column(TableColumns.Mark, "序号", new TextFormat()) { IsNote = true, Width = 8, Hint = "可不填" },
        new Column("id", "编号", new TextFormat()) { IsNote = true, Width = 38 },
        new Column("status", "状态", new TextFormat()) { IsNote = true, Width = 10 },
        new Column("revision", "版本", new NumberFormat(isWhole: true)) { IsNote = true, Width = 8 },
        new Column("updatedAt", "更新时间", new TextFormat()) { IsNote = true, Width = 24 },
        new Column("name", "姓名", new TextFormat()) { IsRequired = true, Width = 12, OtherHeadings = ["专家姓名"], Hint = "1～60 字", Example = "周衡" },
        new Column("instituteCreditCode", "单位统一社会信用代码", new CodeFormat())
        {
            IsRequired = true,
            Width = 24,
            OtherHeadings = ["统一社会信用代码", "单位信用代码", "所在单位统一社会信用代码"],
            Hint = "18 位，单位须已登记",
            Example = "12100000400000624D",
        },
        new Column("instituteName", "单位", new TextFormat()) { IsNote = true, Width = 24, OtherHeadings = ["单位名称", "工作单位", "所在单位"] },
        new Column("title", "职称", new TextFormat()) { Width = 14, OtherHeadings = ["专业技术职称"], Hint = "40 字以内", Example = "教授" },
        new Column("degree", "学位", new CodeFormat(Of(Codes.Degrees), writesLabels: true)) { Width = 10, OtherHeadings = ["最高学位", "学历学位"], Hint = "博士、硕士、学士或其他", Example = "博士" },
        new Column("disciplines", "学科", new ListFormat(Of(Disciplines.Known), writesLabels: false))
        {
            Width = 22,
            OtherHeadings = ["学科代码", "学科领域"],
            Hint = "GB/T 13745 代码，至多 3 个",
            Example = "430；540",
        },
        new Column("fields", "技术领域", new ListFormat(Of(TechnologyFields.Known), writesLabels: false))
        {
            Width = 22,
            OtherHeadings = ["所属领域", "高新技术领域"],
            Hint = "国家重点支持的高新技术领域代码，至多 3 个",
            Example = "403",
        },
        new Column("researchDirections", "研究方向", new ListFormat(null, writesLabels: false))
        {
            Width = 30,
            OtherHeadings = ["研究方向/关键词", "关键词"],
            Hint = "至多 20 个，每个 100 字以内，用；分隔",
            Example = "织物后整理；功能涂层",
        },
        new Column("text", "个人简介", new TextFormat())
        {
            IsRequired = true,
            Width = 50,
            OtherHeadings = ["专家简介", "简介"],
            Hint = "1～20000 字，请勿填写联系方式",
            Example = "长期从事纺织材料后整理与功能涂层研究。",
        },
        new Column("serviceModes", "服务方式", new ListFormat(Of(Codes.ServiceModes), writesLabels: true))
        {
            IsRequired = true,
            Width = 24,
            OtherHeadings = ["合作方式"],
            Hint = "至少一项，可多选",
            Example = "合作开发；技术咨询",
        },
        new Column("regionsServed", "服务地区", new ListFormat(Of(Regions.Known), writesLabels: false))
        {
            IsRequired = true,
            Width = 22,
            OtherHeadings = ["服务区域", "服务地区代码"],
            Hint = "GB/T 2260 六位代码，至多 50 个",
            Example = "330604；320200",
        },
        new Column("capacity", "可承接项目数", new NumberFormat(isWhole: true)) { IsRequired = true, Width = 14, Hint = "同时承接的项目数，0～100", Example = "2" },
        new Column("orcid", "ORCID", new CodeFormat()) { Width = 22, Hint = "如 0000-0002-1825-0097，可不填" },
        new Column("consent", "同意参与匹配", new FlagFormat())
        {
            IsRequired = true,
            Width = 14,
            OtherHeadings = ["是否同意", "本人同意"],
            Hint = "专家本人是否同意参与供需匹配：是或否",
            Example = "是",
        },
        new Column("contact.name", "联系人", new TextFormat()) { IsSecret = true, Width = 12, OtherHeadings = ["联系人姓名"], Hint = "不公开；填写其他联系方式时必填" },
        new Column("contact.phone", "联系电话", new CodeFormat()) { IsSecret = true, Width = 18, OtherHeadings = ["电话", "手机"], Hint = "不公开，双方同意后才向对方披露" },
        new Column("contact.email", "电子邮箱", new CodeFormat()) { IsSecret = true, Width = 22, OtherHeadings = ["邮箱", "电子邮件"], Hint = "不公开" },
        new Column("contact.wechat", "微信号", new CodeFormat()) { IsSecret = true, Width = 18, OtherHeadings = ["微信"], Hint = "不公开" },
        new Column("contact.position", "职务", new TextFormat()) { IsSecret = true, Width = 12, OtherHeadings = ["联系人职务"], Hint = "不公开" },
        new Column("consentTextVersion", "同意书版本", new CodeFormat()) { Width = 14, Hint = "如 2026-01，可不填，默认最新版" },
        new Column("achievements", "代表性成果", new AchievementsFormat())
        {
            Width = 50,
            Hint = "每行一项：类型｜名称｜日期｜角色｜金额（元），后三项可空；至多 500 项",
            Example = "专利｜耐久轧光整理方法｜2023-05-18｜第一发明人｜",
        });

    private static Choice[] Of(CodeList list) => [.. list.Codes.Select(code => new Choice(code, list.Label(code)!))];
}
