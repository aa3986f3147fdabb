using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests.Verification;

/// <summary>What was filed stays; what is true is appended beside it, and every day knows what it knew.</summary>
public sealed class FiguresTests(VerifyingService service) : IClassFixture<VerifyingService>
{
    [Fact]
    public async Task A_correction_stands_beside_what_was_filed_and_changes_nothing_of_it()
    {
        var enterprise = await service.Enterprise();
        var id = await service.Verified(enterprise);
        var form = await Form(id);
        using var reviewer = service.Reviewer();

        Assert.Equal("ok", await Correct(reviewer, id, 600_000, 450_000));
        Assert.Equal("ok", await Correct(reviewer, id, 450_000, 400_000, text: "再核减"));
        Assert.Equal("ok", await Steps.Code(await reviewer.PostAsJsonAsync($"/v1/demands/{id}/corrections", Body(85, 80) with { Figure = "indicator", Indicator = "光泽保持率" })));

        var figures = await Figures(id);
        Assert.Equal((600_000m, 400_000m, "yuan"), ((decimal)figures[0]!["asFiled"]!, (decimal)figures[0]!["asCorrected"]!, (string?)figures[0]!["unit"]));
        Assert.Equal(["600000>450000", "450000>400000"], figures[0]!["corrections"]!.AsArray().Select(c => $"{c!["valueBefore"]}>{c["valueAfter"]}"));
        Assert.Equal(("再核减", "department", VerifyingService.Bureau), Third(figures[0]!["corrections"]![1]!));
        Assert.Equal((85m, 80m, "value"), ((decimal)figures[1]!["asFiled"]!, (decimal)figures[1]!["asCorrected"]!, (string?)figures[1]!["bound"]));
        Assert.Equal(form, await Form(id));
        Assert.Single(await service.Published($"{id}"));
        Assert.Equal(figures.ToJsonString(), ((await (await enterprise.Http.GetAsync($"/v1/demands/{id}/figures")).Json())["figures"])!.ToJsonString());
        Assert.Equal(HttpStatusCode.NotFound, (await (await service.Enterprise()).Http.GetAsync($"/v1/demands/{id}/figures")).StatusCode);

        static (string?, string?, string?) Third(JsonNode correction) => ((string?)correction["text"], (string?)correction["level"], (string?)correction["organisation"]);
    }

    [Fact]
    public async Task A_correction_is_refused_that_does_not_fit_what_stands()
    {
        var enterprise = await service.Enterprise();
        var waiting = await Steps.Submitted(enterprise);
        var id = await service.Verified(enterprise);
        using var reviewer = service.Reviewer();

        Assert.Equal("figures_not_published", await Correct(reviewer, waiting, 600_000, 1));
        var changed = await (await reviewer.PostAsJsonAsync($"/v1/demands/{id}/corrections", Body(500_000, 1))).Json();
        Assert.Equal(("figure_changed", 600_000m), ((string?)changed["code"], (decimal)changed["stands"]!));
        Assert.Equal("figure_not_filed", await Steps.Code(await reviewer.PostAsJsonAsync($"/v1/demands/{id}/corrections", Body(1, 2) with { Figure = "indicator", Indicator = "手感" })));
        Assert.Equal("figure_not_filed", await Steps.Code(await reviewer.PostAsJsonAsync(
            $"/v1/demands/{id}/corrections", Body(85, 2) with { Figure = "indicator", Indicator = "光泽保持率", Bound = "upper" })));
        Assert.Equal("not_of_this_level", await Correct(service.Committee(), id, 600_000, 1));
        Assert.Equal("demand_not_found", await Correct(service.Account("reviewer", regions: ["54"]), id, 600_000, 1));
        using var filer = service.Account("reviewer,operator");
        var own = await service.Verified((enterprise.Code, filer));
        Assert.Equal("filer_does_not_verify", await Correct(filer, own, 600_000, 1));
        Assert.Equal(0, await service.Database.Scalar<int>("select count(*)::int from figure_correction where demand_id = any(@all)", new { all = new[] { id, own, waiting } }));

        var negotiable = await service.Verified(enterprise, change: body => body["budget"] = JsonNode.Parse("""{ "amount": null, "unit": "yuan", "negotiable": true }"""));
        Assert.Equal("figure_not_filed", await Correct(reviewer, negotiable, 0, 5));
    }

    [Fact]
    public async Task Of_two_corrections_at_once_one_stands()
    {
        var id = await service.Verified(await service.Enterprise());
        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Correct(service.Reviewer(), id, 600_000, i)));

        Assert.Equal(["figure_changed", "ok"], answers.Distinct().Order());
        Assert.Single(answers, "ok");
        Assert.Equal(1, await service.Database.Scalar<int>("select count(*)::int from figure_correction where demand_id = @id", new { id }));
    }

    [Fact]
    public async Task A_false_figure_that_is_filed_again_stays_corrected_and_another_is_taken_as_filed()
    {
        var enterprise = await service.Enterprise();
        var id = await service.Verified(enterprise);
        using var reviewer = service.Reviewer();
        await Correct(reviewer, id, 600_000, 200_000);
        async Task<(decimal, decimal)> Filed(int wan)
        {
            var body = DemandBody.Sound(enterprise.Code).With("regionCode", VerifyingService.Department).With("title", $"预算{wan}万元");
            body["budget"]!["amount"] = wan;
            (await enterprise.Http.PutAsJsonAsync($"/v1/demands/{id}", body)).EnsureSuccessStatusCode();
            Assert.Equal("ok", await reviewer.Pass(id, "department"));
            var budget = (await Figures(id))[0]!;
            return ((decimal)budget["asFiled"]!, (decimal)budget["asCorrected"]!);
        }

        Assert.Equal((600_000m, 200_000m), await Filed(60));
        Assert.Equal((300_000m, 300_000m), await Filed(30));
        Assert.Equal((600_000m, 200_000m), await Filed(60));
    }

    [Fact]
    public async Task Every_day_knows_what_it_knew()
    {
        var enterprise = await service.Enterprise();
        var id = await service.Verified(enterprise);
        using var reviewer = service.Reviewer();
        var filed = Now();
        await Correct(reviewer, id, 600_000, 450_000);
        var once = Now();
        await Correct(reviewer, id, 450_000, 300_000);

        async Task<string> Known(string? asOf)
        {
            var view = await (await service.Http.GetAsync($"/v1/demands/{id}/figures{(asOf is null ? "" : $"?asOf={asOf}")}")).Json();
            return view["figures"]!.AsArray() is [{ } budget, ..] ? $"{budget["asFiled"]} {budget["asCorrected"]} {budget["corrections"]!.AsArray().Count}" : "nothing";
        }

        Assert.Equal("nothing", await Known("2020-01-01T00:00:00Z"));
        Assert.Equal("600000 600000 0", await Known(filed));
        Assert.Equal("600000 450000 1", await Known(once));
        Assert.Equal("600000 300000 2", await Known(null));
    }

    [Fact]
    public async Task A_report_is_summed_on_both_bases_and_as_of_any_day()
    {
        // A region of this test alone.
        const string Region = "371400";
        var enterprise = await service.Enterprise();
        var begun = Now();
        Guid[] ids = [await Published(100), await Published(50), await Published(25)];
        await Published(null);
        await Steps.Submitted(enterprise, Region);
        var published = Now();
        async Task<string> Sum(string basis, string? asOf = null, string more = "") =>
            await (await service.Http.GetAsync($"/v1/figures?region={Region}&basis={basis}{(asOf is null ? "" : $"&asOf={asOf}")}{more}")).Json() is var sum
                ? $"{sum["needs"]} {sum["needsWithBudget"]} {sum["budgetYuan"]} {sum["needsCorrected"]}" : "";

        Assert.Equal("4 3 1750000 0", await Sum("as_known"));
        Assert.Equal("4 3 1750000 0", await Sum("as_corrected"));
        using var reviewer = service.Reviewer();
        await Correct(reviewer, ids[0], 1_000_000, 400_000);
        await Correct(reviewer, ids[0], 400_000, 300_000);
        await Correct(reviewer, ids[1], 500_000, 0);
        var corrected = Now();
        Assert.Equal("4 3 1750000 0", await Sum("as_known"));
        Assert.Equal("4 3 550000 2", await Sum("as_corrected"));
        Assert.Equal("4 3 1750000 0", await Sum("as_corrected", published));
        Assert.Equal("0 0 0 0", await Sum("as_corrected", begun));
        Assert.Equal("4 3 550000 2", await Sum("as_corrected", more: $"&from={begun}&to={published}"));
        Assert.Equal("0 0 0 0", await Sum("as_corrected", more: $"&from={published}"));

        // What is filed anew counts once it was verified; what is vetoed meanwhile, only in what was known.
        var body = DemandBody.Sound(enterprise.Code).With("regionCode", Region).With("title", "翻倍的预算");
        body["budget"]!["amount"] = 50;
        (await enterprise.Http.PutAsJsonAsync($"/v1/demands/{ids[2]}", body)).EnsureSuccessStatusCode();
        Assert.Equal("4 3 550000 2", await Sum("as_corrected"));
        await reviewer.Veto(ids[2], "department");
        Assert.Equal("3 2 300000 2", await Sum("as_corrected"));
        Assert.Equal("4 3 1750000 0", await Sum("as_known"));
        Assert.Equal("4 3 550000 2", await Sum("as_corrected", corrected));

        // A reviewer sums the regions served.
        var elsewhere = await (await service.Account("reviewer", regions: ["3702"]).GetAsync($"/v1/figures?region={Region}")).Json();
        Assert.Equal(0, (int)elsewhere["needs"]!);

        async Task<Guid> Published(int? wan) => await PublishedAs(wan is null ? """{ "amount": null, "unit": "yuan", "negotiable": true }""" : $$"""{ "amount": {{wan}}, "unit": "wan_yuan", "negotiable": false }""");

        async Task<Guid> PublishedAs(string budget)
        {
            var id = await Steps.Submitted(enterprise, Region, body => body["budget"] = JsonNode.Parse(budget));
            Assert.Equal("ok", await service.Reviewer().Pass(id, "department"));
            return id;
        }
    }

    [Fact]
    public async Task Needs_of_regions_without_levels_have_figures_too_whether_posted_published_or_revised()
    {
        var enterprise = await service.Enterprise();
        var id = await Steps.Submitted(enterprise, VerifyingService.None);
        var body = DemandBody.Sound(enterprise.Code).With("regionCode", VerifyingService.None);
        body["budget"]!["amount"] = 70;
        (await enterprise.Http.PutAsJsonAsync($"/v1/demands/{id}", body)).EnsureSuccessStatusCode();

        Assert.Equal(700_000, (decimal)(await Figures(id))[0]!["asFiled"]!);
        Assert.Equal(
            ["1 published 600000", "2 published 700000"],
            await service.Database.Column<string>("select concat_ws(' ', revision, occasion, budget_yuan) from figure_filing where demand_id = @id order by filing_id", new { id }));
        Assert.Equal("ok", await Correct(service.Reviewer(), id, 700_000, 100_000));
    }

    private static Correction Body(decimal before, decimal after) => new("department", "budget", null, null, before, after, ["look_back"], "回头看核减");

    private static async Task<string> Correct(HttpClient who, Guid id, decimal before, decimal after, string text = "回头看核减") =>
        await Steps.Code(await who.PostAsJsonAsync($"/v1/demands/{id}/corrections", Body(before, after) with { Text = text }));

    private async Task<JsonArray> Figures(Guid id) => (await (await service.Http.GetAsync($"/v1/demands/{id}/figures")).Json())["figures"]!.AsArray();

    private Task<string> Form(Guid id) => service.Database.Scalar<string>("select concat_ws('/', form, revision, updated_at) from demand where demand_id = @id", new { id });

    // By the clock of the services of the tests, which is that of this machine.
    private static string Now() => Uri.EscapeDataString(DateTime.UtcNow.ToString("O"));

    private sealed record Correction(string Level, string Figure, string? Indicator, string? Bound, decimal ValueBefore, decimal ValueAfter, string[] ReasonCodes, string Text);
}
