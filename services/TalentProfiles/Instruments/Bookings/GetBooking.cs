using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Instruments.Bookings;

/// <summary>GET /v1/bookings/{id}: for both sides, and for the bureau that serves the region of one of them.</summary>
public static class GetBooking
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetBooking(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/bookings/{id:guid}", Handle).WithName("GetBooking").WithTags("Bookings").AllowAllRoles(Scopes.InstrumentsRead).WithReadProblems(404);

    private static async Task<Results<Ok<BookingView>, ProblemHttpResult>> Handle(Guid id, HttpContext http, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (await BookingRow.Find(connection, null, id, caller, cancellation) is not { } row)
        {
            return Problems.BookingNotFound(id);
        }

        Revisions.SetETag(http, row.Number);
        return TypedResults.Ok(row.View());
    }
}
