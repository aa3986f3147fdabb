namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>条件: does a reader know within which money, time and bounds it is wanted?</summary>
internal static class ConditionsCriterion
{
    private static readonly string[] Bounds = ["成本", "价格", "单价", "批量", "产量", "吨/年", "标准", "认证", "环保", "法规", "知识产权", "合作要求", "验收", "交付", "尺寸限制", "安装空间", "兼容"];

    /// <summary>Judges.</summary>
    internal static Criterion Judge(Reading reading)
    {
        var (form, wanted) = (reading.Form, reading.Readiness.Where(readiness => !readiness.IsNow).Select(readiness => readiness.Span).ToArray());
        return Criterion.Of("conditions", "条件", "Conditions",
        [
            form.Budget?.Yuan() is not null ? new CriterionReason("budget", 2, "有意向投入", "There is a budget", [])
                : CriterionReason.Where([.. reading.Budgets.Select(budget => budget.Span)], "budget", 2, "文中写明了投入", "The text names the money")
                ?? CriterionReason.When(form.Budget?.Negotiable == true, "budget_negotiable", 1, "投入面议", "The budget is negotiable"),
            form.Deadline is not null ? new CriterionReason("deadline", 1, "有完成期限", "There is a deadline", [])
                : CriterionReason.Where(reading.Deadlines, "deadline", 1, "文中写明了时间", "The text names the time"),
            form.TrlWanted is { } level ? new CriterionReason("readiness_wanted", 1, $"期望成熟度为{level}级", $"The readiness wanted is {level}", [])
                : CriterionReason.Where(wanted, "readiness_wanted", 1, "写明了期望的成熟度", "The readiness wanted is told"),
            CriterionReason.Where(reading.Words(Bounds), "bounds", 1, "写明了成本、批量、标准等约束", "Cost, quantity or standards are bounded"),
        ]);
    }
}
