using Matchmaking.Ranking.Candidates;

namespace Matchmaking.Ranking.Features;

/// <summary>The facts a full profile states.</summary>
internal static class ProfileFacts
{
    private const int FewAchievements = 2;
    private const string Achievements = "achievements";

    // A fact that another one implies is asked for only where the other is stated.
    private static readonly ProfileFact[] Facts =
    [
        new("text", "自述", new("没有填写自述", "No self-description given"), candidate => candidate.Documents.Any(document => document.Source == PortfolioDocument.Profile)),
        new("research_directions", "研究方向", new("没有填写研究方向", "No research directions given"), candidate => candidate.ResearchDirections.Count > 0),
        new("fields", "技术领域", new("没有填写技术领域", "No technical field given"), candidate => candidate.Fields.Count > 0),
        new("service_modes", "服务方式", new("没有填写服务方式", "No form of cooperation given"), candidate => candidate.ServiceModes.Count > 0),
        new("regions_served", "服务地区", new("没有填写服务地区", "No regions served given"), candidate => candidate.RegionsServed.Count > 0),
        new(Achievements, "成果", new("没有登记成果", "No achievements registered"), candidate => candidate.Documents.Any(document => document.IsAchievement)),
        new("two_achievements", "两项以上成果", new("只登记了一项成果", "Only one achievement registered"), candidate => candidate.Documents.Count(document => document.IsAchievement) >= FewAchievements, Achievements),
        new("achievement_dates", "成果日期", new("成果都没有注明日期", "No achievement has a date"), candidate => candidate.Documents.Any(document => document.Date is not null), Achievements),
    ];

    /// <summary>Share of the facts that are stated, 0 to 1.</summary>
    internal static double Coverage(Candidate candidate) => (double)Facts.Count(fact => fact.IsStated(candidate)) / Facts.Length;

    /// <summary>What is not stated, in Chinese.</summary>
    internal static IReadOnlyList<string> Missing(Candidate candidate) => [.. Facts.Where(fact => !fact.IsStated(candidate)).Select(fact => fact.Name)];

    /// <summary>What to ask the expert for.</summary>
    internal static IReadOnlyList<ProfileFact> MissingFrom(Candidate candidate)
    {
        ProfileFact[] missing = [.. Facts.Where(fact => !fact.IsStated(candidate))];
        return [.. missing.Where(fact => !Array.Exists(missing, other => other.Code == fact.Implies))];
    }
}

/// <summary>A fact that a full profile states.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Name">In Chinese.</param>
/// <param name="Request">That it is missing.</param>
/// <param name="IsStated">Whether a candidate states it.</param>
/// <param name="Implies">The fact that is stated wherever this one is; null for none.</param>
internal sealed record ProfileFact(string Code, string Name, Wording Request, Func<Candidate, bool> IsStated, string? Implies = null);
