using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TalentProfiles.Instruments.Bookings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>Takes an instrument out of service.</summary>
/// <param name="CancelReasonCode">Cancels the bookings that are in the way, with this reason; without it they stand against the change.</param>
public sealed record RetireInstrumentRequest(string? CancelReasonCode);

/// <summary>Rules of <see cref="RetireInstrumentRequest"/>.</summary>
public sealed class RetireInstrumentRequestValidator : AbstractValidator<RetireInstrumentRequest>
{
    /// <summary>Sets the rules.</summary>
    public RetireInstrumentRequestValidator() => RuleFor(r => r.CancelReasonCode).BookingReason("owner");
}

/// <summary>POST /v1/instruments/{id}:retire: it is not to be had any more (停用). What was used stays and counts.</summary>
public static class RetireInstrument
{
    // What is over of a maintenance stays, what is not gives way.
    private const string InsertOutage = """
        delete from instrument_outage where instrument_id = @id and lower(during) >= @now;
        update instrument_outage set during = tstzrange(lower(during), @now) where instrument_id = @id and during @> @now;
        insert into instrument_outage (owner_code, instrument_id, kind, during) values (@owner, @id, 'retired', tstzrange(@now, null));
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRetireInstrument(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/instruments/{id:guid}:retire", Handle).WithName("RetireInstrument").WithTags("Instruments").Allow(Scopes.InstrumentsWrite, Roles.Enterprise, Roles.Institute, Roles.Operator)
            .Validated<RetireInstrumentRequest>().WithProblems(403, 404, 409, 412, 422, 428);

    private static Task<Results<Ok<InstrumentView>, ProblemHttpResult>> Handle(
        Guid id, RetireInstrumentRequest request, HttpContext http, IOptions<InstrumentOptions> options, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<RetireInstrumentRequest, InstrumentView>(
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
                var inTheWay = await BookingRow.Within(transaction, id, now, null, cancellation);
                if (inTheWay.Count > 0 && request.CancelReasonCode is null)
                {
                    return Problems.BookingsInTheWay(inTheWay);
                }

                await InstrumentSteps.Cancel(transaction, inTheWay, request.CancelReasonCode!, caller, now, cancellation);
                await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertOutage, new { id, owner = row!.OwnerCode, now }, transaction, cancellationToken: cancellation));
                await InstrumentSteps.Raise(transaction, id, now, cancellation);
                var retired = await InstrumentSteps.Announce(transaction, id, caller, "instrument.retired", now, cancellation);
                Revisions.SetETag(http, retired.Revision);
                return TypedResults.Ok(retired.View(options.Value));
            },
            cancellation);
}
