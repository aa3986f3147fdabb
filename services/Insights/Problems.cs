using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Insights;

/// <summary>Every problem this service answers beside those of the platform.</summary>
public static class Problems
{
    /// <summary>No indicator has the code.</summary>
    public static ProblemHttpResult IndicatorNotFound(string code) => ApiProblem.Of(404, "indicator_not_found", $"There is no indicator {code}.");

    /// <summary>What an indicator is computed from is not to be entered.</summary>
    public static ProblemHttpResult IndicatorNotEntered(string source) =>
        ApiProblem.Of(409, "indicator_not_entered", source == "group" ? "A group has no values of its own." : "The values of this indicator are computed from what happened; they are not entered.");

    /// <summary>Rows make computed figures alone.</summary>
    public static ProblemHttpResult IndicatorNotComputed() => ApiProblem.Of(409, "indicator_not_computed", "This indicator is not computed from facts; its entries say what was entered.");

    /// <summary>A value stands there.</summary>
    public static ProblemHttpResult EntryExists(Guid entryId) =>
        ApiProblem.Of(409, "entry_exists", $"A value was entered for this region, organisation and period: entry {entryId}. Correct it, with a reason.");

    /// <summary>No entry has the id, or it is of a region that the caller does not serve.</summary>
    public static ProblemHttpResult EntryNotFound(Guid entryId) => ApiProblem.Of(404, "entry_not_found", $"There is no entry {entryId}.");

    /// <summary>Somebody has corrected it before.</summary>
    public static ProblemHttpResult EntryCorrected(Guid by) => ApiProblem.Of(409, "entry_corrected", $"The entry was corrected by entry {by}; correct that one.");

    /// <summary>The expert is not known here.</summary>
    public static ProblemHttpResult ExpertNotKnown(Guid expertId) => ApiProblem.Of(404, "expert_not_found", $"Nothing is held here about an expert {expertId}.");
}
