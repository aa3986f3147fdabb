using Matchmaking.Platform.Http;
using Matchmaking.TalentProfiles.Instruments.Bookings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles;

/// <summary>Those of instruments and bookings.</summary>
public static partial class Problems
{
    // So many are named by an answer.
    private const int MostNamed = 100;

    /// <summary>No instrument has the id.</summary>
    public static ProblemHttpResult InstrumentNotFound(Guid instrumentId) => ApiProblem.Of(404, "instrument_not_found", $"There is no instrument {instrumentId}.");

    /// <summary>What is out of service does not change any more.</summary>
    public static ProblemHttpResult InstrumentRetired() => ApiProblem.Of(409, "instrument_retired", "It is out of service; to share it again, register it anew with POST /v1/instruments.");

    /// <summary>The institute that is to run it is not registered.</summary>
    public static ProblemHttpResult OwnerUnknown(string creditCode) => ApiProblem.Of(
        409, "institute_unknown", "Register the institute first: POST /v1/institutes.", new FieldError("ownerCreditCode", "institute_unknown", $"No institute is registered under {creditCode}."));

    /// <summary>An instrument stays with who registered it.</summary>
    public static ProblemHttpResult OwnerFixed() =>
        ApiProblem.Invalid400(new FieldError("ownerCreditCode", "owner_fixed", "It stays with its owner; retire it, and let the new owner register it."));

    /// <summary>Bookings would fall into it; none is cancelled silently.</summary>
    internal static ProblemHttpResult BookingsInTheWay(IReadOnlyList<BookingRow> bookings)
    {
        var problem = ApiProblem.Of(409, "bookings_in_the_way", $"{bookings.Count} bookings are in the way: bookingIds names them. Cancel them with a reason first, or with the change where it takes one.");
        problem.ProblemDetails.Extensions["bookingIds"] = bookings.Take(MostNamed).Select(booking => booking.Id).ToArray();
        return problem;
    }

    /// <summary>There is maintenance at that time already.</summary>
    public static ProblemHttpResult MaintenanceOverlaps() => ApiProblem.Of(409, "maintenance_overlaps", "Maintenance at that time is planned already.");

    /// <summary>There is nothing to end.</summary>
    public static ProblemHttpResult InstrumentNotInMaintenance() => ApiProblem.Of(409, "instrument_not_in_maintenance", "No maintenance runs or is planned.");

    /// <summary>The slot lies outside opening hours, on a closed day or in maintenance.</summary>
    public static ProblemHttpResult InstrumentClosed() =>
        ApiProblem.Of(409, "instrument_closed", "It is not open all of the slot; GET /v1/instruments/{id}/calendar shows when it is free.");

    /// <summary>Somebody has the slot, or a part of it.</summary>
    public static ProblemHttpResult BookingOverlaps() =>
        ApiProblem.Of(409, "booking_overlaps", "The slot, or a part of it, is taken; GET /v1/instruments/{id}/calendar shows when it is free.");

    /// <summary>No booking has the id, or none that the caller may see.</summary>
    public static ProblemHttpResult BookingNotFound(Guid bookingId) => ApiProblem.Of(404, "booking_not_found", $"There is no booking {bookingId}.");

    /// <summary>The step does not go on from where the booking stands.</summary>
    public static ProblemHttpResult BookingNotInState(string state) => ApiProblem.Of(409, "booking_not_in_state", $"The booking is {state}; this step does not go on from there.");

    /// <summary>Before the end nothing was measured.</summary>
    public static ProblemHttpResult BookingNotOver() => ApiProblem.Of(409, "booking_not_over", "Use is recorded when the slot is over.");

    /// <summary>Nobody could come yet.</summary>
    public static ProblemHttpResult BookingNotBegun() => ApiProblem.Of(409, "booking_not_begun", "The slot has not begun.");

    /// <summary>Who booked cancels before the begin.</summary>
    public static ProblemHttpResult BookingBegun() => ApiProblem.Of(409, "booking_begun", "The slot has begun; the owner alone can cancel it now.");

    /// <summary>What is over is not confirmed.</summary>
    public static ProblemHttpResult BookingOver() => ApiProblem.Of(409, "booking_over", "The slot is over.");
}
