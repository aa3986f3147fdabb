using System.Net;
using System.Text;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

public sealed class ImportCsvTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Theory]
    [InlineData("", "\n")]
    [InlineData("\uFEFF", "\r\n")]
    [InlineData("\uFEFF", "\r")]
    public async Task A_row_becomes_an_expert_cell_by_cell(string mark, string lineEnd)
    {
        var institute = await service.RegisterInstitute();
        var answer = await service.Import(ImportFile.Csv + "; charset=UTF-8", $"{mark}{ImportFile.Header}{lineEnd}{ImportFile.Row(institute, consent: "TRUE")}{lineEnd}");

        Assert.Equal(["2:ok"], await answer.Verdicts());
        var profile = Assert.Single(await service.Published((await answer.Json())["rows"]![0]!["id"]!)).Profile;
        Assert.Equal(("周衡", institute, "教授", "doctor", 2, true), (profile.Name, profile.Institute.CreditCode, profile.Title, profile.Degree, profile.Capacity, profile.Consent));
        Assert.Equal("长期从事后整理,\"轧光\"\n与涂层", profile.Text);
        Assert.Equal(["430", "54010"], profile.Disciplines);
        Assert.Equal(["织物后整理", "功能涂层"], profile.ResearchDirections);
        Assert.Equal(["330604", "320200"], profile.RegionsServed);
    }

    [Fact]
    public async Task Good_rows_land_and_bad_rows_come_back_with_line_field_and_code()
    {
        var institute = await service.RegisterInstitute();
        var orcid = ExpertBody.Orcid();
        var file = string.Join(
            '\n',
            ImportFile.Header,
            ImportFile.Row(institute, orcid: orcid),
            ImportFile.Row(institute, name: ""),
            ImportFile.Row(institute, capacity: "两", consent: "也许"),
            ImportFile.Row(institute, capacity: "101"),
            ImportFile.Row(institute, orcid: orcid),
            ImportFile.Row(CreditCodes.Next()),
            ImportFile.Row(institute) + ",多余",
            ImportFile.Row(institute, text: "\"a\"b"),
            ImportFile.Row(institute, text: "a\0b"),
            ImportFile.Row(institute, text: "单行"));

        // Every row with the usual text takes two lines of the file.
        Assert.Equal(
            [
                "2:ok", "4:name:required", "6:capacity:wrong_type", "6:consent:wrong_type", "8:capacity:out_of_range", "10:orcid:orcid_taken",
                "12:instituteCreditCode:institute_unknown", "14::wrong_cell_count", "16::malformed", "17:text:invalid_character", "18:ok",
            ],
            await (await service.Import(ImportFile.Csv, file)).Verdicts());
        Assert.Equal(2, await service.ExpertsOf(institute));
    }

    [Theory]
    [InlineData("name,age", "age:unknown_column")]
    [InlineData("Name", "Name:unknown_column")]
    [InlineData("name,contact", "contact:unknown_column")]
    [InlineData("name,name", "name:repeated_column")]
    [InlineData("name", "instituteCreditCode:missing_column")]
    [InlineData("\"name", ":malformed")]
    public async Task A_header_that_is_not_as_it_must_be_is_one_error_for_the_file_and_nothing_is_stored(string header, string fault)
    {
        var institute = await service.RegisterInstitute();
        var answer = await service.Import(ImportFile.Csv, $"{header}\n{ImportFile.Row(institute)}", Guid.NewGuid().ToString());

        Assert.Equal((HttpStatusCode.BadRequest, "validation_failed"), (answer.StatusCode, await answer.ProblemCode()));
        Assert.Equal([fault], await answer.Faults());
        Assert.Equal(0, await service.ExpertsOf(institute));
    }

    [Fact]
    public async Task Columns_stand_in_any_order_and_those_not_needed_may_be_missing()
    {
        var institute = await service.RegisterInstitute();
        var file = $"consent,capacity,regionsServed,serviceModes,text,instituteCreditCode,name\nfalse,0,330604,testing,文字,{institute},审核员乙";

        Assert.Equal(["2:ok"], await (await service.Import(ImportFile.Csv, file)).Verdicts());
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_swallows_no_row_in_silence()
    {
        var institute = await service.RegisterInstitute();
        var file = $"{ImportFile.Header}\n{ImportFile.Row(institute)}\n{ImportFile.Row(institute, text: "\"开")}\n{ImportFile.Row(institute, text: "单行")}";

        Assert.Equal(["2:ok", "4::malformed"], await (await service.Import(ImportFile.Csv, file)).Verdicts());
    }

    [Fact]
    public async Task A_row_over_256_KiB_is_a_bad_row_and_the_rest_goes_on()
    {
        var institute = await service.RegisterInstitute();
        var long_ = ImportFile.Row(institute, text: $"\"{string.Concat(Enumerable.Repeat("行\n", 100_000))}\"");
        var file = $"{ImportFile.Header}\n{long_}\n{ImportFile.Row(institute)}";

        Assert.Equal(["2::too_long", "100003:ok"], await (await service.Import(ImportFile.Csv, file)).Verdicts());
    }

    [Fact]
    public async Task A_row_in_another_encoding_is_a_bad_row()
    {
        var institute = await service.RegisterInstitute();
        byte[] gbk = [.. Encoding.UTF8.GetBytes($"{ImportFile.Header}\n"), 0xD6, 0xDC, .. Encoding.UTF8.GetBytes($"{ImportFile.Row(institute)}\n{ImportFile.Row(institute)}")];

        Assert.Equal(["2::malformed", "4:ok"], await (await service.Import(ImportFile.Csv, new ByteArrayContent(gbk))).Verdicts());
    }
}
