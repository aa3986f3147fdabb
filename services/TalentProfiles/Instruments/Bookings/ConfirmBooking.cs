using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Instruments.Bookings;

/// <summary>POST /v1/bookings/{id}/confirm: the owner confirms it, before its end.</summary>
public static class ConfirmBooking
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapConfirmBooking(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bookings/{id:guid}/confirm", Handle).WithName("ConfirmBooking").WithTags("Bookings").Allow(Scopes.BookingsWrite, Roles.Enterprise, Roles.Institute, Roles.Operator)
            .WithReadProblems(403, 404, 409, 412, 422, 428);

    private static Task<Results<Ok<BookingView>, ProblemHttpResult>> Handle(Guid id, HttpContext http, CancellationToken cancellation) =>
        BookingSteps.OfOwner(http, id, $"{id}", "requested", (row, now) => now >= row.Ends ? Problems.BookingOver() : null, _ => new BookingStep("confirmed", "owner"), cancellation);
}
