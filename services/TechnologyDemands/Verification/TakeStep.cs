using System.Text.Json.Nodes;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Storage;
using Matchmaking.TechnologyDemands.Demands;
using Matchmaking.TechnologyDemands.Diagnosis;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Verification;

/// <summary>Takes one step of a verification, whichever it is. The row of the need is held: of two at once the second is told what the first has done.</summary>
internal static class TakeStep
{
    private const string SelectState = """
        select r.round_id as RoundId, r.round as Round, r.region_code as RegionCode, r.levels as Levels, r.status as Status, r.level as Level, r.waiting_since as WaitingSince,
               s.number as LastNumber, s.level as LastLevel, s.act as LastAct, s.returned_to as LastReturnedTo, s.at as LastAt
        from verification_round r
        join lateral (select number, level, act, returned_to, at from verification_step where demand_id = r.demand_id order by number desc limit 1) s on true
        where r.demand_id = @id order by r.round desc limit 1
        """;

    private const string SelectVisible = "select status from demand where demand_id = @id and (@Only::text is null or enterprise_code = @Only)";

    // Of the caller alone: a filing in any round, and the level of this one.
    private const string SelectSeats = "select seat_id as SeatId, round as Round, level as Level from verification_seat where demand_id = @id and account = @Subject";

    private const string UpdateRound = """
        update verification_round set status = $2, level = $3::text, waiting_since = case when $3::text is null then waiting_since else $4 end where round_id = $1
        """;

    private const string UpdateDemand = """
        update demand
        set status = $2, revision = revision + 1, updated_at = $3, published_at = case when $2 = 'published' then coalesce(published_at, $3) else published_at end
        where demand_id = $1
        returning revision
        """;

    /// <summary>Takes <paramref name="step"/> of the need <paramref name="id"/> as the caller, or says why not.</summary>
    public static async Task<Results<Ok<VerificationView>, ProblemHttpResult>> Run(
        NpgsqlTransaction transaction, Guid id, VerificationStep step, HttpContext http, VerificationRules rules, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        if (step.Level != VerificationLevels.Filing && rules.Refuse(caller, step.Level) is { } notAllowed)
        {
            return notAllowed;
        }

        var connection = transaction.Connection!;
        var before = await DemandRow.Lock(transaction, id, caller, cancellation);
        // A reviewer may hold only what is being verified, but read more.
        if (before is null && await connection.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition(SelectVisible, new { id, Only = caller.OnlyOrganisation }, transaction, cancellationToken: cancellation)) is null)
        {
            return Problems.DemandNotFound(id);
        }

        var state = await connection.QuerySingleOrDefaultAsync<VerificationState>(new CommandDefinition(SelectState, new { id }, transaction, cancellationToken: cancellation));
        if (before is null || state is null || before.Status is not ("in_verification" or "vetoed") || !state.Awaits(step))
        {
            return Problems.VerificationNotWaiting(state?.Last);
        }

        if (!state.IsTurnOf(step))
        {
            return step.Act == VerificationActs.Lifted ? Problems.VetoOfHigherLevel(state.LastLevel) : Problems.VerificationMoved(state.Level!, state.Last);
        }

        if (!state.HasReturn(step))
        {
            return Problems.LevelNotInChain(state.Levels);
        }

        if (Revisions.Refuse(http, before.Revision) is { } stale)
        {
            return stale;
        }

        // The clock is read with the row held, so that times follow the order of the steps.
        var now = clock.GetUtcNow();
        var outcome = state.After(step);
        if (outcome.Demand == "published" && PublicationRules.Refuse(before.Form(), DateOnly.FromDateTime(now.UtcDateTime)) is { } notOpen)
        {
            return notOpen;
        }

        var seats = (await connection.QueryAsync<SeatRow>(new CommandDefinition(SelectSeats, new { id, caller.Subject }, transaction, cancellationToken: cancellation))).AsList();
        var seat = seats.Find(taken => taken.Round == state.Round);
        if (step.Level != VerificationLevels.Filing && seats.Exists(taken => taken.Level == VerificationLevels.Filing))
        {
            return Problems.FilerDoesNotVerify();
        }

        if (seat is not null && seat.Level != step.Level)
        {
            return Problems.VerifiedOnAnotherLevel(seat.Level);
        }

        var numbered = new NumberedStep(id, before.EnterpriseCode, state.RegionCode, state.LastNumber + 1, state.Round, before.Revision, step);
        await AppendStep.Run(transaction, numbered, seat?.SeatId, caller, now, cancellation);
        await Deferral.Execute(transaction, UpdateRound, cancellation, state.RoundId, outcome.Round, outcome.Waiting, now);
        long revision;
        await using (var updated = await Deferral.Read(transaction, UpdateDemand, cancellation, id, outcome.Demand, now))
        {
            await updated.ReadAsync(cancellation);
            revision = updated.GetInt64(0);
        }

        await AppendStep.Tell(transaction, numbered, outcome.Waiting, now, cancellation);
        if (outcome.Demand == "published")
        {
            await DemandEvents.Announce(transaction, [id], now, cancellation);
            await DemandPieces.Note(transaction, id, before.Form(), cancellation);
        }

        await Audit(transaction, numbered, revision, caller, cancellation);
        Revisions.SetETag(http, revision);
        return TypedResults.Ok(await VerificationView.Read(connection, transaction, before with { Status = outcome.Demand, Revision = revision }, rules, caller, cancellation));
    }

    // Who verifies stays with the bureau: in the chain of the enterprise the level stands for the account.
    private static async Task Audit(NpgsqlTransaction transaction, NumberedStep of, long revision, Caller caller, CancellationToken cancellation)
    {
        var (step, reasons) = (of.Step, string.Join(',', of.Step.ReasonCodes ?? []));
        JsonObject Detail() => new() { ["round"] = of.Round, ["number"] = of.Number, ["level"] = step.Level, ["returnedTo"] = step.ReturnedTo ?? "", ["reasons"] = reasons };
        var entry = AuditEntry.By(caller, $"demand.verification_{step.Act}", "demand", $"{of.DemandId}", revision, Detail());
        var actor = step.Level == VerificationLevels.Filing ? caller.Subject : $"level:{step.Level}";
        await AuditTrail.Record(transaction, entry, cancellation);
        if (caller.Organisation != of.EnterpriseCode)
        {
            await AuditTrail.Record(transaction, entry with { Organisations = [of.EnterpriseCode], Actor = actor, Detail = Detail() }, cancellation);
        }
    }

    private sealed record SeatRow(Guid SeatId, int Round, string Level);
}
