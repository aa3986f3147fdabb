using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Storage;
using Matchmaking.TechnologyDemands.Demands;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Verification;

/// <summary>Submits a need in place of publishing it, where its region has levels: a new round begins and the first of them waits.</summary>
internal static class SubmitDemand
{
    private const string InsertRound = """
        insert into verification_round (round_id, demand_id, enterprise_code, region_code, round, levels, status, level, submitted_at, waiting_since)
        values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $8)
        """;

    private const string SelectLast = "select round as Round, number as Number from verification_step where demand_id = @DemandId order by number desc limit 1";

    /// <summary>A need that stands as <c>in_verification</c> since this transaction, and was submitted before perhaps.</summary>
    public static async Task Again(NpgsqlTransaction transaction, DemandRow row, string regionCode, IReadOnlyList<string> levels, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var last = await transaction.Connection!.QuerySingleOrDefaultAsync<LastNumbers>(new CommandDefinition(SelectLast, new { row.DemandId }, transaction, cancellationToken: cancellation));
        await Submit(transaction, row, regionCode, levels, last ?? new LastNumbers(0, 0), caller, now, cancellation);
    }

    /// <summary>The same for a need that is stored in this transaction.</summary>
    public static Task First(NpgsqlTransaction transaction, DemandRow row, string regionCode, IReadOnlyList<string> levels, Caller caller, DateTimeOffset now, CancellationToken cancellation) =>
        Submit(transaction, row, regionCode, levels, new LastNumbers(0, 0), caller, now, cancellation);

    private static async Task Submit(
        NpgsqlTransaction transaction, DemandRow row, string regionCode, IReadOnlyList<string> levels, LastNumbers last, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var step = new NumberedStep(
            row.DemandId, row.EnterpriseCode, regionCode, last.Number + 1, last.Round + 1, row.Revision, new VerificationStep(VerificationLevels.Filing, VerificationActs.Submitted));
        await Deferral.Execute(
            transaction, InsertRound, cancellation, Guid.CreateVersion7(now), row.DemandId, row.EnterpriseCode, regionCode, step.Round, (string[])[.. levels], levels[0], now);
        await AppendStep.Run(transaction, step, null, caller, now, cancellation);
        await AppendStep.Tell(transaction, step, levels[0], now, cancellation);
        var detail = new System.Text.Json.Nodes.JsonObject { ["round"] = step.Round, ["levels"] = string.Join(',', levels) };
        await AuditTrail.Record(transaction, Acts.Of(caller, row, "demand.submitted", detail), cancellation);
    }

    private sealed record LastNumbers(int Round, int Number);
}
