using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Portraits;

/// <summary>Draws the portrait of one expert out of the profile alone.</summary>
public static class PortraitMaker
{
    // Below this share of filled-in facts, or with fewer achievements, a portrait is called thin.
    private const double ThinCoverage = 0.5;
    private const int FewAchievements = 2;

    /// <summary>Draws the portrait.</summary>
    /// <param name="entry">The expert, as the index hands it back.</param>
    /// <param name="moment">Today and the engagements in progress.</param>
    public static Portrait Make(Indexed<Candidate> entry, RankingMoment moment)
    {
        var candidate = entry.Item;
        var achievements = candidate.Documents.Count(document => document.IsAchievement);
        (string Gap, bool IsFilled)[] facts =
        [
            ("自述", candidate.Documents.Any(document => document.Source == PortfolioDocument.Profile)),
            ("研究方向", candidate.ResearchDirections.Count > 0),
            ("技术领域", candidate.Fields.Count > 0),
            ("服务方式", candidate.ServiceModes.Count > 0),
            ("服务地区", candidate.RegionsServed.Count > 0),
            ("成果", achievements > 0),
            ("两项以上成果", achievements >= FewAchievements),
            ("成果日期", candidate.Documents.Any(document => document.Date is not null)),
        ];
        var coverage = (double)facts.Count(fact => fact.IsFilled) / facts.Length;
        return new Portrait(
            entry.Id,
            entry.Revision,
            PortraitTechnologies.Of(candidate, moment.Today),
            PortraitAxes.Of(candidate, moment.Today, moment.EngagementsOf(entry.Id)),
            Math.Round(coverage, 3),
            coverage < ThinCoverage || achievements < FewAchievements,
            [.. facts.Where(fact => !fact.IsFilled).Select(fact => fact.Gap)]);
    }
}
