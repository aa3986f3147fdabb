using System.Text.RegularExpressions;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>Finds texts that are something else than a technology need.</summary>
internal static class DiagnosisFlags
{
    private const int LongestLine = 60;

    private static readonly string[] Buying = ["采购", "购买", "购置", "求购", "询价", "报价", "供应商", "供货", "代加工", "代工", "外协加工", "配套需求", "送检", "检测数据需求", "租赁", "样品测试", "委托贵", "成分分析", "成分检测"];

    private static readonly string[] Developing = ["研发", "开发", "攻关", "研究", "研制", "改进", "改良", "优化", "创新", "国产化", "替代", "突破", "自主"];

    private static readonly string[] Praising = ["成立于", "公司是", "企业是", "是一家", "领军企业", "高新技术企业", "填补", "领先", "知识产权", "广募", "携手", "共赢", "诚邀", "招募", "合作伙伴"];

    private static readonly string[] Wanting = ["需要", "需求", "希望", "需解决", "拟", "要求", "难以", "问题", "难题", "难点", "不足", "急需", "寻求", "想", "期望", "攻关", "亟需", "待解决", "瓶颈"];

    private static readonly Regex PatentForm = new("本发明|本实用新型|权利要求|具体实施方式|实施例[0-9一二三]", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>True where it is bought and not developed: a purchase, a test or another service.</summary>
    internal static bool IsPurchase(DemandText text)
    {
        var all = string.Join('\n', text.Parts.Values);
        var title = text.Parts.GetValueOrDefault(DemandText.Title, "");
        return Count(all, Buying) is var bought and > 0 && !Holds(title, Developing) && (Holds(title, Buying) || bought > Count(all, Developing));
    }

    /// <summary>True for one line that says no more than a title does, with no indicator beside it.</summary>
    internal static bool IsOneLine(Reading reading) => reading.Text.BodyLength <= LongestLine && reading.Form.Indicators is not { Count: > 0 };

    /// <summary>True where a company or an invention is praised and nothing is asked for.</summary>
    internal static bool IsAdvertisement(DemandText text)
    {
        var all = string.Join('\n', text.Parts.Where(part => part.Key != DemandText.Title).Select(part => part.Value));
        return Count(all, Praising) is var praised && ((praised >= 2 && !Holds(all, Wanting)) || (praised >= 4 && Count(all, Wanting) <= 1));
    }

    /// <summary>True for the text of a patent put in the place of a need.</summary>
    internal static bool IsPatent(DemandText text) => text.Parts.Values.Any(PatentForm.IsMatch);

    /// <summary>True where nothing but the title stands in the description.</summary>
    internal static bool RepeatsTitle(DemandText text) =>
        text.Parts.TryGetValue(DemandText.Title, out var title) && text.Parts.TryGetValue(DemandText.Description, out var description)
        && Letters(description) is var said && said.Length <= Letters(title).Length + 4 && Letters(title).Contains(said[..Math.Min(said.Length, Letters(title).Length)], StringComparison.Ordinal);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static bool Holds(string text, string[] words) => words.Any(word => text.Contains(word, StringComparison.Ordinal));

    private static int Count(string text, string[] words) => words.Count(word => text.Contains(word, StringComparison.Ordinal));
}
