using System.Text.RegularExpressions;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>The headings under which needs are written: those of the collection forms, and what people make of them.</summary>
internal static class SectionHeadings
{
    // A heading has a number before it or a colon behind it; "现有基础薄弱" within a sentence is none.
    private const int LongestTail = 14;

    private static readonly (Section Section, string[] Words)[] Known =
    [
        (Section.Foundation, ["现有基础", "已有基础", "工作基础", "前期基础", "研究基础", "已开展", "所处阶段", "仪器设备", "设备条件", "生产条件", "数据基础", "技术积累", "投入资源", "投入资金", "企业基本情况",
            "企业简介", "企业介绍", "公司简介", "公司概况", "单位简介", "研发团队", "现有条件", "现有设备"]),
        (Section.Target, ["技术指标", "主要指标", "需求指标", "预期指标", "考核指标", "性能指标", "项目指标", "预期效果", "预期达到", "达到的效果", "预期目标", "技术目标", "技术参数", "技术要求", "指标要求",
            "预期成果", "交付物"]),
        (Section.Conditions, ["合作要求", "合作方式", "产学研合作", "资金预算", "项目预算", "完成期限", "实施周期", "完成时间", "经费"]),
        (Section.Background, ["背景", "市场现状", "行业现状", "市场背景", "应用前景", "市场前景", "行业背景"]),
        (Section.Problem, ["需求内容", "技术需求", "需求描述", "需要解决", "希望解决", "需解决", "拟解决", "技术难点", "技术难题", "存在问题", "存在的问题", "研究内容", "主要内容", "主要技术", "需求场景", "应用场景",
            "功能要求", "具体需求", "需求概述", "核心需求"]),
    ];

    private static readonly Regex Number = new(@"^(?:[一二三四五六七八九十]{1,3}[、.)]|[(（][一二三四五六七八九十0-9]{1,3}[)）][、.]?|[0-9]{1,2}(?:[、.)]|(?:\.[0-9]{1,2})+))\s*", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>The section that a heading at the beginning of a clause opens; null where there is none.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="isAtBegin">True where a sentence begins.</param>
    /// <param name="length">Length of the heading with its colon.</param>
    internal static Section? Of(string clause, bool isAtBegin, out int length)
    {
        length = 0;
        if (!isAtBegin)
        {
            return null;
        }

        var number = Number.Match(clause);
        var begin = number.Success ? number.Length : 0;
        var colon = clause.IndexOfAny([':', '：'], begin);
        var end = colon >= 0 && colon - begin <= LongestTail + 8 ? colon + 1 : clause.Length;
        var heading = clause.AsSpan(begin, end - begin);
        // Without a colon the clause must be nothing but a heading.
        if (heading.Length > LongestTail + 8 || (colon < 0 && !number.Success && heading.Length > 8))
        {
            return null;
        }

        foreach (var (section, words) in Known)
        {
            foreach (var word in words)
            {
                if (heading.Contains(word, StringComparison.Ordinal))
                {
                    length = end;
                    return section;
                }
            }
        }

        return null;
    }
}
