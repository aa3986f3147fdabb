namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>目标指标: can it be measured whether the need was met?</summary>
internal static class TargetsCriterion
{
    private static readonly string[] Wishes =
    [
        "提高", "提升", "降低", "减少", "优化", "改善", "增强", "高效", "高精度", "高性能", "稳定", "智能化", "自动化", "国产化", "替代", "达到", "符合", "满足", "优异", "轻量化", "低成本", "缩短", "避免", "解决",
    ];

    private static readonly string[] Standards = ["GB/T", "GB ", "ISO", "IEC", "ASTM", "行业标准", "国家标准", "国标", "YY/T", "HG/T", "JB/T"];

    /// <summary>Judges.</summary>
    internal static Criterion Judge(Reading reading)
    {
        var inText = reading.TechnicalTargets.ToArray();
        var inForm = reading.Form.Indicators?.Count(indicator => indicator.Value is not null) ?? 0;
        // What the form lists it often says in the text as well.
        var measured = Math.Max(inForm, inText.Length);
        var bound = Math.Max(inForm, inText.Count(target => target.Relation is not null));
        TextSpan[] spans = [.. inText.Select(target => target.Span)];
        var standards = reading.Words(Standards).ToArray();
        var products = reading.Measures.Where(measure => measure is { Use: MeasureUse.Target, Kind: "product" }).Select(measure => measure.Span).ToArray();
        return Criterion.Of("targets", "目标指标", "Target indicators",
        [
            CriterionReason.Where(reading.Words(Wishes), "wish", 1, "说明了期望的方向", "It tells what shall become better")
                ?? CriterionReason.When(measured > 0, "wish", 1, "说明了期望达到什么", "It tells what shall be reached"),
            measured > 0 ? new CriterionReason("measured", 1, "有可测量的数值", "A figure can be measured", spans) : CriterionReason.Where(products, "outcome_counted", 1, "有成果数量要求，但没有技术指标", "Outcomes are counted, no performance is"),
            bound > 0 ? new CriterionReason("bound", 1, "指标有上下限", "A figure has a bound", spans) : null,
            CriterionReason.When(measured >= 2, "several", 1, "有两项以上指标", "There are two indicators or more"),
            CriterionReason.When(measured >= 4 || (measured >= 2 && standards.Length > 0), "complete", 1, "指标成体系或写明了标准", "Indicators are many, or a standard is named"),
        ]);
    }
}
