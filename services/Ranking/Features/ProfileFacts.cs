using Matchmaking.Ranking.Candidates;

namespace Matchmaking.Ranking.Features;

/// <summary>The facts a full profile states.</summary>
internal static class ProfileFacts
{
    private const int FewAchievements = 2;

    private static readonly (string Fact, Func<Candidate, bool> IsStated)[] Facts =
    [
        ("自述", candidate => candidate.Documents.Any(document => document.Source == PortfolioDocument.Profile)),
        ("研究方向", candidate => candidate.ResearchDirections.Count > 0),
        ("技术领域", candidate => candidate.Fields.Count > 0),
        ("服务方式", candidate => candidate.ServiceModes.Count > 0),
        ("服务地区", candidate => candidate.RegionsServed.Count > 0),
        ("成果", candidate => candidate.Documents.Any(document => document.IsAchievement)),
        ("两项以上成果", candidate => candidate.Documents.Count(document => document.IsAchievement) >= FewAchievements),
        ("成果日期", candidate => candidate.Documents.Any(document => document.Date is not null)),
    ];

    /// <summary>Share of the facts that are stated, 0 to 1.</summary>
    internal static double Coverage(Candidate candidate) => (double)Facts.Count(fact => fact.IsStated(candidate)) / Facts.Length;

    /// <summary>What is not stated, in Chinese.</summary>
    internal static IReadOnlyList<string> Missing(Candidate candidate) => [.. Facts.Where(fact => !fact.IsStated(candidate)).Select(fact => fact.Fact)];
}
