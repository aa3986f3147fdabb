using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>Every problem this service answers beside those of the platform.</summary>
public static class Problems
{
    /// <summary>The expert is unknown to ranking, or has withdrawn.</summary>
    public static ProblemHttpResult ExpertNotRanked(Guid id) =>
        ApiProblem.Of(404, "expert_not_ranked", $"Ranking knows no expert {id}; an expert registered a moment ago follows within a second.");

    /// <summary>The demand is unknown to ranking, closed, or was never published.</summary>
    public static ProblemHttpResult DemandNotRanked(Guid id) =>
        ApiProblem.Of(404, "demand_not_ranked", $"Ranking knows no open demand {id}; a demand published a moment ago follows within a second.");

    /// <summary>The knowledge graph has no such technology.</summary>
    public static ProblemHttpResult TechnologyNotFound(string id) =>
        ApiProblem.Of(404, "technology_not_found", $"There is no technology {id}; GET /v1/technologies searches by label.");

    /// <summary>No model of this digest was trained here.</summary>
    public static ProblemHttpResult ModelNotFound(string digest) =>
        ApiProblem.Of(404, "model_not_found", $"There is no model {digest}; GET /v1/models lists them.");

    /// <summary>The gate did not let the model through.</summary>
    public static ProblemHttpResult ModelNotProven() => ApiProblem.Of(
        409, "model_not_proven", "On later demands the model was not better than what ranked when it was trained; GET /v1/models shows by how much. Train again when more is decided.");

    /// <summary>The model has beaten what no longer ranks.</summary>
    public static ProblemHttpResult OfferLapsed(string champion, string inUse) => ApiProblem.Of(
        409, "offer_lapsed", $"The model was compared with {champion}, and {inUse} ranks now. Train again: POST /v1/models:train.");

    /// <summary>No such training was ever asked for.</summary>
    public static ProblemHttpResult TrainingNotFound(Guid id) =>
        ApiProblem.Of(404, "training_not_found", $"There is no training {id}; GET /v1/trainings lists them.");

    /// <summary>The scorecard ranks, and nothing was promoted before it that could be taken back.</summary>
    public static ProblemHttpResult NothingToRollBack() =>
        ApiProblem.Of(409, "nothing_to_roll_back", "No promotion is left to take back: the scorecard ranks.");

    /// <summary>No such list was ever made.</summary>
    public static ProblemHttpResult RankingNotFound(Guid id) =>
        ApiProblem.Of(404, "ranking_not_found", $"There is no list {id}; its id stands in MatchesRanked.");

    /// <summary>A list cannot be made again.</summary>
    public static ProblemHttpResult ReplayGone(IReadOnlyList<string> gone)
    {
        var problem = ApiProblem.Of(410, "replay_gone", $"The list cannot be made again as it was; no longer the same: {string.Join(", ", gone)}.");
        problem.ProblemDetails.Extensions["gone"] = gone;
        return problem;
    }

    /// <summary>The list is no longer whole.</summary>
    public static ProblemHttpResult RankingRedacted() =>
        ApiProblem.Of(410, "ranking_redacted", "An expert of this list was erased and taken out of it; it is not made again.");

    /// <summary>The service has just started.</summary>
    public static ProblemHttpResult NotReady() =>
        ApiProblem.Of(503, "ranking_not_ready", "The candidates are still being read; try again in a few seconds.");
}
