using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Instruments.Bookings;

/// <summary>A step of a booking.</summary>
/// <param name="State">Where it leads.</param>
/// <param name="Side">booker or owner.</param>
/// <param name="ReasonCode">Why, where it is declined or cancelled.</param>
/// <param name="Hours">Machine hours measured, where it was used.</param>
/// <param name="Quantity">Units of the price that were used.</param>
internal sealed record BookingStep(string State, string Side, string? ReasonCode = null, decimal? Hours = null, decimal? Quantity = null);

/// <summary>Appends steps of bookings. The database holds each against the one before and moves the state; both sides are told, and the audit trail.</summary>
internal static class BookingSteps
{
    private const string InsertStep = """
        insert into booking_step (booking_id, number, from_state, state, reason_code, hours, quantity, side, organisation, account, at)
        values (@Id, @Number, @Former, @State, @ReasonCode, @Hours, @Quantity, @Side, @Organisation, @Subject, @now)
        """;

    /// <summary>Appends a step and answers the booking as it stands now.</summary>
    public static async Task<BookingRow> Append(NpgsqlTransaction transaction, BookingRow row, BookingStep step, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var stored = new
        {
            row.Id,
            Number = row.Number + 1,
            Former = row.State,
            step.State,
            step.ReasonCode,
            step.Hours,
            step.Quantity,
            step.Side,
            Organisation = step.Side == "owner" ? row.OwnerCode : row.BookerCode,
            caller.Subject,
            now,
        };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertStep, stored, transaction, cancellationToken: cancellation));
        var next = await BookingRow.Again(transaction, row.Id, cancellation);
        await Outbox.Add(
            transaction,
            new BookingChanged(
                row.Id, next.Number, row.InstrumentId, row.OwnerCode, row.BookerCode, row.InstrumentRegion, row.BookerRegion, row.Begins, row.Ends, next.State, next.Hours, next.SumYuan, next.ReasonCode,
                step.Side, now),
            cancellation);
        await AuditTrail.Record(
            transaction,
            AuditEntry.By(caller, $"booking.{step.State}", "booking", $"{row.Id}", next.Number, new() { ["instrument"] = $"{row.InstrumentId}", ["reason"] = step.ReasonCode }) with
            {
                Organisations = [.. new[] { row.OwnerCode, row.BookerCode, caller.Organisation }.Distinct()],
            },
            cancellation);
        return next;
    }

    /// <summary>A step of the owner that goes on from one state.</summary>
    public static Task<Results<Ok<BookingView>, ProblemHttpResult>> OfOwner<TRequest>(
        HttpContext http, Guid id, TRequest request, string from, Func<BookingRow, DateTimeOffset, ProblemHttpResult?> refuse, Func<BookingRow, BookingStep> step, CancellationToken cancellation) =>
        Change(
            http, id, request,
            (row, caller, now) => !caller.ActsFor(row.OwnerCode) ? SharedProblems.NotYours("ownerCreditCode")
                : row.State != from ? Problems.BookingNotInState(row.State)
                : refuse(row, now),
            (row, _) => step(row),
            cancellation);

    /// <summary>Changes a booking in its instrument's turn.</summary>
    public static Task<Results<Ok<BookingView>, ProblemHttpResult>> Change<TRequest>(
        HttpContext http, Guid id, TRequest request, Func<BookingRow, Caller, DateTimeOffset, ProblemHttpResult?> refuse, Func<BookingRow, Caller, BookingStep> step, CancellationToken cancellation) =>
        Idempotency.RunOk<TRequest, BookingView>(
            http,
            request,
            async transaction =>
            {
                var caller = Caller.Of(http);
                if (await BookingRow.Hold(transaction, id, caller, cancellation) is not { } row)
                {
                    return Problems.BookingNotFound(id);
                }

                var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
                if ((refuse(row, caller, now) ?? Revisions.Refuse(http, row.Number)) is { } refused)
                {
                    return refused;
                }

                var next = await Append(transaction, row, step(row, caller), caller, now, cancellation);
                Revisions.SetETag(http, next.Number);
                return TypedResults.Ok(next.View());
            },
            cancellation);

    /// <summary>Absent, or a reason that may stand in a use.</summary>
    public static void BookingReason<T>(this IRuleBuilderInitial<T, string?> rule, string use) =>
        rule.Optional(BookingReasons.Of(use).Contains!, "unknown_reason_code", $"One of: {string.Join(", ", BookingReasons.Of(use))}.");
}
