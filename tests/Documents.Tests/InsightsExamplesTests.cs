extern alias insights;

using System.Net.Http.Json;

namespace Matchmaking.Documents.Tests;

/// <summary>The examples of Insights are sent to it.</summary>
public sealed class InsightsExamplesTests(InsightsHost service) : IClassFixture<InsightsHost>
{
    [Fact]
    public async Task Every_example_is_answered_as_it_says()
    {
        using var bureau = service.As("operator");
        var year = 2000;

        await new ExampleRun<insights::Program>(service, "Insights", async () =>
        {
            using var defined = await bureau.PutAsJsonAsync("/v1/indicators/visited", new { name = "走访企业", nameEnglish = "Visits", unit = "家次", direction = "up", source = "entered" });
            defined.EnsureSuccessStatusCode();
            var entry = await bureau.Made("/v1/indicators/visited/entries", new { region = "320281", period = $"{year++}", value = 352, source = "年度总结" });
            return new() { ["entry"] = (string)entry["id"]!, ["visited"] = "visited", ["visits"] = "visits", ["graduates"] = "graduates" };
        }).Run();
    }
}
