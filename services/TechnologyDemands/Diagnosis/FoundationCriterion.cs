namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>现有基础: does a reader know what is there already?</summary>
internal static class FoundationCriterion
{
    private static readonly string[] Present = ["现有", "目前", "当前", "现在", "已有", "已经", "公司", "我司", "企业", "本单位", "原有", "传统"];

    private static readonly string[] Done = ["已开展", "已完成", "开展了", "前期", "试验", "实验", "小试", "中试", "样品", "样机", "已积累", "已部署", "已研制", "已申请", "专利", "尝试", "试制", "积累", "验证", "合作"];

    private static readonly string[] Equipment = ["仪器", "设备", "生产线", "实验室", "场地", "车间", "厂房", "检测中心", "试验台", "平台", "产能", "软件", "数据"];

    private static readonly string[] Means = ["团队", "人员", "技术人员", "工程师", "博士", "硕士", "已投入", "投入资金", "研发投入", "累计投入", "注册资", "资金"];

    /// <summary>Judges.</summary>
    internal static Criterion Judge(Reading reading)
    {
        var now = reading.Readiness.Where(readiness => readiness.IsNow).Select(readiness => readiness.Span).ToArray();
        // The same words in what is wanted tell nothing of what is there.
        var present = reading.Words(Present, Section.Foundation, Section.Problem, Section.Background);
        var machines = reading.Measures.Where(measure => measure is { Use: MeasureUse.Present, Unit: "台" or "套" or "条" }).Select(measure => measure.Span);
        return Criterion.Of("foundation", "现有基础", "Present foundation",
        [
            CriterionReason.Where(present, "present_state", 1, "说明了现状", "The present state is told"),
            CriterionReason.Where([.. reading.Words(Done, Section.Foundation).Concat(reading.Words(["已开展", "已完成", "已研制", "已部署", "已进行", "正在进行", "前期"]))], "work_done", 1, "说明了已开展的工作", "It tells what was done"),
            CriterionReason.Where([.. reading.Words(Equipment, Section.Foundation).Concat(machines)], "equipment", 1, "说明了设备和条件", "Equipment and facilities are told"),
            CriterionReason.Where([.. reading.Words(Means, Section.Foundation).Concat(reading.Words(["已投入", "累计投入", "已投"]))], "means", 1, "说明了投入的人员和资金", "People and money are told"),
            reading.Form.TrlNow is { } level
                ? new CriterionReason("readiness_now", 1, $"现技术成熟度为{level}级", $"The readiness now is {level}", [])
                : CriterionReason.Where(now, "readiness_now", 1, "说明了现处阶段", "The present stage is told"),
        ]);
    }
}
