using Matchmaking.Knowledge.Graph;
using Matchmaking.TechnologyDemands.Demands;
using Matchmaking.TechnologyDemands.Diagnosis;

namespace Matchmaking.TechnologyDemands.Tests.Diagnosis;

/// <summary>Needs to diagnose.</summary>
internal static class Forms
{
    internal static DemandForm Of(string description, string title = "某项技术", string? field = null, string? foundation = null, BudgetForm? budget = null) =>
        new(null, title, field, description, null, foundation, null, null, null, budget, null, null, null, null, null, null, null);

    internal static DemandDiagnosis Diagnosed(this DemandForm form) => DemandDiagnosis.Of(form, KnowledgeGraph.Default, new DiagnosisOptions(), []);
}
