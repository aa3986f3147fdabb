using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TalentProfiles.Instruments.Bookings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>Maintenance of an instrument (检修), from now on or planned.</summary>
/// <param name="From">Begin; now where it is left out.</param>
/// <param name="Until">End, after its begin.</param>
/// <param name="CancelReasonCode">Cancels the bookings that lie in it, with this reason; without it they stand against the change.</param>
public sealed record MaintainInstrumentRequest(DateTimeOffset? From, DateTimeOffset? Until, string? CancelReasonCode);

/// <summary>Rules of <see cref="MaintainInstrumentRequest"/>.</summary>
public sealed class MaintainInstrumentRequestValidator : AbstractValidator<MaintainInstrumentRequest>
{
    /// <summary>Sets the rules.</summary>
    public MaintainInstrumentRequestValidator(TimeProvider clock)
    {
        RuleFor(m => m.From).Must(from => from is null || from >= clock.GetUtcNow()).WithErrorCode("out_of_range").WithMessage("It begins now, when this is left out, or later.");
        RuleFor(m => m.Until).NotNull();
        RuleFor(m => m.Until).Must((form, until) => until is null || (until > (form.From ?? clock.GetUtcNow()) && until < clock.GetUtcNow().AddYears(100)))
            .WithErrorCode("out_of_range").WithMessage("It ends after its begin.");
        RuleFor(m => m.CancelReasonCode).BookingReason("owner");
    }
}

/// <summary>POST /v1/instruments/{id}:maintain: it is not to be had for a time. Bookings in it are cancelled with a reason, or named by the answer that refuses the change; none goes silently.</summary>
public static class MaintainInstrument
{
    private const string InsertOutage = """
        insert into instrument_outage (owner_code, instrument_id, kind, during) values (@owner, @id, 'maintenance', tstzrange(@from, @until))
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapMaintainInstrument(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/instruments/{id:guid}:maintain", Handle).WithName("MaintainInstrument").WithTags("Instruments").Allow(Scopes.InstrumentsWrite, Roles.Enterprise, Roles.Institute, Roles.Operator)
            .Validated<MaintainInstrumentRequest>().WithProblems(403, 404, 409, 412, 422, 428);

    private static Task<Results<Ok<InstrumentView>, ProblemHttpResult>> Handle(
        Guid id, MaintainInstrumentRequest request, HttpContext http, IOptions<InstrumentOptions> options, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<MaintainInstrumentRequest, InstrumentView>(
            http,
            request,
            async transaction =>
            {
                var row = await InstrumentRow.Hold(transaction, id, clock.GetUtcNow(), cancellation);
                if (InstrumentRow.Refuse(http, id, row, caller) is { } refused)
                {
                    return refused;
                }

                var now = clock.GetUtcNow();
                var (from, until) = (request.From?.ToUniversalTime() is { } planned && planned > now ? planned : now, request.Until!.Value.ToUniversalTime());
                if (until <= from)
                {
                    return ApiProblem.Invalid400(new FieldError("until", "out_of_range", "It ends after its begin."));
                }

                var inTheWay = await BookingRow.Within(transaction, id, from, until, cancellation);
                if (inTheWay.Count > 0 && request.CancelReasonCode is null)
                {
                    return Problems.BookingsInTheWay(inTheWay);
                }

                await InstrumentSteps.Cancel(transaction, inTheWay, request.CancelReasonCode!, caller, now, cancellation);
                try
                {
                    await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertOutage, new { id, owner = row!.OwnerCode, from, until }, transaction, cancellationToken: cancellation));
                }
                catch (PostgresException error) when (error.ConstraintName == "instrument_outage_once")
                {
                    return Problems.MaintenanceOverlaps();
                }

                await InstrumentSteps.Raise(transaction, id, now, cancellation);
                var maintained = await InstrumentSteps.Announce(transaction, id, caller, "instrument.maintained", now, cancellation);
                Revisions.SetETag(http, maintained.Revision);
                return TypedResults.Ok(maintained.View(options.Value));
            },
            cancellation);
}
