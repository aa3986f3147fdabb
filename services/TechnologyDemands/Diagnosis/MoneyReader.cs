namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>An amount of money that a text means for the need.</summary>
/// <param name="Yuan">The amount in yuan.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record StatedBudget(decimal Yuan, TextSpan Span);

/// <summary>Finds what an enterprise means to pay. What it has spent, earns or is worth is none of it, nor what one piece may cost.</summary>
internal static class MoneyReader
{
    private static readonly string[] Meant = ["预算", "经费", "拟投入", "计划投入", "预计投入", "意向投入", "拟出资", "合作金额", "研发费用", "项目资金", "拟投资", "资金", "投入", "投资"];

    private static readonly string[] Spent = ["已投", "已累计", "累计", "销售", "注册", "资产", "产值", "营收", "营业", "每年", "年投", "单位成本", "成本", "单台", "单片", "单价", "补贴", "融资", "市场规模", "市场"];

    /// <summary>All of a need, in the order of its text.</summary>
    internal static IReadOnlyList<StatedBudget> Read(IReadOnlyList<Measure> measures) =>
    [
        .. from measure in measures
           where measure.Kind == "money" && !measure.Unit.Contains('/', StringComparison.Ordinal) && measure.Clause.Section != Section.Foundation && measure.Span.Part != DemandText.Title
           let before = measure.Clause.Text[..(measure.Span.Start - measure.Clause.Span.Start)]
           where Meant.Any(word => before.Contains(word, StringComparison.Ordinal)) && !Spent.Any(word => before.Contains(word, StringComparison.Ordinal))
           select new StatedBudget((measure.Upper ?? measure.Value) * Factor(measure.Unit), measure.Span),
    ];

    private static decimal Factor(string unit) => unit switch { "亿元" => 100_000_000, "万元" or "万" => 10_000, _ => 1 };
}
