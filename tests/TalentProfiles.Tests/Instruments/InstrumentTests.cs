using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests.Instruments;

/// <summary>Instruments are entered, found, revised and taken out of service.</summary>
public sealed class InstrumentTests(InstrumentService service) : IClassFixture<InstrumentService>
{
    [Fact]
    public async Task A_registered_instrument_is_read_back_as_sent_and_announced()
    {
        var code = CreditCodes.Next();
        using var owner = service.As("enterprise", code);
        var body = InstrumentBody.Sound(code).With("closedDays", new JsonArray("2099-10-02", "2099-10-01"));
        var created = await owner.PostAsJsonAsync("/v1/instruments", body);
        var read = await owner.GetAsync(created.Headers.Location);
        var view = (await read.Json()).AsObject();

        Assert.Equal((HttpStatusCode.Created, "\"1\"", "open", true), (created.StatusCode, read.Headers.ETag!.Tag, (string)view["state"]!, (bool)view["networked"]!));
        foreach (var (field, value) in body.With("closedDays", new JsonArray("2099-10-01", "2099-10-02")))
        {
            Assert.True(JsonNode.DeepEquals(value, view[field]) || (value is JsonValue number && number.TryGetValue<decimal>(out var amount) && amount == (decimal)view[field]!), $"{field}: {view[field]}");
        }

        var id = (Guid)view["id"]!;
        var told = Assert.Single(await service.Sent<InstrumentListed>(id, m => m.InstrumentId, m => m.Revision));
        Assert.Equal((1, "场发射扫描电子显微镜", "instrument", code, "330604", "open"), (told.Revision, told.Name, told.Kind, told.OwnerCode, told.RegionCode, told.State));
    }

    [Fact]
    public async Task Who_may_enter_what()
    {
        var (institute, stranger) = (await service.RegisterInstitute(), CreditCodes.Next());
        using var ofInstitute = service.As("institute", institute);
        using var ofEnterprise = service.As("enterprise", stranger);

        Assert.Equal("done", await ofInstitute.Refused("/v1/instruments", InstrumentBody.Sound(institute, "institute")));
        Assert.Equal("not_yours", await ofInstitute.Refused("/v1/instruments", InstrumentBody.Sound(stranger)));
        // An enterprise is no institute, and no institute that is not registered owns anything.
        Assert.Equal("not_yours", await ofEnterprise.Refused("/v1/instruments", InstrumentBody.Sound(stranger, "institute")));
        Assert.Equal("institute_unknown", await service.Http.Refused("/v1/instruments", InstrumentBody.Sound(stranger, "institute")));
        Assert.Equal("done", await service.Http.Refused("/v1/instruments", InstrumentBody.Sound(stranger)));
    }

    [Fact]
    public async Task A_list_is_narrowed_by_each_filter()
    {
        var (sem, owner, code) = await service.Instrument(i => i.With("name", "透射电镜甲乙").With("model", "JEM-2100F").With("regionCode", "510302").With("fields", new JsonArray("803")));
        // Made a second later: ids follow the clock.
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        var (line, _, _) = await service.Instrument(i => i.With("name", "中试线甲乙").With("kind", "pilot_line").With("regionCode", "510311").With("model", null), code);
        await owner.Done($"/v1/instruments/{line}:maintain", new { until = service.Now.AddDays(1) });
        async Task<Guid[]> Found(string query) => [.. (await owner.Read($"/v1/instruments?owner={code}&{query}"))["items"]!.AsArray().Select(item => (Guid)item!["id"]!)];

        Assert.Equal([line, sem], await Found(""));
        Assert.Equal([sem], await Found("q=" + Uri.EscapeDataString("ｊｅｍ 2100")));
        Assert.Equal([line, sem], await Found("q=" + Uri.EscapeDataString("甲乙")));
        Assert.Equal([line], await Found("kind=pilot_line"));
        Assert.Equal([sem], await Found("field=80"));
        Assert.Equal([line, sem], await Found("region=510300"));
        Assert.Equal([line], await Found("region=510311"));
        Assert.Equal([line], await Found("state=maintenance"));
        Assert.Equal([sem], await Found("state=open"));
        Assert.Equal([line, sem], await Found("sort=name&limit=100"));
    }

    [Fact]
    public async Task A_revision_needs_the_one_that_was_read_and_keeps_the_owner()
    {
        var (id, owner, code) = await service.Instrument();
        async Task<HttpResponseMessage> Put(HttpClient http, JsonObject body, string tag)
        {
            var request = new HttpRequestMessage(HttpMethod.Put, $"/v1/instruments/{id}") { Content = JsonContent.Create(body) };
            request.Headers.TryAddWithoutValidation("If-Match", tag);
            return await http.SendAsync(request);
        }

        var body = InstrumentBody.Sound(code).With("name", "扫描电镜");
        Assert.Equal(HttpStatusCode.OK, (await Put(owner, body, "\"1\"")).StatusCode);
        Assert.Equal("revision_changed", await (await Put(owner, body, "\"1\"")).ProblemCode());
        Assert.Equal("validation_failed", await (await Put(service.Http, InstrumentBody.Sound(CreditCodes.Next()), "\"2\"")).ProblemCode());
        using var stranger = service.As("enterprise", CreditCodes.Next());
        Assert.Equal("not_yours", await (await Put(stranger, body, "\"2\"")).ProblemCode());
    }

    [Fact]
    public async Task Bookings_stand_in_the_way_of_other_hours_until_they_are_cancelled()
    {
        var instrument = await service.Instrument();
        var monday = service.Monday();
        var booking = await service.Booked(instrument, InstrumentBody.Local(monday, 14), InstrumentBody.Local(monday, 16));
        var mornings = InstrumentBody.Sound(instrument.Code).With("openingHours", InstrumentBody.Hours([1], ("09:00", "12:00")));

        var refused = await instrument.Owner.PutAsJsonAsync($"/v1/instruments/{instrument.Id}", mornings);
        Assert.Equal([booking], (await refused.Json())["bookingIds"]!.AsArray().Select(id => (Guid)id!));
        Assert.Equal("bookings_in_the_way", await refused.ProblemCode());
        await instrument.Owner.Done($"/v1/bookings/{booking}:cancel", new { reasonCode = "hours_changed" });
        Assert.Equal(HttpStatusCode.OK, (await instrument.Owner.PutAsJsonAsync($"/v1/instruments/{instrument.Id}", mornings)).StatusCode);
    }

    [Fact]
    public async Task Maintenance_declines_nothing_silently()
    {
        var instrument = await service.Instrument();
        var monday = service.Monday();
        var (from, until) = (InstrumentBody.Local(monday, 8), InstrumentBody.Local(monday.AddDays(1), 8));
        var booking = await service.Booked(instrument, InstrumentBody.Local(monday, 9), InstrumentBody.Local(monday, 10));
        var path = $"/v1/instruments/{instrument.Id}";

        var refused = await instrument.Owner.PostAsJsonAsync($"{path}:maintain", new { from, until });
        Assert.Equal("bookings_in_the_way", await refused.ProblemCode());
        Assert.Equal([booking], (await refused.Json())["bookingIds"]!.AsArray().Select(id => (Guid)id!));
        await instrument.Owner.Done($"{path}:maintain", new { from, until, cancelReasonCode = "maintenance" });
        var cancelled = await instrument.Owner.Read($"/v1/bookings/{booking}");
        Assert.Equal(("cancelled", "maintenance"), ((string)cancelled["state"]!, (string)cancelled["reasonCode"]!));
        Assert.Equal("maintenance_overlaps", await instrument.Owner.Refused($"{path}:maintain", new { from = from.AddHours(3), until }));
        Assert.Equal("instrument_closed", await (await InstrumentService.Ask(instrument.Owner, instrument.Id, instrument.Code, from.AddHours(1), from.AddHours(2))).ProblemCode());
        // What is planned is given up, and the slot is free again.
        await instrument.Owner.Done($"{path}/reopen");
        Assert.Equal("instrument_not_in_maintenance", await instrument.Owner.Refused($"{path}/reopen"));
        await service.Booked(instrument, from.AddHours(1), from.AddHours(2));
    }

    [Fact]
    public async Task What_is_retired_stays_so_and_takes_no_bookings()
    {
        var instrument = await service.Instrument();
        var monday = service.Monday();
        var booking = await service.Booked(instrument, InstrumentBody.Local(monday, 9), InstrumentBody.Local(monday, 10));
        var path = $"/v1/instruments/{instrument.Id}";
        Assert.Equal("bookings_in_the_way", await instrument.Owner.Refused($"{path}:retire", new { }));
        Assert.Equal("retired", (string)(await instrument.Owner.Done($"{path}:retire", new { cancelReasonCode = "retired" }))["state"]!);
        Assert.Equal("cancelled", (string)(await instrument.Owner.Read($"/v1/bookings/{booking}"))["state"]!);
        Assert.Equal("instrument_retired", await instrument.Owner.Refused($"{path}:maintain", new { until = service.Now.AddDays(1) }));
        Assert.Equal("instrument_retired", await (await InstrumentService.Ask(instrument.Owner, instrument.Id, instrument.Code, InstrumentBody.Local(monday, 9), InstrumentBody.Local(monday, 10))).ProblemCode());
    }
}
