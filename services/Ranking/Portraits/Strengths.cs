using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Portraits;

/// <summary>What stands out in a portrait: technologies that achievements show again and again, and high axes.</summary>
internal static class Strengths
{
    private const int LeastDatedAchievements = 2;
    private const int MostTechnologies = 5;

    // Where an axis reaches what is called half: three fresh papers, two fresh patents.
    private const double StrongAxis = 50;

    // Of 240 profiles written for the purpose 188 are recent and 210 available by this bound: neither tells one expert from another.
    private static readonly Dictionary<string, Wording> AxisNames = new()
    {
        ["research_depth"] = new("研究深度", "Research depth"),
        ["innovation"] = new("创新产出", "Innovation output"),
        ["conversion"] = new("成果转化", "Conversion of results"),
        ["industry_cooperation"] = new("产业合作", "Cooperation with industry"),
    };

    internal static IReadOnlyList<PortraitRemark> Of(IReadOnlyList<ShownTechnology> technologies, IReadOnlyList<PortraitAxis> axes) =>
    [
        .. technologies.Where(technology => technology.Dates.Count() >= LeastDatedAchievements).Take(MostTechnologies)
            .Select(technology => new PortraitRemark("technology_shown", technology.Subject, Shown(technology))),
        .. axes.Where(axis => axis.Value >= StrongAxis && AxisNames.ContainsKey(axis.Name)).Select(axis => new PortraitRemark("axis_high", axis.Name, High(axis, AxisNames[axis.Name]))),
    ];

    private static Wording High(PortraitAxis axis, Wording name) => new($"{name.Chinese}：{axis.Reason}", $"{name.English}: {axis.ReasonEnglish}");

    private static Wording Shown(ShownTechnology technology)
    {
        var (names, dated) = (technology.Names, technology.Dates.Count());
        var (first, last) = (technology.Dates.Min().Year, technology.Dates.Max().Year);
        var through = technology.Kinds.Count == 0
            ? Wording.None
            : new($"（体现在{string.Join('、', technology.Kinds.Select(kind => kind.Zh))}）", $" (through {Phrases.Listed([.. technology.Kinds.Select(kind => kind.En)])})");
        return new(
            $"{names.Chinese}{through.Chinese}：{dated}项注明日期的成果，{(first == last ? $"{first}年" : $"{first}至{last}年")}",
            $"{Phrases.Count(dated, "dated achievement")} on “{names.English}”{through.English}, {(first == last ? $"{first}" : $"{first} to {last}")}");
    }
}
