using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Instruments.Bookings;

/// <summary>POST /v1/bookings/{id}/no-show: the owner records, from the begin of the slot on, that nobody came; what is left of the slot is free.</summary>
public static class RecordNoShow
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapRecordNoShow(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bookings/{id:guid}/no-show", Handle).WithName("RecordNoShow").WithTags("Bookings").Allow(Scopes.BookingsWrite, Roles.Enterprise, Roles.Institute, Roles.Operator)
            .WithReadProblems(403, 404, 409, 412, 422, 428);

    private static Task<Results<Ok<BookingView>, ProblemHttpResult>> Handle(Guid id, HttpContext http, CancellationToken cancellation) =>
        BookingSteps.OfOwner(http, id, $"{id}", "confirmed", (row, now) => now < row.Begins ? Problems.BookingNotBegun() : null, _ => new BookingStep("no_show", "owner"), cancellation);
}
