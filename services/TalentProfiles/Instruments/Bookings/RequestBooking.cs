using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.TalentProfiles.Instruments.Bookings;

/// <summary>Asks for a slot.</summary>
/// <param name="InstrumentId">What is booked.</param>
/// <param name="OrganisationCreditCode">The organisation that books; also its contact.</param>
/// <param name="RegionCode">GB/T 2260 code of its seat; where the platform knows the seat, that counts.</param>
/// <param name="From">Begin, a whole minute.</param>
/// <param name="To">End, a whole minute; at most 31 days later.</param>
public sealed record RequestBookingRequest(Guid? InstrumentId, string? OrganisationCreditCode, string? RegionCode, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>Rules of <see cref="RequestBookingRequest"/>.</summary>
public sealed class RequestBookingRequestValidator : AbstractValidator<RequestBookingRequest>
{
    private const int MostDays = 31;

    /// <summary>Sets the rules.</summary>
    public RequestBookingRequestValidator()
    {
        RuleFor(b => b.InstrumentId).NotNull();
        RuleFor(b => b.OrganisationCreditCode).Required(CreditCode.IsValid, "invalid_credit_code", CreditCode.Rule);
        RuleFor(b => b.RegionCode).Required(Regions.IsValid, "unknown_region", Regions.Rule);
        RuleFor(b => b.From).Cascade(CascadeMode.Stop).NotNull().Must(IsMinute).WithErrorCode("out_of_range").WithMessage("A slot begins and ends at whole minutes.");
        RuleFor(b => b.To).Cascade(CascadeMode.Stop).NotNull().Must(IsMinute).WithErrorCode("out_of_range").WithMessage("A slot begins and ends at whole minutes.")
            .Must((form, to) => form.From is null || (to > form.From && to - form.From <= TimeSpan.FromDays(MostDays)))
            .WithErrorCode("out_of_range").WithMessage($"A slot ends after its begin and lasts {MostDays} days at most.");
    }

    private static bool IsMinute(DateTimeOffset? time) => time!.Value.UtcTicks % TimeSpan.TicksPerMinute == 0;
}

/// <summary>POST /v1/bookings: asks for a slot within opening hours that nobody has; the owner confirms or declines it. The price is quoted with it.</summary>
public static class RequestBooking
{
    private const string SelectSeat = """
        select coalesce((select region_code from institute where credit_code = @code), (select region_code from organisation_seat where credit_code = @code))
        """;

    private const string InsertBooking = """
        insert into instrument_booking (booking_id, instrument_id, owner_code, booker_code, instrument_region, booker_region, during, price_yuan, price_unit, is_elsewhere, created_at, updated_at)
        values (@Id, @InstrumentId, @OwnerCode, @BookerCode, @InstrumentRegion, @BookerRegion, tstzrange(@From, @To), @Price, @PriceUnit, @IsElsewhere, @now, @now)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRequestBooking(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bookings", Handle).WithName("RequestBooking").WithTags("Bookings").Allow(Scopes.BookingsWrite, Roles.Enterprise, Roles.Institute, Roles.Operator)
            .Validated<RequestBookingRequest>().WithProblems(403, 404, 409, 422);

    private static Task<Results<Created<BookingView>, ProblemHttpResult>> Handle(
        RequestBookingRequest request, HttpContext http, IOptions<InstrumentOptions> options, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<RequestBookingRequest, BookingView>(
            http,
            request,
            async transaction =>
            {
                if (!caller.ActsFor(request.OrganisationCreditCode))
                {
                    return SharedProblems.NotYours("organisationCreditCode");
                }

                var instrument = await InstrumentRow.Hold(transaction, request.InstrumentId!.Value, clock.GetUtcNow(), cancellation);
                var now = clock.GetUtcNow();
                return instrument is null ? Problems.InstrumentNotFound(request.InstrumentId.Value)
                    : instrument.State == "retired" ? Problems.InstrumentRetired()
                    : request.From < now.AddHours(instrument.LeadHours) ? ApiProblem.Invalid400(new FieldError("from", "too_soon", $"It is asked for {instrument.LeadHours} hours ahead."))
                    : request.To > now.AddDays(options.Value.DaysAhead) ? ApiProblem.Invalid400(new FieldError("to", "too_far", $"Up to {options.Value.DaysAhead} days ahead are booked."))
                    : await Store(transaction, request, instrument, caller, now, cancellation);
            },
            cancellation);

    private static async Task<Results<Created<BookingView>, ProblemHttpResult>> Store(
        NpgsqlTransaction transaction, RequestBookingRequest request, InstrumentRow instrument, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var code = request.OrganisationCreditCode!;
        var seat = await transaction.Connection!.QuerySingleAsync<string?>(new CommandDefinition(SelectSeat, new { code }, transaction, cancellationToken: cancellation)) ?? request.RegionCode!;
        var isElsewhere = !seat.StartsWith(Regions.Prefix(instrument.RegionCode), StringComparison.Ordinal);
        var row = new
        {
            Id = Guid.CreateVersion7(now),
            InstrumentId = instrument.Id,
            instrument.OwnerCode,
            BookerCode = code,
            InstrumentRegion = instrument.RegionCode,
            BookerRegion = seat,
            From = request.From!.Value.ToUniversalTime(),
            To = request.To!.Value.ToUniversalTime(),
            Price = isElsewhere ? instrument.PriceElsewhereYuan ?? instrument.PriceYuan : instrument.PriceYuan,
            instrument.PriceUnit,
            IsElsewhere = isElsewhere,
            now,
        };
        try
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertBooking, row, transaction, cancellationToken: cancellation));
            var booking = await BookingRow.Again(transaction, row.Id, cancellation);
            var asked = await BookingSteps.Append(transaction, booking, new BookingStep("requested", "booker"), caller, now, cancellation);
            return TypedResults.Created($"/v1/bookings/{row.Id}", asked.View());
        }
        catch (PostgresException error) when (error.ConstraintName == "booking_free")
        {
            return Problems.BookingOverlaps();
        }
        catch (PostgresException error) when (error.ConstraintName == "booking_open")
        {
            return Problems.InstrumentClosed();
        }
    }
}
