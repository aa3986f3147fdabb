using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Instruments.Bookings;

/// <summary>Declines a booking.</summary>
/// <param name="ReasonCode">Why; GET /v1/bookings/reasons lists them.</param>
public sealed record DeclineBookingRequest(string? ReasonCode);

/// <summary>Rules of <see cref="DeclineBookingRequest"/>.</summary>
public sealed class DeclineBookingRequestValidator : AbstractValidator<DeclineBookingRequest>
{
    /// <summary>Sets the rules.</summary>
    public DeclineBookingRequestValidator()
    {
        RuleFor(d => d.ReasonCode).NotEmpty();
        RuleFor(d => d.ReasonCode).BookingReason("decline");
    }
}

/// <summary>POST /v1/bookings/{id}:decline: the owner declines what is asked for, with a reason.</summary>
public static class DeclineBooking
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapDeclineBooking(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bookings/{id:guid}:decline", Handle).WithName("DeclineBooking").WithTags("Bookings").Allow(Scopes.BookingsWrite, Roles.Enterprise, Roles.Institute, Roles.Operator)
            .Validated<DeclineBookingRequest>().WithProblems(403, 404, 409, 412, 422, 428);

    private static Task<Results<Ok<BookingView>, ProblemHttpResult>> Handle(Guid id, DeclineBookingRequest request, HttpContext http, CancellationToken cancellation) =>
        BookingSteps.OfOwner(http, id, request, "requested", (_, _) => null, _ => new BookingStep("declined", "owner", request.ReasonCode), cancellation);
}
