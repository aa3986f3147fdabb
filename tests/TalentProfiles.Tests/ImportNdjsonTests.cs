using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

public sealed class ImportNdjsonTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task Good_rows_land_and_bad_rows_come_back_with_line_field_and_code()
    {
        var institute = await service.RegisterInstitute();
        var orcid = ExpertBody.Orcid();
        var file = string.Join(
            '\n',
            ImportFile.Line(ExpertBody.Sound(institute).With("achievements", new JsonArray(ExpertBody.Achievement()))),
            ImportFile.Line(ExpertBody.Sound(institute).With("name", "").With("fields", new JsonArray("999"))),
            """{"name": "周衡",, }""",
            "",
            ImportFile.Line(ExpertBody.Sound(institute).With("age", 50)),
            ImportFile.Line(ExpertBody.Sound(institute).With("capacity", "3")),
            ImportFile.Line(ExpertBody.Sound(institute).With("orcid", orcid)),
            ImportFile.Line(ExpertBody.Sound(institute).With("orcid", orcid)),
            ImportFile.Line(ExpertBody.Sound(CreditCodes.Next())),
            ImportFile.Line(ExpertBody.Sound(institute).With("title", "a\0b")),
            "null",
            ImportFile.Line(ExpertBody.Sound(institute)));

        var answer = await service.Import(ImportFile.Ndjson, file);

        Assert.Equal(
            [
                "1:ok", "2:name:required", "2:fields[0]:unknown_field_code", "3::malformed", "5:age:unknown_field", "6:capacity:wrong_type", "7:ok",
                "8:orcid:orcid_taken", "9:instituteCreditCode:institute_unknown", "10:title:invalid_character", "11::required", "12:ok",
            ],
            await answer.Verdicts());
        Assert.Equal(3, await service.ExpertsOf(institute));
        var verdict = await answer.Json();
        Assert.Contains("column 15", (string?)verdict["rows"]![2]!["errors"]![0]!["message"], StringComparison.Ordinal);
        var published = Assert.Single(await service.Published(verdict["rows"]![0]!["id"]!));
        Assert.Equal(("周衡", 1), (published.Profile.Name, published.Profile.Achievements.Count));
        Assert.Single(await service.Published(verdict["rows"]!.AsArray()[^1]!["id"]!));
    }

    [Fact]
    public async Task An_orcid_that_is_taken_already_is_the_error_of_its_row_only()
    {
        var institute = await service.RegisterInstitute();
        var orcid = ExpertBody.Orcid();
        await service.RegisterExpert(ExpertBody.Sound(institute).With("orcid", orcid));
        var file = $"{ImportFile.Line(ExpertBody.Sound(institute).With("orcid", orcid))}\r\n{ImportFile.Line(ExpertBody.Sound(institute))}\r\n";

        Assert.Equal(["1:orcid:orcid_taken", "2:ok"], await (await service.Import(ImportFile.Ndjson, file)).Verdicts());
    }

    [Fact]
    public async Task A_line_over_256_KiB_is_a_bad_row_and_the_rest_goes_on()
    {
        var institute = await service.RegisterInstitute();
        var sound = ImportFile.Line(ExpertBody.Sound(institute));
        var file = $"{sound}\n{{\"text\":\"{new string('x', 300 * 1024)}\"}}\n{sound}{new string(' ', (256 * 1024) - System.Text.Encoding.UTF8.GetByteCount(sound))}\n{sound}";

        Assert.Equal(["1:ok", "2::too_long", "3:ok", "4:ok"], await (await service.Import(ImportFile.Ndjson, file)).Verdicts());
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over()
    {
        var institute = await service.RegisterInstitute();
        Assert.Equal(["1:ok"], await (await service.Import(ImportFile.Ndjson, "\uFEFF" + ImportFile.Line(ExpertBody.Sound(institute)))).Verdicts());
    }

    [Fact]
    public async Task An_empty_file_has_no_rows()
    {
        var answer = await service.Import(ImportFile.Ndjson, "\n  \n");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{ "accepted": 0, "rejected": 0, "rows": [] }"""), await answer.Json()));
    }

    [Fact]
    public async Task A_row_is_told_at_most_20_errors()
    {
        var institute = await service.RegisterInstitute();
        var body = ExpertBody.Sound(institute).With("achievements", new JsonArray([.. Enumerable.Range(0, 500).Select(_ => new JsonObject())]));

        Assert.Equal(20, (await (await service.Import(ImportFile.Ndjson, ImportFile.Line(body))).Verdicts()).Length);
    }

    [Fact]
    public async Task A_body_that_says_it_is_over_64_MiB_is_refused_unread()
    {
        var experts = await service.Database.Scalar<int>("select count(*)::int from expert");
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/experts/import") { Content = new ByteArrayContent(new byte[(64 * 1024 * 1024) + 1]) };
        request.Content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue(ImportFile.Ndjson);
        request.Headers.ExpectContinue = true;
        var answer = await service.Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body_too_large"), (answer.StatusCode, await answer.ProblemCode()));
        Assert.Equal(experts, await service.Database.Scalar<int>("select count(*)::int from expert"));
    }

    [Fact]
    public async Task A_body_larger_than_one_expert_may_be_is_taken()
    {
        var institute = await service.RegisterInstitute();
        var line = ImportFile.Line(ExpertBody.Sound(institute).With("text", new string('x', 19_000)));

        Assert.Equal(100, (await (await service.Import(ImportFile.Ndjson, string.Join('\n', Enumerable.Repeat(line, 100)))).Verdicts()).Length);
        Assert.Equal(100, await service.ExpertsOf(institute));
    }
}
