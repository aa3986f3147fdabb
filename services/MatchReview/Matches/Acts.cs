using System.Text.Json.Nodes;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Npgsql;

namespace Matchmaking.MatchReview.Matches;

/// <summary>What callers do to matches, for the audit trail: it concerns the enterprise, the institute and the caller's own organisation.</summary>
internal static class Acts
{
    private const string SelectConcerned = """
        select enterprise_code from demand where demand_id = @demandId and enterprise_code is not null
        union all select institute_code from talent where talent_id = @talentId and institute_code is not null
        """;

    /// <summary>Writes down an act; what an institute or an enterprise that is not known here yet would be told is told to the others.</summary>
    public static async Task Record(
        NpgsqlTransaction transaction, Caller caller, string action, Guid matchId, Guid demandId, Guid talentId, JsonObject detail, CancellationToken cancellation)
    {
        var concerned = await Concerned(transaction, demandId, talentId, cancellation);
        await AuditTrail.Record(
            transaction, AuditEntry.By(caller, action, "match", $"{matchId}", detail: detail) with { Organisations = [.. concerned, caller.Organisation] }, cancellation);
    }

    /// <summary>Writes down what the service did of itself.</summary>
    public static async Task RecordByService(
        NpgsqlTransaction transaction, string action, Guid matchId, Guid demandId, Guid talentId, JsonObject detail, CancellationToken cancellation) =>
        await AuditTrail.Record(
            transaction,
            AuditEntry.ByService("match-review", [.. await Concerned(transaction, demandId, talentId, cancellation)], action, "match", $"{matchId}", detail: detail),
            cancellation);

    private static Task<IEnumerable<string>> Concerned(NpgsqlTransaction transaction, Guid demandId, Guid talentId, CancellationToken cancellation) =>
        transaction.Connection!.QueryAsync<string>(new CommandDefinition(SelectConcerned, new { demandId, talentId }, transaction, cancellationToken: cancellation));
}
