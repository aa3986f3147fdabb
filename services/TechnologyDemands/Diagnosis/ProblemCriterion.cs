namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>问题: can a reader tell what must be solved, of what, and where?</summary>
internal static class ProblemCriterion
{
    // Shorter than this a description says no more than what the thing is called.
    private const int SomeText = 30;
    private const int MuchText = 110;

    private static readonly string[] Faults =
    [
        "问题", "难题", "难点", "缺陷", "故障", "开裂", "裂纹", "泄漏", "漏", "断裂", "断", "磨损", "腐蚀", "波动", "不稳定", "偏低", "偏高", "过大", "过高", "过低", "不足", "难以", "无法", "不能", "解决", "避免", "防止", "克服",
        "失效", "堵", "超标", "污染", "变形", "脱落", "误差", "效率低", "成本高", "能耗高", "精度低", "率低", "差", "缺乏", "依赖进口", "瓶颈", "卡脖子", "替代", "损失", "困难", "频繁", "降低",
        "严重", "停机", "报废", "返工", "失灵", "老化", "误报", "卡顿", "异响", "漂移", "松动", "起泡", "渗", "变色", "结块",
    ];

    private static readonly string[] Tasks = ["研发", "开发", "研制", "设计", "构建", "建立", "实现", "研究", "制备", "攻关", "改造", "改进", "优化", "提升", "提高", "检测", "合成", "集成", "监测", "筛选", "评价", "需要", "要求", "采用"];

    private static readonly string[] Places =
    [
        "工况", "环境", "现场", "生产线", "产线", "车间", "工艺", "介质", "材料", "材质", "设备", "应用于", "用于", "适用", "适配", "针对", "面向", "场景", "领域", "条件下", "过程中", "系统", "装置", "结构", "传感器", "算法", "数据", "模型", "原料", "产品",
    ];

    /// <summary>Judges.</summary>
    internal static Criterion Judge(Reading reading)
    {
        var text = reading.Text;
        var technologies = reading.Field.Technologies;
        var tasks = reading.Words(Tasks, Section.Problem, Section.Target).Where(span => span.Part != DemandText.Title).ToArray();
        var faults = reading.Words(Faults, Section.Problem, Section.Background).Where(span => span.Part != DemandText.Title).ToArray();
        var places = reading.Words(Places, Section.Problem, Section.Background, Section.Target).Where(span => span.Part != DemandText.Title).ToArray();
        var told = text.Body.Where(clause => clause.Section is Section.Problem or Section.Background or Section.Target).Sum(clause => clause.Text.Length);
        // What is said of how: technologies beyond the first, and what the thing is like.
        var details = technologies.Count + reading.Measures.Count(measure => measure.Use != MeasureUse.Present) + tasks.Length;
        return Criterion.Of("problem", "问题", "Problem",
        [
            technologies.Count > 0
                ? CriterionReason.Where([.. technologies.Select(technology => technology.Span)], "object_named", 1, "说明了所涉技术或产品", "The technology or product is named")
                : CriterionReason.When(text.Parts.GetValueOrDefault(DemandText.Title, "").Length >= 6, "object_in_title", 1, "名称说明了对象", "The title names the object"),
            CriterionReason.When(told >= SomeText && !DiagnosisFlags.RepeatsTitle(text), "described", 1, "需求内容比名称说得更多", "The description says more than the title"),
            CriterionReason.Where([.. faults.Concat(tasks)], "task_named", 1, "说明了要解决的问题或要做的事", "A fault or a task is named"),
            details >= 4 && told >= MuchText ? CriterionReason.Where([.. tasks.Concat(faults).Concat(technologies.Select(technology => technology.Span))], "detailed", 1, "内容具体", "It goes into detail") : null,
            places.Length >= 2 && told >= SomeText ? CriterionReason.Where(places, "circumstances", 1, "说明了在什么工况、材料、设备或场景下", "Materials, equipment or circumstances are told") : null,
        ],
        Limit(reading, out var most), most);
    }

    private static CriterionReason? Limit(Reading reading, out int most)
    {
        var text = reading.Text;
        (most, var limit) = DiagnosisFlags.RepeatsTitle(text) ? (1, ("repeats_title", "需求内容只是重复名称", "The description repeats the title"))
            : DiagnosisFlags.IsAdvertisement(text) ? (1, ("advertisement", "介绍的是企业或产品，没有说要解决什么", "It presents a company and asks for nothing"))
            : DiagnosisFlags.IsPatent(text) ? (2, ("patent_text", "写的是专利文本，没有说要解决什么", "It is the text of a patent and asks for nothing"))
            : DiagnosisFlags.IsOneLine(reading) ? (2, ("one_line", "只有一句话", "It is one line"))
            : (Criterion.Most, default);
        return limit.Item1 is null ? null : new CriterionReason(limit.Item1, 0, limit.Item2, limit.Item3, []);
    }
}
