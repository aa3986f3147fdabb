using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>May this form stand open for matching? Pure: no clock, no database.</summary>
internal static class PublicationRules
{
    /// <summary>The problem that keeps <paramref name="form"/> from being published on <paramref name="today"/>; null when there is none.</summary>
    public static ProblemHttpResult? Refuse(DemandForm form, DateOnly today) =>
        form.Visibility == "confidential" ? Problems.DemandConfidential()
        : form.Deadline < today ? Problems.DeadlinePassed(form.Deadline.Value)
        : null;
}
