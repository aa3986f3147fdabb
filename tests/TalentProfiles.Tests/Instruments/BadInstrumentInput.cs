using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests.Instruments;

/// <summary>What instruments and bookings refuse.</summary>
internal static class BadInstrumentInput
{
    private const string Id = "0190a000-0000-7000-8000-00000000000a";
    private const string Instrument = $"/v1/instruments/{Id}";
    private const string Booking = $"/v1/bookings/{Id}";
    private const string Use = $"{Booking}:record-use";

    private static readonly JsonObject Form = InstrumentBody.Sound("12100000400000624D");
    private static readonly JsonObject Purchase = Of("""{ "name": "扫描电镜", "model": "X-1", "kind": "instrument", "fields": [], "valueYuan": 1, "regionCode": "330604" }""");
    private static readonly JsonObject Slot = Of($$"""
        { "instrumentId": "{{Id}}", "organisationCreditCode": "12100000400000624D", "regionCode": "330604", "from": "2099-01-05T01:00:00Z", "to": "2099-01-05T02:00:00Z" }
        """);
    private static readonly JsonObject Reason = Of("""{ "reasonCode": "other" }""");
    private static readonly JsonObject Maintenance = Of("""{ "cancelReasonCode": "other", "from": "2099-01-05T01:00:00Z", "until": "2099-01-06T01:00:00Z" }""");
    private static readonly JsonObject Retirement = Of("""{ "cancelReasonCode": "other" }""");

    // A form of numbers alone has no text to spoil: each kind of fault is tried on a number.
    private static readonly (Wrong Kind, string Body, int Status, string Code, string? Fault, string? Type)[] NoUse =
    [
        (Wrong.Json, "{", 400, "invalid_json", ":malformed", "application/json"), (Wrong.MissingField, "null", 400, "body_required", null, "application/json"),
        (Wrong.MissingField, "{}", 400, "validation_failed", "hours:required", "application/json"), (Wrong.Type, """{ "hours": "2" }""", 400, "invalid_json", "hours:wrong_type", "application/json"),
        (Wrong.TooLong, """{ "hours": 100000.01 }""", 400, "validation_failed", "hours:out_of_range", "application/json"),
        (Wrong.UnknownCode, """{ "hours": 1, "quantity": 0 }""", 400, "validation_failed", "quantity:out_of_range", "application/json"),
        (Wrong.OutOfRange, """{ "hours": 1.005 }""", 400, "validation_failed", "hours:out_of_range", "application/json"),
        (Wrong.UnknownField, """{ "hours": 1, "surprise": 1 }""", 400, "invalid_json", "surprise:unknown_field", "application/json"),
        (Wrong.Nul, "{ \"hours\": \"a\\u0000b\" }", 400, "invalid_json", "hours:wrong_type", "application/json"),
        (Wrong.ContentType, """{ "hours": 1 }""", 415, "unsupported_media_type", null, "text/plain"),
        (Wrong.Oversized, """{ "hours": 1 }""" + new string(' ', 1024 * 1024), 413, "body_too_large", null, "application/json"),
    ];

    public static IReadOnlyList<BadRequest> All { get; } =
    [
        .. BadRequest.OfAnyBody("POST", "/v1/instruments", Form, "name", "leadHours"),
        .. BadRequest.OfAnyBody("PUT", Instrument, Form, "indicators", "valueYuan"),
        .. new[] { ("POST", "/v1/instruments"), ("PUT", Instrument) }.SelectMany(form => Faults(form.Item1, form.Item2, Form,
        [
            ("ownerCreditCode", null, "ownerCreditCode:required"), ("ownerCreditCode", "91330604YY00000000", "ownerCreditCode:invalid_credit_code"), ("ownerKind", "bureau", "ownerKind:unknown_owner_kind"),
            ("kind", null, "kind:required"), ("kind", "machine", "kind:unknown_instrument_kind"), ("platformKind", "public_service", "platformKind:unknown_platform_kind"), ("name", "镜", "name:too_short"),
            ("name", new string('长', 101), "name:too_long"), ("englishName", new string('x', 201), "englishName:too_long"), ("model", new string('x', 101), "model:too_long"),
            ("regionCode", "3306", "regionCode:unknown_region"), ("fields", new JsonArray("90"), "fields[0]:unknown_field_code"), ("indicators", new string('长', 5001), "indicators:too_long"),
            ("sampleRequirements", new string('长', 2001), "sampleRequirements:too_long"), ("serviceDays", 367, "serviceDays:out_of_range"), ("valueYuan", null, "valueYuan:required"),
            ("valueYuan", -1, "valueYuan:out_of_range"), ("boughtOn", "2999-01-01", "boughtOn:out_of_range"), ("priceYuan", null, "priceYuan:required"), ("priceYuan", 100_000_000.01m, "priceYuan:out_of_range"),
            ("priceElsewhereYuan", -0.01m, "priceElsewhereYuan:out_of_range"), ("priceUnit", "week", "priceUnit:unknown_price_unit"), ("leadHours", 2161, "leadHours:out_of_range"),
            ("openingHours", null, "openingHours:required"), ("openingHours", new JsonArray(), "openingHours:required"), ("openingHours", new JsonArray((JsonNode?)null), "openingHours:invalid_opening_hours"),
            ("openingHours", InstrumentBody.Hours([8], ("09:00", "10:00")), "openingHours:invalid_opening_hours"), ("openingHours", InstrumentBody.Hours([1], ("10:00", "10:00")), "openingHours:invalid_opening_hours"),
            ("openingHours", InstrumentBody.Hours([1], ("9:00", "10:00")), "openingHours:invalid_opening_hours"), ("openingHours", InstrumentBody.Hours([1], ("09:00", "24:01")), "openingHours:invalid_opening_hours"),
            ("openingHours", InstrumentBody.Hours([1], ("09:00", "11:00"), ("10:59", "12:00")), "openingHours:invalid_opening_hours"),
            ("openingHours", InstrumentBody.Hours(Enumerable.Range(1, 51), ("09:00", "10:00")), "openingHours:too_many"), ("closedDays", Days(367), "closedDays:too_many"),
        ])),
        BadInputCases.Address("PUT", Instrument, "instrument_not_found", Form), BadInputCases.Address("GET", Instrument, "instrument_not_found"),
        BadInputCases.Address("GET", $"{Instrument}/calendar", "instrument_not_found"), BadInputCases.Address("GET", $"{Instrument}/utilisation?period=2026", "instrument_not_found"),
        .. BadInputCases.Queries("/v1/instruments", ("q", "%20", "wrong_length"), ("kind", "machine", "unknown_instrument_kind"), ("field", "9", "unknown_field_code"), ("region", "330", "unknown_region"),
            ("owner", "1", "invalid_credit_code"), ("state", "broken", "unknown_state")),
        .. BadInputCases.Queries("/v1/bookings", ("state", "asked", "unknown_state"), ("side", "other", "unknown_side")),
        .. new[] { "2026-13", "2026-Q5", "26", "1999", "2026-1", "2026-Q1x", "2026-11-01" }.SelectMany(period => new[] { $"{Instrument}/utilisation", "/v1/instruments/utilisation" }
            .Select(path => BadInputCases.Query($"{path}?period={period}", "period:invalid_period"))),
        BadInputCases.Query($"{Instrument}/utilisation?period=2026&from=2026-01-01", "period:invalid_period"), BadInputCases.Query($"{Instrument}/utilisation", "period:required"),
        BadInputCases.Query($"{Instrument}/utilisation?from=2026-01-02&to=2026-01-02", "to:out_of_range"), BadInputCases.Query($"{Instrument}/utilisation?from=2020-01-01&to=2026-01-02", "to:out_of_range"),
        BadInputCases.Query("/v1/instruments/utilisation?region=33&period=2026", "region:unknown_region"), BadInputCases.Query("/v1/instruments/utilisation?kind=machine&period=2026", "kind:unknown_instrument_kind"),
        BadInputCases.Query($"{Instrument}/calendar?from=2026-01-01&to=2026-01-01", "to:out_of_range"), BadInputCases.Query($"{Instrument}/calendar?from=2026-01-01&to=2026-04-05", "to:out_of_range"),
        BadInputCases.Query($"{Instrument}/calendar?from=0001-01-01", "from:out_of_range"), BadInputCases.Query($"{Instrument}/calendar?from=tomorrow", "from:wrong_type") with { Code = "invalid_request" },
        .. BadRequest.OfAnyBody("POST", $"{Instrument}:retire", Retirement), .. Faults("POST", $"{Instrument}:retire", Retirement, [("cancelReasonCode", "plans_changed", "cancelReasonCode:unknown_reason_code"), ("cancelReasonCode", new string('x', 500), "cancelReasonCode:unknown_reason_code")]),
        .. BadRequest.OfAnyBody("POST", $"{Instrument}:maintain", Maintenance, "cancelReasonCode", "until"),
        .. Faults("POST", $"{Instrument}:maintain", Maintenance,
        [
            ("until", null, "until:required"), ("until", "2099-01-05T01:00:00Z", "until:out_of_range"), ("from", "2001-01-05T01:00:00Z", "from:out_of_range"), ("cancelReasonCode", "bored", "cancelReasonCode:unknown_reason_code"),
            ("cancelReasonCode", new string('x', 500), "cancelReasonCode:unknown_reason_code"),
        ]),
        BadInputCases.Address("POST", $"{Instrument}:retire", "instrument_not_found", Retirement), BadInputCases.Address("POST", $"{Instrument}:maintain", "instrument_not_found", Maintenance),
        BadInputCases.Address("POST", $"{Instrument}/reopen", "instrument_not_found"),
        .. BadRequest.OfAnyBody("POST", "/v1/instruments:check-purchase", Purchase, "model", "valueYuan"),
        .. Faults("POST", "/v1/instruments:check-purchase", Purchase,
        [
            ("name", null, "name:required"), ("name", new string('长', 101), "name:too_long"), ("model", new string('x', 101), "model:too_long"), ("kind", "machine", "kind:unknown_instrument_kind"),
            ("fields", new JsonArray("9"), "fields[0]:unknown_field_code"), ("valueYuan", null, "valueYuan:required"), ("regionCode", "1", "regionCode:unknown_region"),
        ]),
        .. BadRequest.OfAnyBody("POST", "/v1/bookings", Slot, "regionCode", "from"),
        .. Faults("POST", "/v1/bookings", Slot,
        [
            ("instrumentId", null, "instrumentId:required"), ("organisationCreditCode", "1", "organisationCreditCode:invalid_credit_code"), ("regionCode", "990000", "regionCode:unknown_region"),
            ("regionCode", new string('3', 500), "regionCode:unknown_region"), ("from", null, "from:required"), ("from", "2099-01-05T01:00:30Z", "from:out_of_range"), ("to", null, "to:required"),
            ("to", "2099-01-05T01:00:00Z", "to:out_of_range"), ("to", "2099-02-05T01:01:00Z", "to:out_of_range"),
        ]),
        BadInputCases.Address("POST", "/v1/bookings", "instrument_not_found", Slot), BadInputCases.Address("GET", Booking, "booking_not_found"),
        .. new[] { "decline", "cancel" }.SelectMany(verb => BadRequest.OfAnyBody("POST", $"{Booking}:{verb}", Reason)
            .Concat(Faults("POST", $"{Booking}:{verb}", Reason, [("reasonCode", null, "reasonCode:required"), ("reasonCode", "bored", "reasonCode:unknown_reason_code"), ("reasonCode", new string('x', 500), "reasonCode:unknown_reason_code")]))
            .Append(BadInputCases.Address("POST", $"{Booking}:{verb}", "booking_not_found", Reason))),
        BadInputCases.Address("POST", $"{Booking}/confirm", "booking_not_found"), BadInputCases.Address("POST", $"{Booking}/no-show", "booking_not_found"),
        BadInputCases.Address("POST", Use, "booking_not_found", Of("""{ "hours": 1 }""")),
        .. NoUse.Select(bad => new BadRequest($"{bad.Kind}", "POST", Use, bad.Body, bad.Status, bad.Code, bad.Fault, bad.Type) { Kind = bad.Kind }),
        new("another method", "PUT", "/v1/bookings/reasons", null, 405, "method_not_allowed"),
    ];

    private static IEnumerable<BadRequest> Faults(string method, string path, JsonObject sound, (string Field, JsonNode? Value, string Fault)[] faults) => faults.Select(fault =>
    {
        var body = sound.DeepClone().AsObject();
        body[fault.Field] = fault.Value?.DeepClone();
        var kind = fault.Fault.Split(':')[1] switch
        {
            "required" => Wrong.MissingField,
            "too_long" or "too_many" => Wrong.TooLong,
            _ when fault.Value is JsonValue value && value.TryGetValue<string>(out var text) && text.Length >= 500 => Wrong.TooLong,
            var code when code.StartsWith("unknown", StringComparison.Ordinal) => Wrong.UnknownCode,
            _ => Wrong.OutOfRange,
        };
        return new BadRequest($"{fault.Field} {fault.Fault} {(fault.Value?.ToJsonString() is { Length: < 60 } shown ? shown : "")}", method, path, body.ToJsonString(), 400, "validation_failed", fault.Fault) { Kind = kind };
    });

    private static JsonArray Days(int count) => [.. Enumerable.Range(0, count).Select(day => JsonValue.Create(new DateOnly(2099, 1, 1).AddDays(day).ToString("yyyy-MM-dd")))];

    private static JsonObject Of(string json) => JsonNode.Parse(json)!.AsObject();
}
