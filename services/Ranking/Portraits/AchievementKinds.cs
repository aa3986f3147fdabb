using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Portraits;

/// <summary>The kinds of achievements in words, in Chinese with the measure word each is counted by.</summary>
internal static class AchievementKinds
{
    /// <summary>论文, 专利 and so on, in English in the singular; null for what is no kind.</summary>
    internal static Wording? Label(string kind) => kind switch
    {
        "paper" => new("论文", "paper"),
        "patent" => new("专利", "patent"),
        "project" => new("项目", "project"),
        "award" => new("奖项", "award"),
        "standard" => new("标准", "standard"),
        "product" => new("产品", "product"),
        "conversion_contract" => new("转化合同", "technology transfer contract"),
        _ => null,
    };

    /// <summary>论文3篇, 3 papers.</summary>
    internal static Wording Counted(string kind, int count)
    {
        var label = Label(kind) ?? new Wording("成果", "achievement");
        return new($"{label.Chinese}{count}{(kind == "paper" ? "篇" : kind == "patent" ? "件" : "项")}", Phrases.Count(count, label.English));
    }
}
