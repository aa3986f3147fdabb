using Matchmaking.Access;
using Matchmaking.Audit;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges.Panel;

/// <summary>What panellists do, for the audit trail: in the chain of their own organisation alone, for who sits on a panel is told to the bureau and to nobody else.</summary>
internal static class PanelActs
{
    /// <summary>Writes it down.</summary>
    public static Task Record(NpgsqlTransaction transaction, ChallengeRow row, Caller caller, string action, int seat, CancellationToken cancellation) =>
        AuditTrail.Record(transaction, AuditEntry.By(caller, action, "challenge", $"{row.ChallengeId}", null, new() { ["round"] = row.Round, ["seat"] = seat }), cancellation);
}
