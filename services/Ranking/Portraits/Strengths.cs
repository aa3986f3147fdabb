namespace Matchmaking.Ranking.Portraits;

/// <summary>What stands out in a portrait: technologies that achievements show again and again, and high axes.</summary>
internal static class Strengths
{
    private const int LeastDatedAchievements = 2;
    private const int MostTechnologies = 5;

    // Where an axis reaches what is called half: three fresh papers, two fresh patents.
    private const double StrongAxis = 50;

    // Of 240 profiles written for the purpose 188 are recent and 210 available by this bound: neither tells one expert from another.
    private static readonly Dictionary<string, string> AxisNames = new()
    {
        ["research_depth"] = "研究深度",
        ["innovation"] = "创新产出",
        ["conversion"] = "成果转化",
        ["industry_cooperation"] = "产业合作",
    };

    internal static IReadOnlyList<PortraitRemark> Of(IReadOnlyList<ShownTechnology> technologies, IReadOnlyList<PortraitAxis> axes) =>
    [
        .. technologies.Where(technology => technology.Dates.Count() >= LeastDatedAchievements).Take(MostTechnologies)
            .Select(technology => new PortraitRemark("technology_shown", technology.Subject, Shown(technology))),
        .. axes.Where(axis => axis.Value >= StrongAxis && AxisNames.ContainsKey(axis.Name)).Select(axis => new PortraitRemark("axis_high", axis.Name, $"{AxisNames[axis.Name]}：{axis.Reason}")),
    ];

    private static string Shown(ShownTechnology technology)
    {
        var (first, last) = (technology.Dates.Min().Year, technology.Dates.Max().Year);
        var through = technology.Kinds.Count > 0 ? $"（体现在{string.Join('、', technology.Kinds.Select(kind => kind.Zh))}）" : "";
        return $"{technology.Name}{through}：{technology.Dates.Count()}项注明日期的成果，{(first == last ? $"{first}年" : $"{first}至{last}年")}";
    }
}
