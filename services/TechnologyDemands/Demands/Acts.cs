using System.Text.Json.Nodes;
using Matchmaking.Access;
using Matchmaking.Audit;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>What callers do to demands, for the audit trail: it concerns the enterprise, whoever acts.</summary>
internal static class Acts
{
    /// <summary>An act that brought a demand to its present revision.</summary>
    public static AuditEntry Of(Caller caller, DemandRow row, string action, JsonObject? detail = null) =>
        AuditEntry.By(caller, action, "demand", $"{row.DemandId}", row.Revision, detail) with { Organisations = [row.EnterpriseCode, caller.Organisation] };
}
