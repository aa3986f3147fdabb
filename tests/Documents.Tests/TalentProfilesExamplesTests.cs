extern alias talents;

using System.Text.Json.Nodes;
using Dapper;

namespace Matchmaking.Documents.Tests;

/// <summary>The examples of TalentProfiles are sent to it.</summary>
public sealed class TalentProfilesExamplesTests(TalentProfilesHost service) : IClassFixture<TalentProfilesHost>
{
    [Fact]
    public async Task Every_example_is_answered_as_it_says()
    {
        using var institute = service.As("institute", Told.Institute);
        await institute.Made("/v1/institutes", new { name = "越州试验研究院（虚构）", creditCode = Told.Institute, regionCode = "330602", kind = "research_institute" });

        await new ExampleRun<talents::Program>(service, "TalentProfiles", async () =>
        {
            var expert = await institute.Made("/v1/experts", new
            {
                name = "周衡（虚构）",
                instituteCreditCode = Told.Institute,
                disciplines = (string[])["430"],
                fields = (string[])["403"],
                researchDirections = (string[])["织物后整理"],
                text = "长期从事纺织材料后整理研究。",
                serviceModes = (string[])["consulting"],
                regionsServed = (string[])["330604"],
                capacity = 3,
                consent = true,
                achievements = (object[])[new { kind = "patent", title = "耐久轧光整理方法", date = "2023-05-18" }],
            });
            var (instrument, booking, used) = await Booked(institute);
            return new()
            {
                ["expert"] = (string)expert["id"]!,
                ["achievement"] = (string)expert["achievements"]![0]!["id"]!,
                ["instrument"] = instrument,
                ["booking"] = booking,
                ["bookingUsed"] = used,
            };
        }).Run();
    }

    // An instrument that nothing else is like but itself: those of the examples before it leave.
    private async Task<(string Instrument, string Booking, string Used)> Booked(HttpClient institute)
    {
        foreach (var old in await service.Database.Column<Guid>("select instrument_id from instrument i where not exists (select from instrument_outage o where o.instrument_id = i.instrument_id and o.kind = 'retired')"))
        {
            await institute.Made($"/v1/instruments/{old}:retire", new { cancelReasonCode = "retired" });
        }

        var form = JsonNode.Parse(await File.ReadAllTextAsync(Written.PathOf("services", "TalentProfiles", "Examples", "RegisterInstrument.json")))!["request"]!;
        var instrument = (string)(await institute.Made("/v1/instruments", form))["id"]!;
        using var enterprise = service.As("enterprise", "91330604YY9900014U");
        async Task<string> Slot(int hour) => (string)(await enterprise.Made("/v1/bookings", new
        {
            instrumentId = instrument,
            organisationCreditCode = "91330604YY9900014U",
            regionCode = "330604",
            from = $"2099-06-01T{hour:00}:00:00+08:00",
            to = $"2099-06-01T{hour + 3:00}:00:00+08:00",
        }))["id"]!;
        var (booking, used) = (await Slot(9), await Slot(14));
        await institute.Made($"/v1/bookings/{used}/confirm", new { });
        // Its time comes: nobody waits until then.
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("update instrument_hours set valid_from = '2026-01-05T00:00:00Z' where instrument_id = @id", new { id = Guid.Parse(instrument) });
        await connection.ExecuteAsync("update instrument_booking set during = tstzrange('2026-06-01T06:00:00Z', '2026-06-01T09:00:00Z') where booking_id = @id", new { id = Guid.Parse(used) });
        return (instrument, booking, used);
    }
}
