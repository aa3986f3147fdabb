using System.Text.Json.Nodes;
using Matchmaking.Access;
using Matchmaking.Audit;
using Npgsql;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>What callers do to experts, for the audit trail: it concerns the institute, whoever acts.</summary>
internal static class Acts
{
    /// <summary>Writes down an act that brought an expert to the present revision.</summary>
    public static Task Record(NpgsqlTransaction transaction, Caller caller, ExpertSnapshot expert, string action, CancellationToken cancellation, JsonObject? detail = null) =>
        AuditTrail.Record(
            transaction, AuditEntry.By(caller, action, "expert", $"{expert.Id}", expert.Revision, detail) with { Organisations = [expert.InstituteCode, caller.Organisation] }, cancellation);
}
