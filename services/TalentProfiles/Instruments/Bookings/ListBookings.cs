using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Instruments.Bookings;

/// <summary>GET /v1/bookings: newest first or by begin; of one instrument, in one state, of one side (booker, owner: what the caller's organisation booked, or what others booked of it), ending after a time.</summary>
public static class ListBookings
{
    private const string SelectBookings = $"""
        select {BookingRow.Columns} from instrument_booking b
        where {BookingRow.Visible} and (@Instrument::uuid is null or b.instrument_id = @Instrument) and (@State::text is null or b.state = @State)
          and (@Side::text is null or case @Side when 'booker' then b.booker_code else b.owner_code end = @Organisation) and (@Since::timestamptz is null or upper(b.during) > @Since)
        """;

    private static readonly string[] Sides = ["booker", "owner"];

    private static readonly Sorting<BookingRow> Sorting = new Sorting<BookingRow>("-createdAt")
        .By("createdAt", "b.booking_id", b => b.Id)
        .By("from", "lower(b.during)", b => b.Begins);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListBookings(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/bookings", Handle).WithName("ListBookings").WithTags("Bookings").AllowAllRoles(Scopes.InstrumentsRead).Sorted(Sorting).WithReadProblems(400);

    private static async Task<Results<Ok<KeysetPage<BookingView>>, ProblemHttpResult>> Handle(
        Guid? instrument, string? state, string? side, DateTimeOffset? since, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        var fault = Sorting.TryRead(sort, limit, cursor, out var page)
            ?? (state is not null && !InstrumentCodes.BookingStates.Contains(state) ? new FieldError("state", "unknown_state", $"One of: {string.Join(", ", InstrumentCodes.BookingStates.Codes)}.") : null)
            ?? (side is not null && !Sides.Contains(side) ? new FieldError("side", "unknown_side", $"One of: {string.Join(", ", Sides)}.") : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        var filter = new
        {
            Instrument = instrument,
            State = state,
            Side = side,
            Since = since?.ToUniversalTime(),
            caller.Organisation,
            caller.IsBureau,
            Regions = caller.Regions.ToArray(),
        };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<BookingRow>(new CommandDefinition(page.Of(SelectBookings), page.With(filter), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList(), row => row.View()));
    }
}
