using Matchmaking.Harness;

namespace Matchmaking.Insights.Tests;

/// <summary>Who reaches what through which endpoint.</summary>
public sealed class AccessTests(InsightsUnderTest service) : IClassFixture<InsightsUnderTest>
{
    private const string Entered = """{ "region": "330604", "period": "{period}", "value": 5, "source": "{marker}" }""";

    private static readonly AccessRow[] Rows =
    [
        new("ListIndicators", "GET", "/v1/indicators", Reach.None, Reach.None, Reach.All, Reach.All),
        new("GetIndicator", "GET", "/v1/indicators/{code}", Reach.None, Reach.None, Reach.All, Reach.All),
        new("PutIndicator", "PUT", "/v1/indicators/{code}", Reach.None, Reach.None, Reach.None, Reach.All, """{ "name": "{marker}", "nameEnglish": "Entered", "unit": "项", "direction": "up", "source": "entered" }"""),
        new("PostTarget", "POST", "/v1/indicators/{code}/targets", Reach.None, Reach.None, Reach.None, Reach.All, """{ "region": "330604", "period": "2026", "value": 5 }"""),
        new("ListTargets", "GET", "/v1/indicators/{code}/targets?region=330604", Reach.None, Reach.None, Reach.All, Reach.All) { Marker = "{period}" },
        // The first who enters it enters it for all.
        new("PostEntry", "POST", "/v1/indicators/{code}/entries", Reach.None, Reach.None, Reach.All, Reach.All, Entered) { Through = [409] },
        new("CorrectEntry", "POST", "/v1/entries/{entry}:correct", Reach.None, Reach.None, Reach.All, Reach.All, """{ "value": 4, "reason": "{marker}", "source": "x" }""") { Through = [409] },
        new("ListEntries", "GET", "/v1/indicators/{code}/entries?region=330604", Reach.None, Reach.None, Reach.All, Reach.All) { Marker = "{entry}" },
        new("GetIndicatorValues", "GET", "/v1/indicators/{code}/values?from=2026&region=330604", Reach.None, Reach.None, Reach.All, Reach.All) { Marker = "{code}" },
        new("ListIndicatorRows", "GET", "/v1/indicators/visits/rows?period=2026-07&region=330604", Reach.None, Reach.None, Reach.All, Reach.All) { Marker = "{demand}" },
        new("GetFunnel", "GET", "/v1/funnel?period=2026-07&region=330604", Reach.None, Reach.None, Reach.All, Reach.All) { Marker = "acceptance" },
        new("GetBulletin", "GET", "/v1/bulletin?period=2026-07&region=330604", Reach.None, Reach.None, Reach.All, Reach.All) { Marker = "acceptance" },
        new("GetInsightsPersonalData", "GET", "/v1/experts/{talent}/personal-data", Reach.None, Reach.Own, Reach.None, Reach.All) { Marker = "{talent}" },
        .. AuditRows.Of("insights"),
    ];

    [Fact]
    public async Task Every_role_reaches_what_it_may_through_every_endpoint_and_nothing_else()
    {
        var cells = await new AccessMatrix<Program>(service, Rows, World).Run();

        Assert.InRange(cells, Rows.Length * 9, int.MaxValue);
    }

    [Fact]
    public async Task Every_list_is_sorted_in_each_order_that_it_names() => Assert.InRange(await new SortedLists<Program>(service, Rows, World).Run(), 2, int.MaxValue);

    private async Task<Dictionary<string, string>> World()
    {
        var (marker, code, organisation) = ($"{Guid.NewGuid():N}", $"i{Guid.NewGuid():N}", CreditCodes.Next());
        var (demand, talent, at) = (Guid.NewGuid(), Guid.NewGuid(), new DateTimeOffset(2026, 7, 10, 3, 0, 0, TimeSpan.Zero));
        await service.Tell(Told.Demand(demand, organisation, at));
        await service.Tell(Told.Talent(talent, organisation, at));
        await service.Tell(Told.Stage(Guid.NewGuid(), demand, talent, "visited", at));
        (await service.Put($"/v1/indicators/{code}", new { name = marker, nameEnglish = "Entered", unit = "项", direction = "up", source = "entered" }, null)).EnsureSuccessStatusCode();
        (await service.Post($"/v1/indicators/{code}/targets", new { region = "330604", period = "2026-05", value = 7 })).EnsureSuccessStatusCode();
        var entry = await service.Post($"/v1/indicators/{code}/entries", new { region = "330604", period = "2026-01", value = 7, source = marker });
        entry.EnsureSuccessStatusCode();
        return new()
        {
            ["{enterprise}"] = organisation,
            ["{institute}"] = organisation,
            ["{talent}"] = $"{talent}",
            ["{demand}"] = $"{demand}",
            ["{code}"] = code,
            ["{entry}"] = (string)(await entry.Json())["id"]!,
            ["{period}"] = "2026-05",
            ["{marker}"] = marker,
        };
    }
}
