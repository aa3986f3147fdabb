using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Matchmaking.TalentProfiles.Tests.Instruments;

/// <summary>Calendars, over nights, months and changes of hours.</summary>
public sealed class CalendarTests(InstrumentService service) : IClassFixture<InstrumentService>
{
    [Fact]
    public async Task A_month_changes_within_a_calendar_of_a_week_with_a_night_shift()
    {
        // Sunday night to Monday morning runs on from February 2099, which has 28 days, to March; a Saturday is closed.
        var instrument = await service.Instrument(i =>
        {
            i["openingHours"] = new JsonArray([.. InstrumentBody.Hours([6, 7], ("20:00", "24:00")).Concat(InstrumentBody.Hours([7, 1], ("00:00", "06:30"))).Select(hours => hours!.DeepClone())]);
            i["closedDays"] = new JsonArray("2099-03-07");
        });
        var saturday = new DateOnly(2099, 2, 28);
        Assert.Equal(DayOfWeek.Saturday, saturday.DayOfWeek);
        await service.Booked(instrument, InstrumentBody.Local(saturday, 22), InstrumentBody.Local(saturday, 26));
        var calendar = await instrument.Owner.Read($"/v1/instruments/{instrument.Id}/calendar?from=2099-02-27&to=2099-03-09");

        Assert.Equal(
            ["2099-02-28T12:00:00Z 2099-02-28T22:30:00Z 630", "2099-03-01T12:00:00Z 2099-03-01T22:30:00Z 630", "2099-03-07T16:00:00Z 2099-03-07T22:30:00Z 390", "2099-03-08T12:00:00Z 2099-03-08T16:00:00Z 240"],
            Shown(calendar, "open"));
        Assert.Equal(["2099-02-28T14:00:00Z 2099-02-28T18:00:00Z 240"], Shown(calendar, "taken"));
        Assert.Equal(["2099-02-28T12:00:00Z 2099-02-28T14:00:00Z 120", "2099-02-28T18:00:00Z 2099-02-28T22:30:00Z 270"], Shown(calendar, "free").Take(2));
        Assert.Equal((1890, 240, 1650), ((int)calendar["openMinutes"]!, (int)calendar["takenMinutes"]!, (int)calendar["freeMinutes"]!));
    }

    [Fact]
    public async Task Days_that_are_over_show_the_hours_as_they_were()
    {
        var instrument = await service.Instrument();
        var monday = service.Monday();
        service.Clock.GoTo(monday.AddDays(2));
        var days = $"/v1/instruments/{instrument.Id}/calendar?from={monday:yyyy-MM-dd}&to={monday.AddDays(5):yyyy-MM-dd}";
        Assert.Equal(5 * 420, (int)(await instrument.Owner.Read(days))["openMinutes"]!);
        var shorter = InstrumentBody.Sound(instrument.Code);
        shorter["openingHours"] = InstrumentBody.Hours(Enumerable.Range(1, 5), ("09:00", "10:00"));
        (await instrument.Owner.PutAsJsonAsync($"/v1/instruments/{instrument.Id}", shorter)).EnsureSuccessStatusCode();

        Assert.Equal((2 * 420) + (3 * 60), (int)(await instrument.Owner.Read(days))["openMinutes"]!);
        await instrument.Owner.Done($"/v1/instruments/{instrument.Id}:retire", new { });
        Assert.Equal(2 * 420, (int)(await instrument.Owner.Read(days))["openMinutes"]!);
    }

    private static string[] Shown(JsonNode calendar, string kind) => [.. calendar[kind]!.AsArray().Select(part => $"{part!["from"]} {part["to"]} {part["minutes"]}")];
}
