using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>Every problem this service answers beside those of the platform.</summary>
public static class Problems
{
    /// <summary>The expert is unknown to ranking, or has withdrawn.</summary>
    public static ProblemHttpResult ExpertNotRanked(Guid id) =>
        ApiProblem.Of(404, "expert_not_ranked", $"Ranking knows no expert {id}; an expert registered a moment ago follows within a second.");

    /// <summary>The knowledge graph has no such technology.</summary>
    public static ProblemHttpResult TechnologyNotFound(string id) =>
        ApiProblem.Of(404, "technology_not_found", $"There is no technology {id}; GET /v1/technologies searches by label.");

    /// <summary>The service has just started.</summary>
    public static ProblemHttpResult NotReady() =>
        ApiProblem.Of(503, "ranking_not_ready", "The candidates are still being read; try again in a few seconds.");
}
