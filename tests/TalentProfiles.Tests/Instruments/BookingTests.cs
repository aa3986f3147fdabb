using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Matchmaking.Contracts.Identity;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.TalentProfiles.Tests.Instruments;

/// <summary>A booking from asking to paying.</summary>
public sealed class BookingTests(InstrumentService service) : IClassFixture<InstrumentService>
{
    private readonly string booker = CreditCodes.Next();

    [Fact]
    public async Task A_booking_is_asked_for_confirmed_used_and_charged_at_the_price_that_was_quoted()
    {
        var instrument = await service.Instrument();
        var day = service.Monday();
        using var http = service.As("enterprise", booker);
        var asked = await InstrumentService.Ask(http, instrument.Id, booker, InstrumentBody.Local(day, 9), InstrumentBody.Local(day, 12), "330602");
        var id = (Guid)(await asked.Json())["id"]!;
        Assert.Equal((HttpStatusCode.Created, $"/v1/bookings/{id}"), (asked.StatusCode, asked.Headers.Location!.OriginalString));
        // A dearer price comes later than the quote.
        var dearer = InstrumentBody.Sound(instrument.Code).With("priceYuan", 900).With("priceElsewhereYuan", 900);
        Assert.Equal(HttpStatusCode.OK, (await service.Put($"/v1/instruments/{instrument.Id}", dearer)).StatusCode);
        await instrument.Owner.Done($"/v1/bookings/{id}/confirm");
        Assert.Equal("booking_not_over", await instrument.Owner.Refused($"/v1/bookings/{id}:record-use", new { hours = 1 }));
        service.Clock.GoTo(day.AddDays(1));
        Assert.Equal("validation_failed", await instrument.Owner.Refused($"/v1/bookings/{id}:record-use", new { hours = 3.01 }));
        var used = await instrument.Owner.Done($"/v1/bookings/{id}:record-use", new { hours = 2.75 });

        Assert.Equal(("used", true, 480.5m, 2.75m, 2.75m, 1321.38m), ((string)used["state"]!, (bool)used["isElsewhere"]!, (decimal)used["priceYuan"]!, (decimal)used["hours"]!, (decimal)used["quantity"]!, (decimal)used["sumYuan"]!));
        var told = await service.Sent<BookingChanged>(id, m => m.BookingId, m => m.Number);
        Assert.Equal(["requested booker", "confirmed owner", "used owner"], told.Select(step => $"{step.State} {step.Side}"));
        Assert.Equal((2.75m, 1321.38m, booker, instrument.Code), (told[2].Hours, told[2].SumYuan, told[2].BookerCode, told[2].OwnerCode));
        Assert.Equal("booking_not_in_state", await instrument.Owner.Refused($"/v1/bookings/{id}:cancel", new { reasonCode = "breakdown" }));
    }

    [Fact]
    public async Task A_seat_that_is_known_counts_before_one_that_is_said()
    {
        var instrument = await service.Instrument(i => i.With("priceUnit", "sample"));
        var message = Guid.NewGuid();
        await service.Deliver(new OrganisationApproved(booker, 1, "enterprise", "某公司", "330604", "1713", null, service.Now), message);
        await service.Received(message);
        var day = service.Monday();
        var id = await service.Booked(instrument, InstrumentBody.Local(day, 9), InstrumentBody.Local(day, 10), booker, 1, "510302", 12);
        var used = await instrument.Owner.Read($"/v1/bookings/{id}");

        Assert.Equal((false, "330604", 4800m), ((bool)used["isElsewhere"]!, (string)used["regionCode"]!, (decimal)used["sumYuan"]!));
    }

    [Fact]
    public async Task A_slot_is_had_by_one_alone_and_within_opening_hours()
    {
        var instrument = await service.Instrument(i => i["closedDays"] = new JsonArray(service.Monday().AddDays(2).ToString("yyyy-MM-dd")));
        var day = service.Monday();
        using var http = service.As("enterprise", booker);
        async Task<string?> Ask(DateOnly on, double from, double to) =>
            await InstrumentService.Ask(http, instrument.Id, booker, InstrumentBody.Local(on, from), InstrumentBody.Local(on, to)) is { IsSuccessStatusCode: false } refused
                ? string.Join(',', [await refused.ProblemCode(), .. await refused.Faults()]) : "done";

        Assert.Equal("done", await Ask(day, 9, 11));
        Assert.Equal("booking_overlaps", await Ask(day, 10.5, 12));
        Assert.Equal("done", await Ask(day, 11, 12));
        Assert.Equal("instrument_closed", await Ask(day.AddDays(1), 11, 14));
        Assert.Equal("instrument_closed", await Ask(day.AddDays(1), 17, 18));
        Assert.Equal("instrument_closed", await Ask(day.AddDays(2), 9, 10));
        Assert.Equal("instrument_closed", await Ask(day.AddDays(5), 9, 10));
        Assert.Equal("validation_failed,from:too_soon", await Ask(InstrumentBody.Day(service.Now), 0, 1));
        Assert.Equal("validation_failed,to:too_far", await Ask(new DateOnly(2190, 1, 4), 9, 10));
        Assert.Equal("validation_failed,to:out_of_range", await Ask(day, 11, 11));
    }

    [Fact]
    public async Task Twenty_at_once_get_a_slot_once()
    {
        var instrument = await service.Instrument(InstrumentBody.Always);
        var from = InstrumentBody.Local(service.Monday(), 2);
        var bookers = Enumerable.Range(0, 20).Select(_ => CreditCodes.Next()).ToArray();
        var codes = await Task.WhenAll(bookers.Select(async (code, i) =>
        {
            using var http = service.As("enterprise", code);
            var answer = await InstrumentService.Ask(http, instrument.Id, code, from.AddMinutes(i), from.AddMinutes(i + 30));
            return answer.IsSuccessStatusCode ? "done" : await answer.ProblemCode();
        }));

        Assert.Equal(["booking_overlaps", "done"], codes.Distinct().Order(StringComparer.Ordinal));
        Assert.Single(codes, "done");
    }

    [Fact]
    public async Task The_database_itself_holds_slots_apart_and_within_hours_and_goes_no_step_out_of_turn()
    {
        var instrument = await service.Instrument();
        var day = service.Monday();
        var id = await service.Booked(instrument, InstrumentBody.Local(day, 9), InstrumentBody.Local(day, 10));
        async Task<string?> Try(string statement)
        {
            await using var connection = await service.Database.Source.OpenConnectionAsync();
            return (await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(statement, new { id, now = service.Now, other = Guid.NewGuid() }))).ConstraintName;
        }

        const string Copy = """
            insert into instrument_booking (booking_id, instrument_id, owner_code, booker_code, instrument_region, booker_region, during, price_yuan, price_unit, is_elsewhere, created_at, updated_at)
            select @other, instrument_id, owner_code, booker_code, instrument_region, booker_region, tstzrange(lower(during) + {0}, upper(during) + {0}), price_yuan,
                price_unit, is_elsewhere, created_at, updated_at from instrument_booking where booking_id = @id;
            insert into booking_step select @other, 1, 'new', 'requested', null, null, null, 'booker', booker_code, null, @now from instrument_booking where booking_id = @id
            """;
        Assert.Equal("booking_free", await Try(Copy.Replace("{0}", "interval '30 minutes'", StringComparison.Ordinal)));
        Assert.Equal("booking_open", await Try(Copy.Replace("{0}", "interval '12 hours'", StringComparison.Ordinal)));
        Assert.Equal("booking_step_order", await Try(Step("3, 'requested', 'confirmed', null, null, null, 'owner', owner_code")));
        Assert.Equal("booking_step_transition", await Try(Step("3, 'confirmed', 'declined', 'safety', null, null, 'owner', owner_code")));
        Assert.Equal("booking_time", await Try(Step("3, 'confirmed', 'used', null, 1, 1, 'owner', owner_code")));
        Assert.Equal("booking_step_organisation", await Try(Step("3, 'confirmed', 'cancelled', 'other', null, null, 'owner', booker_code")));
        Assert.Equal("instrument_outage_free", await Try("""
            insert into instrument_outage select owner_code, instrument_id, 'maintenance', during from instrument_booking where booking_id = @id
            """));
        Assert.Equal("instrument_hours_free", await Try("""
            insert into instrument_hours select owner_code, instrument_id, @now + interval '1 minute', '[]', '{}' from instrument_booking where booking_id = @id
            """));

        static string Step(string values) => $"insert into booking_step select booking_id, {values}, null, @now from instrument_booking where booking_id = @id";
    }

    [Fact]
    public async Task Each_side_cancels_in_its_time_and_for_its_reasons()
    {
        var instrument = await service.Instrument(InstrumentBody.Always);
        using var http = service.As("enterprise", booker);
        var day = InstrumentBody.Day(service.Now).AddDays(2);
        async Task<Guid> Asked(double hour) => (Guid)(await (await InstrumentService.Ask(http, instrument.Id, booker, InstrumentBody.Local(day, hour), InstrumentBody.Local(day, hour + 1))).Json())["id"]!;
        var (first, second, third) = (await Asked(0), await Asked(1), await Asked(2));

        Assert.Equal("validation_failed", await http.Refused($"/v1/bookings/{first}:cancel", new { reasonCode = "breakdown" }));
        Assert.Equal("done", await http.Refused($"/v1/bookings/{first}:cancel", new { reasonCode = "plans_changed" }));
        Assert.Equal("done", await instrument.Owner.Refused($"/v1/bookings/{third}:decline", new { reasonCode = "beyond_capability" }));
        // Free again for anybody.
        Assert.Equal(HttpStatusCode.Created, (await InstrumentService.Ask(http, instrument.Id, booker, InstrumentBody.Local(day, 0), InstrumentBody.Local(day, 1))).StatusCode);
        await instrument.Owner.Done($"/v1/bookings/{second}/confirm");
        Assert.Equal("booking_not_begun", await instrument.Owner.Refused($"/v1/bookings/{second}/no-show"));
        service.Clock.Advance(InstrumentBody.Local(day, 1.1) - service.Now);
        Assert.Equal("booking_begun", await http.Refused($"/v1/bookings/{second}:cancel", new { reasonCode = "plans_changed" }));
        Assert.Equal("not_yours", await http.Refused($"/v1/bookings/{second}/no-show"));
        Assert.Equal("done", await instrument.Owner.Refused($"/v1/bookings/{second}/no-show"));
        using var stranger = service.As("enterprise", CreditCodes.Next());
        Assert.Equal("booking_not_found", await stranger.Refused($"/v1/bookings/{second}:cancel", new { reasonCode = "other" }));
    }

    [Fact]
    public async Task Everybody_sees_when_it_is_taken_and_nobody_else_by_whom()
    {
        var instrument = await service.Instrument();
        var day = service.Monday();
        var id = await service.Booked(instrument, InstrumentBody.Local(day, 9), InstrumentBody.Local(day, 10), booker);
        using var stranger = service.As("institute", CreditCodes.Next());
        using var far = service.As("reviewer", regions: ["54"]);
        using var near = service.As("reviewer", regions: ["3306"]);
        var calendar = await stranger.Read($"/v1/instruments/{instrument.Id}/calendar?from={day:yyyy-MM-dd}&to={day.AddDays(1):yyyy-MM-dd}");

        Assert.Equal((420, 60, 360), ((int)calendar["openMinutes"]!, (int)calendar["takenMinutes"]!, (int)calendar["freeMinutes"]!));
        Assert.DoesNotContain(booker, calendar.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((await stranger.Read($"/v1/bookings?instrument={instrument.Id}"))["items"]!.AsArray());
        Assert.Empty((await far.Read($"/v1/bookings?instrument={instrument.Id}"))["items"]!.AsArray());
        Assert.Equal(id, (Guid)Assert.Single((await near.Read($"/v1/bookings?instrument={instrument.Id}"))["items"]!.AsArray())!["id"]!);
        Assert.Equal(id, (Guid)Assert.Single((await instrument.Owner.Read("/v1/bookings?side=owner&state=confirmed"))["items"]!.AsArray())!["id"]!);
        Assert.Empty((await instrument.Owner.Read("/v1/bookings?side=booker"))["items"]!.AsArray());
    }

    [Fact]
    public async Task An_account_that_is_erased_is_no_longer_named_by_what_it_booked()
    {
        var instrument = await service.Instrument();
        var account = $"acc-{Guid.NewGuid():N}";
        using var person = service.With(TestIssuer.Token("enterprise", booker, null, null, account));
        var day = service.Monday();
        (await InstrumentService.Ask(person, instrument.Id, booker, InstrumentBody.Local(day, 9), InstrumentBody.Local(day, 10))).EnsureSuccessStatusCode();
        Task<int> Named() => service.Database.Scalar<int>("select count(*)::int from booking_step where account = @account", new { account });
        Assert.Equal(1, await Named());
        var message = Guid.NewGuid();
        await service.Deliver(new AccountErased(account, service.Now), message);
        await service.Received(message);

        Assert.Equal(0, await Named());
    }
}
