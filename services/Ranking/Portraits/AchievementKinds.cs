namespace Matchmaking.Ranking.Portraits;

/// <summary>The kinds of achievements in Chinese, with the measure word each is counted by.</summary>
internal static class AchievementKinds
{
    /// <summary>论文, 专利 and so on; null for what is no kind.</summary>
    internal static string? Label(string kind) => kind switch
    {
        "paper" => "论文",
        "patent" => "专利",
        "project" => "项目",
        "award" => "奖项",
        "standard" => "标准",
        "product" => "产品",
        "conversion_contract" => "转化合同",
        _ => null,
    };

    /// <summary>论文3篇.</summary>
    internal static string Counted(string kind, int count) => $"{Label(kind) ?? "成果"}{count}{(kind == "paper" ? "篇" : kind == "patent" ? "件" : "项")}";
}
