using Matchmaking.Access;
using Matchmaking.Knowledge.Graph;
using Matchmaking.TechnologyDemands.Diagnosis;
using Matchmaking.TechnologyDemands.Verification;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>May a form stand open for matching? Reads no clock and no database.</summary>
internal sealed class PublicationRules(KnowledgeGraph graph, IOptionsMonitor<DiagnosisOptions> options, VerificationRules verification)
{
    /// <summary>The problem that keeps <paramref name="form"/> from being published by <paramref name="caller"/> on <paramref name="today"/>; null when there is none.</summary>
    public ProblemHttpResult? Refuse(DemandForm form, Caller caller, DateOnly today) =>
        Refuse(form, today) ?? Unclear(form, caller);

    /// <summary>The same for a need that verifiers have read: whether it is clear enough they have judged.</summary>
    public static ProblemHttpResult? Refuse(DemandForm form, DateOnly today) =>
        form.Visibility == "confidential" ? Problems.DemandConfidential()
        : form.Deadline < today ? Problems.DeadlinePassed(form.Deadline.Value)
        : null;

    /// <inheritdoc cref="VerificationRules.LevelsOf"/>
    public IReadOnlyList<string> LevelsOf(string regionCode) => verification.LevelsOf(regionCode);

    // An operator has read it and answers for it. Where nothing is required nothing is read: it would be a tenth of what storing a need takes.
    private ProblemHttpResult? Unclear(DemandForm form, Caller caller)
    {
        var rubric = options.CurrentValue;
        if (rubric.Required is null || caller.Roles.Contains(Roles.Operator))
        {
            return null;
        }

        var diagnosis = DemandDiagnosis.Of(form, graph, rubric, []);
        return rubric.Lets(diagnosis.Verdict) ? null : Problems.DemandUnclear(diagnosis);
    }
}
