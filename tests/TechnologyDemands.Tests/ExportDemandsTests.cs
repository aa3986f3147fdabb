using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests;

public sealed class ExportDemandsTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private static readonly string[] Notes = ["id", "status", "revision", "updatedAt"];

    [Theory]
    [InlineData("csv", "en")]
    [InlineData("csv", "zh")]
    [InlineData("ndjson", "en")]
    public async Task An_export_holds_every_form_without_its_contact(string format, string headings)
    {
        var enterprise = await service.RegisterEnterprise();
        await service.Http.Import(DemandFile.Ndjson, DemandBody.Sound(enterprise).With("publish", true).ToJsonString());
        var text = await service.Http.GetStringAsync($"/v1/demands/export?enterprise={enterprise}&format={format}&headings={headings}");

        Assert.Contains("棉织物后整理轧光工艺改进", text, StringComparison.Ordinal);
        foreach (var contact in new[] { "技术部", "0575-00000000", "tech@example.com", "contact", "联系" })
        {
            Assert.DoesNotContain(contact, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Forms_come_back_as_they_were_once_their_contacts_are_filled_in_again()
    {
        var enterprise = await service.RegisterEnterprise();
        JsonObject Indicator(string name, string relation, decimal value, decimal? upper, string? unit) => new() { ["name"] = name, ["relation"] = relation, ["value"] = value, ["upper"] = upper, ["unit"] = unit };
        JsonObject[] bodies =
        [
            DemandBody.Sound(enterprise).With("description", "=1+1\r\n'@\t\"引\"").With("background", "+86").With("indicators", new JsonArray(Indicator("a >= b", "<", -0.5m, null, "；"), Indicator("温度", "range", 20, 30.25m, null))),
            DemandBody.Sound(enterprise).With("indicators", new JsonArray(Indicator("光泽", "=", 1, null, "% 以上"), Indicator("PH 7", ">", 7, null, "10 级"))).With("budget", new JsonObject { ["amount"] = null, ["unit"] = "yuan", ["negotiable"] = true }),
            DemandBody.Sound(enterprise).With("budget", null).With("deadline", null).With("trlNow", null).With("field", null).With("visibility", "targeted").With("targetInstitutes", new JsonArray("12100000400000624D")).With("anonymous", true),
        ];
        await service.Http.Import(DemandFile.Ndjson, string.Join('\n', bodies.Select(body => body.ToJsonString())));
        var before = await Forms(enterprise);
        var csv = (await service.Http.GetStringAsync($"/v1/demands/export?enterprise={enterprise}&bom=false")).TrimEnd();
        // Every record ends with the column of the region, whose value no text holds.
        var filled = csv.Replace(",regionCode\r\n", ",regionCode,contact.name\r\n", StringComparison.Ordinal).Replace(",330604\r\n", ",330604,技术部\r\n", StringComparison.Ordinal) + ",技术部";
        Assert.Equal(["accepted", "accepted", "accepted"], (await (await service.Http.Import(DemandFile.Csv, filled)).Verdicts()).Select(verdict => verdict.Split(':')[1]));

        Assert.Equal(before.SelectMany(form => new[] { form, form }).Order(StringComparer.Ordinal), (await Forms(enterprise)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Others_are_told_neither_whose_an_anonymous_need_is_nor_of_drafts()
    {
        var enterprise = await service.RegisterEnterprise();
        var marker = Guid.NewGuid().ToString("N");
        await service.Http.Import(DemandFile.Ndjson, $"{DemandBody.Sound(enterprise).With("title", marker + "甲").With("publish", true).With("anonymous", true).ToJsonString()}\n{DemandBody.Sound(enterprise).With("title", marker + "乙").ToJsonString()}");
        var text = await service.As("institute", CreditCodes.Next()).GetStringAsync("/v1/demands/export?format=ndjson");

        var line = Assert.Single(text.Split('\n'), line => line.Contains(marker, StringComparison.Ordinal));
        Assert.Contains(marker + "甲", line, StringComparison.Ordinal);
        Assert.DoesNotContain(enterprise, line, StringComparison.Ordinal);
        Assert.Equal(2, (await service.As("enterprise", enterprise).GetStringAsync($"/v1/demands/export?enterprise={enterprise}&format=ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task JSON_LD_tells_of_what_stands_open_to_everybody()
    {
        var enterprise = await service.RegisterEnterprise();
        var answer = await service.Http.Import(
            DemandFile.Ndjson,
            string.Join('\n', new[]
            {
                DemandBody.Sound(enterprise).With("publish", true).With("description", "</script>&"),
                DemandBody.Sound(enterprise).With("publish", true).With("anonymous", true),
                DemandBody.Sound(enterprise),
                DemandBody.Sound(enterprise).With("publish", true).With("visibility", "targeted").With("targetInstitutes", new JsonArray("12100000400000624D")),
            }.Select(body => body.ToJsonString())));
        string[] ids = [.. (await answer.Json())["rows"]!.AsArray().Select(row => (string)row!["id"]!)];
        var text = await service.Http.GetStringAsync($"/v1/demands/{ids[0]}/jsonld");

        Assert.Equal(-1, text.AsSpan().IndexOfAny("<>&'"));
        var demand = JsonNode.Parse(text)!;
        Assert.Equal(("Demand", $"urn:uuid:{ids[0]}", "2099-06-30", "上虞区", "高分子材料"), ((string)demand["@type"]!, (string)demand["@id"]!, (string)demand["validThrough"]!, (string)demand["areaServed"]!["name"]!, (string)demand["itemOffered"]!["category"]!));
        Assert.Equal(enterprise, (string)demand["@reverse"]!["seeks"]!["identifier"]!);
        Assert.DoesNotContain("0575", text, StringComparison.Ordinal);
        Assert.DoesNotContain(enterprise, await service.Http.GetStringAsync($"/v1/demands/{ids[1]}/jsonld"), StringComparison.Ordinal);
        foreach (var hidden in ids[2..])
        {
            Assert.Equal("demand_not_found", await (await service.Http.GetAsync($"/v1/demands/{hidden}/jsonld")).ProblemCode());
        }
    }

    private async Task<string[]> Forms(string enterprise)
    {
        var lines = (await service.Http.GetStringAsync($"/v1/demands/export?enterprise={enterprise}&format=ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line =>
        {
            var form = JsonNode.Parse(line)!.AsObject();
            foreach (var note in Notes)
            {
                form.Remove(note);
            }

            return form.ToJsonString();
        })];
    }
}
