using Matchmaking.Access;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Platform.Messaging;
using Matchmaking.Platform.Storage;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Verification;

/// <summary>A step as it is appended.</summary>
/// <param name="DemandId">The need.</param>
/// <param name="EnterpriseCode">Whose it is.</param>
/// <param name="RegionCode">Where it was submitted.</param>
/// <param name="Number">Number of the step.</param>
/// <param name="Round">Number of the submission.</param>
/// <param name="SeenRevision">The revision of the need that was seen.</param>
/// <param name="Step">What is done.</param>
internal sealed record NumberedStep(Guid DemandId, string EnterpriseCode, string RegionCode, int Number, int Round, long SeenRevision, VerificationStep Step);

/// <summary>Appends steps. The database holds them against those before, and accounts against the one level that each has in a round.</summary>
internal static class AppendStep
{
    private const string InsertSeat = """
        insert into verification_seat (seat_id, demand_id, enterprise_code, region_code, round, account, level) values ($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string InsertStep = """
        insert into verification_step (demand_id, number, enterprise_code, region_code, round, level, seat_id, act, returned_to, reason_codes, text, note, organisation, demand_revision, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """;

    /// <summary>Appends a step of the caller, who takes a seat on the level where <paramref name="seat"/> is null; with the next statement that is read, or the commit.</summary>
    public static async Task Run(NpgsqlTransaction transaction, NumberedStep of, Guid? seat, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var (level, step) = (of.Step.Level, of.Step);
        if (seat is null)
        {
            seat = Guid.CreateVersion7(now);
            await Deferral.Execute(transaction, InsertSeat, cancellation, seat, of.DemandId, of.EnterpriseCode, of.RegionCode, of.Round, caller.Subject, level);
        }

        await Deferral.Execute(
            transaction, InsertStep, cancellation,
            of.DemandId, of.Number, of.EnterpriseCode, of.RegionCode, of.Round, level, seat, step.Act, step.ReturnedTo, (string[])[.. step.ReasonCodes ?? []], step.Text, step.Note,
            caller.Organisation, of.SeenRevision, now);
    }

    /// <summary>Tells followers of a step that is stored in the same transaction.</summary>
    public static Task Tell(NpgsqlTransaction transaction, NumberedStep of, string? waiting, DateTimeOffset now, CancellationToken cancellation) => Outbox.Add(
        transaction,
        new VerificationAdvanced(of.DemandId, of.EnterpriseCode, of.Number, of.Round, of.Step.Level, of.Step.Act, of.Step.ReturnedTo, waiting, [.. of.Step.ReasonCodes ?? []], now),
        cancellation);
}
