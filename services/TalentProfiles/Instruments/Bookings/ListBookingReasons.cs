using Matchmaking.Access;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Instruments.Bookings;

/// <summary>GET /v1/bookings/reasons: every reason that a step of a booking may have, and where it may stand.</summary>
public static class ListBookingReasons
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapListBookingReasons(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/bookings/reasons", Handle).WithName("ListBookingReasons").WithTags("Bookings").AllowAllRoles(Scopes.InstrumentsRead);

    private static Ok<IReadOnlyList<BookingReason>> Handle() => TypedResults.Ok(BookingReasons.All);
}
