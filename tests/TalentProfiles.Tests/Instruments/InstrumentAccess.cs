using System.Net.Http.Json;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests.Instruments;

/// <summary>Who reaches what of instruments and bookings: the instrument is the enterprise's, and the institute books it.</summary>
internal static class InstrumentAccess
{
    private static readonly DateTimeOffset Slot = InstrumentBody.Local(InstrumentBody.Day(DateTimeOffset.UtcNow).AddDays(7), 9);
    private static readonly string Form = InstrumentBody.Sound("{enterprise}").With("name", "{marker}").ToJsonString();
    private static readonly string Booking = $$"""{ "instrumentId": "{instrument}", "organisationCreditCode": "{institute}", "regionCode": "330602", "from": "{{Slot.AddHours(5):O}}", "to": "{{Slot.AddHours(6):O}}" }""";

    public static readonly AccessRow[] Rows =
    [
        new("RegisterInstrument", "POST", "/v1/instruments", Reach.Own, Reach.None, Reach.None, Reach.All, Form),
        new("ReviseInstrument", "PUT", "/v1/instruments/{instrument}", Reach.Own, Reach.None, Reach.None, Reach.All, Form),
        new("GetInstrument", "GET", "/v1/instruments/{instrument}", Reach.All, Reach.All, Reach.All, Reach.All),
        new("ListInstruments", "GET", "/v1/instruments", Reach.All, Reach.All, Reach.All, Reach.All),
        new("RetireInstrument", "POST", "/v1/instruments/{instrument}:retire", Reach.Own, Reach.None, Reach.None, Reach.All, """{ "cancelReasonCode": "retired" }"""),
        new("MaintainInstrument", "POST", "/v1/instruments/{instrument}:maintain", Reach.Own, Reach.None, Reach.None, Reach.All, $$"""{ "until": "{{Slot.AddDays(1):O}}", "cancelReasonCode": "maintenance" }"""),
        new("ReopenInstrument", "POST", "/v1/instruments/{instrument}/reopen", Reach.Own, Reach.None, Reach.None, Reach.All) { Through = [409] },
        // When it is taken everybody sees; that it does not show by whom is tried elsewhere.
        new("GetCalendar", "GET", "/v1/instruments/{instrument}/calendar", Reach.All, Reach.All, Reach.All, Reach.All),
        new("GetUtilisation", "GET", "/v1/instruments/{instrument}/utilisation?period=2026", Reach.All, Reach.All, Reach.All, Reach.All),
        new("ListUtilisation", "GET", "/v1/instruments/utilisation?period=2026", Reach.None, Reach.None, Reach.All, Reach.All),
        new("CheckPurchase", "POST", "/v1/instruments:check-purchase", Reach.All, Reach.All, Reach.All, Reach.All,
            """{ "name": "扫描电镜", "kind": "instrument", "valueYuan": 1, "regionCode": "330604" }"""),
        new("RequestBooking", "POST", "/v1/bookings", Reach.None, Reach.Own, Reach.None, Reach.All, Booking),
        new("ConfirmBooking", "POST", "/v1/bookings/{booking}/confirm", Reach.Own, Reach.Hidden, Reach.None, Reach.All),
        new("DeclineBooking", "POST", "/v1/bookings/{booking}:decline", Reach.Own, Reach.Hidden, Reach.None, Reach.All, """{ "reasonCode": "safety" }"""),
        // Asked for and no more: who gets through is told so.
        new("RecordUse", "POST", "/v1/bookings/{booking}:record-use", Reach.Own, Reach.Hidden, Reach.None, Reach.All, """{ "hours": 1 }""") { Through = [409] },
        new("RecordNoShow", "POST", "/v1/bookings/{booking}/no-show", Reach.Own, Reach.Hidden, Reach.None, Reach.All) { Through = [409] },
        new("CancelBooking", "POST", "/v1/bookings/{booking}:cancel", Reach.Own, Reach.Own, Reach.None, Reach.All, """{ "reasonCode": "other" }"""),
        new("GetBooking", "GET", "/v1/bookings/{booking}", Reach.Own, Reach.Own, Reach.All, Reach.All) { Marker = "{booking}", IsOfARegion = true },
        new("ListBookings", "GET", "/v1/bookings?instrument={instrument}", Reach.Own, Reach.Own, Reach.All, Reach.All) { Marker = "{booking}", IsOfARegion = true },
        new("ListBookingReasons", "GET", "/v1/bookings/reasons", Reach.All, Reach.All, Reach.All, Reach.All),
    ];

    /// <summary>An instrument of an enterprise and a booking of an institute.</summary>
    public static async Task<(string Instrument, string Booking)> Shared(this ServiceUnderTest<Program> service, string enterprise, string institute, string marker)
    {
        var body = InstrumentBody.Sound(enterprise).With("name", marker);
        InstrumentBody.Always(body);
        var instrument = await (await service.Http.PostAsJsonAsync("/v1/instruments", body)).Json();
        var booking = await InstrumentService.Ask(service.Http, (Guid)instrument["id"]!, institute, Slot, Slot.AddHours(2), "330602");
        booking.EnsureSuccessStatusCode();
        return ((string)instrument["id"]!, (string)(await booking.Json())["id"]!);
    }
}
