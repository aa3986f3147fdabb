using System.Text.RegularExpressions;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>Finds until when, or within what time, a need wants its answer.</summary>
internal static class TimeReader
{
    private static readonly Regex Until = new(
        @"20[2-4][0-9]\s*年(?:\s*(?:1[0-2]|[1-9])\s*月)?(?:\s*[0-3]?[0-9]\s*日)?\s*(?:底|末|初|上半年|下半年)?\s*(?:之前|以前|前|完成|交付)|(?:周期|工期|时间|期限)[^0-9，。]{0,8}[0-9一二三四五六七八九十]{1,3}\s*(?:个月|年|天|周)(?:以内|之内|内)?"
        + "|[0-9一二三四五六七八九十]{1,3}\\s*(?:个月|年|周)(?:以内|之内|内)(?:完成|交付|实现|达到|完工|结题)?",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>All of a need, in the order of its text.</summary>
    internal static IReadOnlyList<TextSpan> Read(DemandText text) =>
        [.. from clause in text.Body where clause.Section != Section.Foundation && clause.Section != Section.Background from Match found in Until.Matches(clause.Text) select DemandText.At(clause, found.Index, found.Length)];
}
