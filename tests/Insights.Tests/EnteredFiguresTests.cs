using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.Insights.Tests;

/// <summary>Figures that people enter: once, corrected by what is appended, added up only where that means something.</summary>
public sealed class EnteredFiguresTests(InsightsUnderTest service) : IClassFixture<InsightsUnderTest>
{
    private readonly string code = $"i{Guid.NewGuid():N}";

    [Fact]
    public async Task The_published_figures_of_Wuxi_come_out_as_they_were_entered()
    {
        (string Code, string Name, string Unit, decimal Value)[] figures =
        [
            ("visited", "走访企业", "家次", 3124), ("agreed", "合作协议", "份", 146), ("contracted", "研发合同", "份", 87), ("patents", "专利申请", "项", 1413), ("graduates", "引进高校毕业生", "人", 6886),
            ("talents", "入选省级以上重点人才工程", "人", 30),
        ];
        foreach (var figure in figures)
        {
            await Define(code + figure.Code, figure.Unit, figure.Name);
            await Enter(code + figure.Code, "320200", "2023", figure.Value);
        }

        foreach (var figure in figures)
        {
            var series = await Get($"/v1/indicators/{code}{figure.Code}/values?from=2023&region=320200");
            Assert.Equal((figure.Name, figure.Unit, figure.Value), ((string)series["indicator"]!["name"]!, (string)series["indicator"]!["unit"]!, (decimal)series["items"]![0]!["value"]!));
        }
    }

    [Fact]
    public async Task A_correction_changes_what_is_and_leaves_what_was_known()
    {
        await Define(code);
        var filed = await Enter(code, "330604", "2023", 1000);
        service.Clock.Advance(TimeSpan.FromMinutes(2));
        var then = Uri.EscapeDataString(service.Clock.GetUtcNow().ToString("O"));
        service.Clock.Advance(TimeSpan.FromMinutes(2));
        var once = await Correct((Guid)filed["id"]!, 900);
        service.Clock.Advance(TimeSpan.FromMinutes(2));
        await Correct((Guid)once["id"]!, 850.5m);

        var (now, before) = (await Value("from=2023&region=330604"), await Value($"from=2023&region=330604&asOf={then}"));
        Assert.Equal((850.5m, 1000m), ((decimal)now["value"]!, (decimal)now["filed"]!));
        Assert.Equal((1000m, 1000m), ((decimal)before["value"]!, (decimal)before["filed"]!));
        var refused = await service.Post($"/v1/entries/{filed["id"]}:correct", new { value = 1, reason = "重复统计", source = "核查" });
        Assert.Equal((HttpStatusCode.Conflict, "entry_corrected"), (refused.StatusCode, await refused.ProblemCode()));
        var again = await service.Post($"/v1/indicators/{code}/entries", new { region = "330604", period = "2023", value = 5, source = "报表" });
        Assert.Equal((HttpStatusCode.Conflict, "entry_exists"), (again.StatusCode, await again.ProblemCode()));
        Assert.Equal([850.5m, 900m, 1000m], (await Get($"/v1/indicators/{code}/entries?region=330604"))["items"]!.AsArray().Select(entry => (decimal)entry!["value"]!));
    }

    [Fact]
    public async Task Of_two_corrections_at_once_one_stands()
    {
        await Define(code);
        var filed = (Guid)(await Enter(code, "330604", "2023", 1000))["id"]!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => service.Post($"/v1/entries/{filed}:correct", new { value = i, reason = "重复统计", source = "核查" })));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(2, await service.Database.Scalar<long>("select count(*) from entry where indicator = @code", new { code }));
    }

    [Fact]
    public async Task Parts_are_added_up_and_nothing_is_counted_twice()
    {
        await Define(code);
        await Enter(code, "330604", "2026-01", 10);
        await Enter(code, "330604", "2026-02", 20);
        // Within the year of its own, and not told again by it.
        await Enter(code, "330602", "2026", 100);
        await Enter(code, "330602", "2026-03", 7);
        Assert.Equal(130m, (decimal)(await Value("from=2026&region=330600"))["value"]!);
        Assert.Equal(30m, (decimal)(await Value("from=2026-Q1&region=330604"))["value"]!);
        Assert.Equal("not_entered", (string?)(await Value("from=2026-04&region=330604"))["abstention"]);

        // A city's month and its district's year overlap in part: neither holds the other, so there is no sum.
        await Enter(code, "330600", "2026-03", 50);
        var value = await Value("from=2026&region=330600");
        Assert.Equal((null, "overlapping"), ((decimal?)value["value"], (string?)value["abstention"]));
        await Enter(code, "330600", "2026", 500);
        Assert.Equal(500m, (decimal)(await Value("from=2026&region=330600"))["value"]!);
    }

    [Fact]
    public async Task Shares_are_never_added()
    {
        await Define(code, "%");
        await Enter(code, "330604", "2026-01", 40);
        await Enter(code, "330604", "2026-02", 50);

        Assert.Equal("does_not_add_up", (string?)(await Value("from=2026-Q1&region=330604"))["abstention"]);
        Assert.Equal(50m, (decimal)(await Value("from=2026-02&region=330604"))["value"]!);
    }

    [Fact]
    public async Task What_is_computed_is_not_entered_and_nothing_that_was_entered_is_changed()
    {
        var refused = await service.Post("/v1/indicators/visits/entries", new { region = "330604", period = "2026", value = 5, source = "报表" });
        Assert.Equal((HttpStatusCode.Conflict, "indicator_not_entered"), (refused.StatusCode, await refused.ProblemCode()));
        await Define(code);
        await Enter(code, "330604", "2026-01", 10);
        foreach (var change in new[] { "update entry set value = 11", "delete from entry", "update fact set day = day + 1", "delete from fact", "update indicator set name = 'x'", "delete from target where false or true" })
        {
            if (change.Contains("fact", StringComparison.Ordinal))
            {
                await service.Tell(Told.Organisation(CreditCodes.Next(), "enterprise", DateTimeOffset.UtcNow));
            }
            else if (change.Contains("target", StringComparison.Ordinal))
            {
                await service.Post("/v1/indicators/visits/targets", new { region = "330604", period = "2026", value = 5 });
            }

            var error = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => service.Database.Scalar<int>(change));
            Assert.EndsWith("_stays", error.ConstraintName, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reviewer_of_a_region_enters_and_sees_that_region()
    {
        await Define(code);
        await Enter(code, "330604", "2026-01", 10);
        await Enter(code, "320200", "2026-01", 90);
        using var local = service.As("reviewer", regions: ["3306"]);

        Assert.Equal(10m, (decimal)(await (await local.GetAsync(new Uri($"/v1/indicators/{code}/values?from=2026-01&region=330600", UriKind.Relative))).Json())["items"]![0]!["value"]!);
        foreach (var region in new[] { "", "&region=330000", "&region=320200" })
        {
            using var answer = await local.GetAsync(new Uri($"/v1/indicators/{code}/values?from=2026-01{region}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        using var elsewhere = await local.PostAsJsonAsync($"/v1/indicators/{code}/entries", new { region = "320200", period = "2026-02", value = 5, source = "报表" });
        Assert.Equal(HttpStatusCode.BadRequest, elsewhere.StatusCode);
        using var here = await local.PostAsJsonAsync($"/v1/indicators/{code}/entries", new { region = "330681", period = "2026-02", value = 5, source = "报表" });
        Assert.Equal(HttpStatusCode.Created, here.StatusCode);
    }

    private async Task Define(string indicator, string unit = "项", string name = "新产品试制计划")
    {
        using var answer = await service.Http.PutAsJsonAsync($"/v1/indicators/{indicator}", new { name, nameEnglish = "Entered", unit, direction = "up", source = "entered" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<JsonNode> Enter(string indicator, string region, string period, decimal value) =>
        await Made(await service.Post($"/v1/indicators/{indicator}/entries", new { region, period, value, source = "年度总结" }));

    private async Task<JsonNode> Correct(Guid entry, decimal value) => await Made(await service.Post($"/v1/entries/{entry}:correct", new { value, reason = "回头看核减", source = "数据核查" }));

    private static async Task<JsonNode> Made(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    private async Task<JsonNode> Value(string query) => (await Get($"/v1/indicators/{code}/values?{query}"))["items"]![0]!;

    private async Task<JsonNode> Get(string path)
    {
        using var answer = await service.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }
}
