using Matchmaking.TalentProfiles.Instruments.Bookings;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>Shared instruments and their bookings.</summary>
public static class Wiring
{
    /// <summary>Adds what they need.</summary>
    public static void AddInstruments(this IServiceCollection services) =>
        services.AddOptions<InstrumentOptions>().BindConfiguration(InstrumentOptions.Section).ValidateDataAnnotations().ValidateOnStart();

    /// <summary>Maps every endpoint of theirs.</summary>
    public static void MapInstruments(this IEndpointRouteBuilder routes)
    {
        routes.MapRegisterInstrument();
        routes.MapReviseInstrument();
        routes.MapGetInstrument();
        routes.MapListInstruments();
        routes.MapRetireInstrument();
        routes.MapMaintainInstrument();
        routes.MapReopenInstrument();
        routes.MapGetCalendar();
        routes.MapGetUtilisation();
        routes.MapListUtilisation();
        routes.MapCheckPurchase();
        routes.MapRequestBooking();
        routes.MapConfirmBooking();
        routes.MapDeclineBooking();
        routes.MapRecordUse();
        routes.MapRecordNoShow();
        routes.MapCancelBooking();
        routes.MapGetBooking();
        routes.MapListBookings();
        routes.MapListBookingReasons();
    }
}
