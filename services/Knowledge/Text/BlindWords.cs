using System.Collections.Frozen;

namespace Matchmaking.Knowledge.Text;

/// <summary>
/// Words of degree and professional title. They are never indexed and never searched for, so that a 教授 who says so in the self-description
/// stands where a 讲师 with the same work stands (破除唯学历、唯职称). Short forms that stand in other words too (高工 in 提高工艺) are not among them.
/// </summary>
internal static class BlindWords
{
    private static readonly string[] Words =
    [
        "正高级工程师", "高级工程师", "助理工程师", "工程师", "教授级高工", "教授级", "副教授", "助理教授", "教授", "讲师", "助教", "研究实习员", "助理研究员", "副研究员",
        "推广研究员", "研究员", "正高级农艺师", "高级农艺师", "农艺师", "高级实验师", "实验师", "副主任医师", "主任医师", "主治医师", "住院医师", "高级畜牧师", "畜牧师",
        "高级兽医师", "兽医师", "副主任中药师", "主任中药师", "主管中药师", "中药师", "副主任药师", "主任药师", "主管药师", "药师", "副主任护师", "主任护师", "主管护师", "副主任技师",
        "主任技师", "主管技师", "高级技师", "技师", "高级咨询师", "咨询师", "高级经济师", "经济师", "高级工艺美术师", "工艺美术师", "院士", "博士后", "博士生导师", "博士生", "博士", "博导", "硕士生导师", "硕士生", "硕士", "硕导", "学士", "学历", "学位", "职称",
        "associate professor", "assistant professor", "professor", "prof.", "lecturer", "academician", "chief engineer", "principal engineer", "senior engineer",
        "chief scientist", "principal scientist", "senior scientist", "principal researcher", "senior researcher", "research fellow", "postdoc", "doctorate",
        "dr.", "ph.d.", "ph.d", "phd", "m.sc.", "msc", "b.sc.", "bsc",
    ];

    private static readonly FrozenDictionary<char, string[]> ByFirst = Words
        .GroupBy(word => word[0]).ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(word => word.Length).ToArray());

    /// <summary>The text with every such word replaced by blanks; of the same length, and the same object when there is none.</summary>
    internal static string Mask(string text)
    {
        char[]? masked = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (ByFirst.TryGetValue(char.ToLowerInvariant(text[i]), out var words) && Array.Find(words, word => StandsAt(text, i, word)) is { } found)
            {
                masked ??= text.ToCharArray();
                masked.AsSpan(i, found.Length).Fill(' ');
                i += found.Length - 1;
            }
        }

        return masked is null ? text : new string(masked);
    }

    // Latin words stand alone; Chinese ones are not marked off by anything.
    private static bool StandsAt(string text, int start, string word) =>
        text.AsSpan(start).StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && (!char.IsAscii(word[0])
            || ((start == 0 || !char.IsAsciiLetterOrDigit(text[start - 1]))
                && (start + word.Length == text.Length || !char.IsAsciiLetterOrDigit(text[start + word.Length]))));
}
