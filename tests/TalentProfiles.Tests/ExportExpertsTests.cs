using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

public sealed class ExportExpertsTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private static readonly string[] Notes = ["id", "status", "revision", "updatedAt", "instituteName"];

    [Theory]
    [InlineData("csv", "en")]
    [InlineData("csv", "zh")]
    [InlineData("xlsx", "en")]
    [InlineData("xlsx", "zh")]
    [InlineData("ndjson", "en")]
    public async Task An_export_that_is_imported_gives_the_same_experts(string format, string headings)
    {
        var institute = await service.RegisterInstitute();
        var bare = ExpertBody.Sound(institute).With("title", null).With("degree", null).With("disciplines", new JsonArray()).With("fields", new JsonArray()).With("researchDirections", new JsonArray()).With("consent", false);
        JsonObject[] bodies =
        [
            ExpertBody.Sound(institute).With("name", "=HYPERLINK(\"http://x\")").With("text", "\t=1+1\r\n@行二 \"引\" ,;\u0001 _x000D_ 末 ").With("title", "'＝教授"),
            ExpertBody.Sound(institute).With("researchDirections", new JsonArray("陶瓷、玻璃", "[1]", " 留白", "行\n行")).With("achievements", new JsonArray(ExpertBody.Achievement(), ExpertBody.Achievement("无日期", null))),
            ExpertBody.Sound(institute).With("researchDirections", new JsonArray("[a]")).With("achievements", new JsonArray(ExpertBody.Achievement().With("text", null), ExpertBody.Achievement("b", "2020-01-01").With("text", null).With("role", null).With("amountYuan", null))),
            bare,
        ];
        foreach (var body in bodies)
        {
            await service.RegisterExpert(body);
        }

        var file = await service.Http.GetByteArrayAsync($"/v1/experts/export?institute={institute}&format={format}&headings={headings}");
        var type = format switch { "csv" => ImportFile.Csv, "xlsx" => ImportFile.Xlsx, _ => ImportFile.Ndjson };
        var before = await Forms(institute);
        var verdicts = await (await service.Import(type, new ByteArrayContent(file))).Verdicts();

        Assert.Equal(bodies.Length, verdicts.Length);
        Assert.All(verdicts, verdict => Assert.EndsWith(":ok", verdict, StringComparison.Ordinal));
        var after = await Forms(institute);
        Assert.Equal(before.SelectMany(form => new[] { form, form }).Order(StringComparer.Ordinal), after.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task CSV_has_a_mark_for_Excel_and_texts_like_formulae_are_harmless()
    {
        var institute = await service.RegisterInstitute();
        await service.RegisterExpert(ExpertBody.Sound(institute).With("name", "=1+1"));
        var marked = await service.Http.GetByteArrayAsync($"/v1/experts/export?institute={institute}");
        var plain = await service.Http.GetStringAsync($"/v1/experts/export?institute={institute}&bom=false");

        Assert.Equal(Encoding.UTF8.GetPreamble(), marked[..3]);
        Assert.StartsWith("id,status,revision,updatedAt,name,instituteCreditCode,", plain, StringComparison.Ordinal);
        Assert.Contains(",'=1+1,", plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_goes_through_all_pages_of_the_list_with_its_filters_and_what_the_caller_may_see()
    {
        var institute = await service.RegisterInstitute();
        var lines = Enumerable.Range(0, 250).Select(i => ImportFile.Line(ExpertBody.Sound(institute).With("name", $"名{i}").With("consent", i % 2 == 0).With("fields", new JsonArray(i < 200 ? "403" : "101"))));
        await service.Import(ImportFile.Ndjson, string.Join('\n', lines));

        async Task<string[]> Names(HttpClient caller, string filter) =>
            [.. (await caller.GetStringAsync($"/v1/experts/export?institute={institute}&format=ndjson{filter}")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string)JsonNode.Parse(line)!["name"]!)];

        Assert.Equal(Enumerable.Range(0, 250).Select(i => $"名{249 - i}").Order(), (await Names(service.Http, "")).Order());
        Assert.Equal(200, (await Names(service.Http, "&field=40")).Length);
        Assert.Equal(125, (await Names(service.As("enterprise", CreditCodes.Next()), "")).Length);
        Assert.Equal(250, (await Names(service.As("institute", institute), "")).Length);
    }

    [Fact]
    public async Task The_format_may_stand_in_Accept()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/experts/export?institute=12100000400000624D");
        request.Headers.Accept.ParseAdd("text/html, application/x-ndjson;q=0.9, text/csv;q=0.5");
        using var answer = await service.Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, "application/x-ndjson", "experts.ndjson"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName!.Trim('"')));
    }

    [Fact]
    public async Task JSON_LD_tells_of_who_agreed_and_may_stand_in_a_page()
    {
        var institute = await service.RegisterInstitute();
        var orcid = ExpertBody.Orcid();
        var open = (await service.RegisterExpert(ExpertBody.Sound(institute).With("text", "</script><b>&").With("orcid", orcid)))["id"];
        var silent = (await service.RegisterExpert(ExpertBody.Sound(institute).With("consent", false)))["id"];
        var gone = (await service.RegisterExpert(ExpertBody.Sound(institute)))["id"];
        await service.Post($"/v1/experts/{gone}/withdraw", new { });
        using var answer = await service.Http.GetAsync($"/v1/experts/{open}/jsonld");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal("application/ld+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(-1, text.AsSpan().IndexOfAny("<>&'"));
        var person = JsonNode.Parse(text)!;
        Assert.Equal(("https://schema.org", "Person", $"urn:uuid:{open}", "周衡", $"https://orcid.org/{orcid}"), ((string)person["@context"]!, (string)person["@type"]!, (string)person["@id"]!, (string)person["name"]!, (string)person["sameAs"]!));
        Assert.Equal("越州理工大学", (string)person["affiliation"]!["name"]!);
        Assert.Contains("高分子材料", person["knowsAbout"]!.AsArray().Select(subject => (string)subject!));
        foreach (var hidden in new[] { silent, gone })
        {
            Assert.Equal("expert_not_found", await (await service.Http.GetAsync($"/v1/experts/{hidden}/jsonld")).ProblemCode());
        }
    }

    private async Task<string[]> Forms(string institute)
    {
        var lines = (await service.Http.GetStringAsync($"/v1/experts/export?institute={institute}&format=ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
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
