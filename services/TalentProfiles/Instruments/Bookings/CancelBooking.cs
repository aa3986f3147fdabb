using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Instruments.Bookings;

/// <summary>Cancels a booking.</summary>
/// <param name="ReasonCode">Why, of the side that cancels; GET /v1/bookings/reasons lists them.</param>
public sealed record CancelBookingRequest(string? ReasonCode);

/// <summary>Rules of <see cref="CancelBookingRequest"/>.</summary>
public sealed class CancelBookingRequestValidator : AbstractValidator<CancelBookingRequest>
{
    /// <summary>Sets the rules.</summary>
    public CancelBookingRequestValidator()
    {
        RuleFor(c => c.ReasonCode).NotEmpty();
        RuleFor(c => c.ReasonCode).Optional(
            code => BookingReasons.All.Any(reason => reason.Code == code), "unknown_reason_code", "GET /v1/bookings/reasons lists the reasons of each side.");
    }
}

/// <summary>POST /v1/bookings/{id}:cancel: who booked cancels before the begin, the owner at any time while it is asked for or confirmed.</summary>
public static class CancelBooking
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapCancelBooking(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bookings/{id:guid}:cancel", Handle).WithName("CancelBooking").WithTags("Bookings").Allow(Scopes.BookingsWrite, Roles.Enterprise, Roles.Institute, Roles.Operator)
            .Validated<CancelBookingRequest>().WithProblems(403, 404, 409, 412, 422, 428);

    private static Task<Results<Ok<BookingView>, ProblemHttpResult>> Handle(Guid id, CancelBookingRequest request, HttpContext http, CancellationToken cancellation) =>
        BookingSteps.Change(
            http, id, request,
            (row, caller, now) => SideOf(row, caller) is not { } side ? SharedProblems.NotYours("organisationCreditCode")
                : row.State is not ("requested" or "confirmed") ? Problems.BookingNotInState(row.State)
                : side == "booker" && now >= row.Begins ? Problems.BookingBegun()
                : !BookingReasons.Of(side).Contains(request.ReasonCode!)
                    ? ApiProblem.Invalid400(new FieldError("reasonCode", "unknown_reason_code", $"One of: {string.Join(", ", BookingReasons.Of(side))}."))
                : null,
            (row, caller) => new BookingStep("cancelled", SideOf(row, caller)!, request.ReasonCode),
            cancellation);

    // An operator acts for the owner: that is the side that may at any time.
    private static string? SideOf(BookingRow row, Caller caller) => caller.ActsFor(row.OwnerCode) ? "owner" : caller.Organisation == row.BookerCode ? "booker" : null;
}
