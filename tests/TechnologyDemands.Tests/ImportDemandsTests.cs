using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ClosedXML.Excel;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests;

public sealed class ImportDemandsTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private const string Header = "需求名称*,统一社会信用代码,需求内容,主要技术指标,意向投入,投入单位,完成期限,合作方式,公开方式,所在地区,联系人,联系电话,立即发布";

    [Fact]
    public async Task Good_rows_land_as_drafts_or_published_and_bad_rows_come_back()
    {
        var enterprise = await service.RegisterEnterprise();
        string Line(Action<JsonObject> change)
        {
            var body = DemandBody.Sound(enterprise);
            change(body);
            return body.ToJsonString();
        }

        var file = string.Join(
            '\n',
            Line(_ => { }),
            Line(d => d["publish"] = true),
            Line(d => d.Remove("contact")),
            Line(d => d["title"] = "短"),
            Line(d => d["surprise"] = 1),
            Line(d => d["enterpriseCreditCode"] = CreditCodes.Next()),
            Line(d => { d["publish"] = true; d["visibility"] = "confidential"; }),
            Line(d => { d["publish"] = true; d["deadline"] = "2001-01-01"; }),
            "{");
        var answer = await service.Http.Import(DemandFile.Ndjson, file);

        Assert.Equal(
            [
                "1:accepted", "2:accepted", "3:contact:required", "4:title:too_short", "5:surprise:unknown_field", "6:enterpriseCreditCode:enterprise_unknown",
                "7:visibility:demand_confidential", "8:deadline:deadline_passed", "9::malformed",
            ],
            await answer.Verdicts());
        var rows = (await answer.Json())["rows"]!;
        Assert.Empty(await service.Published(rows[0]!["id"]!));
        Assert.Equal("棉织物后整理轧光工艺改进", Assert.Single(await service.Published(rows[1]!["id"]!)).Demand.Title);
        Assert.Equal(2, await service.DemandsOf(enterprise));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("GB18030")]
    public async Task The_collection_form_as_CSV_is_taken_as_programs_on_Chinese_systems_save_it(string encoding)
    {
        var enterprise = await service.RegisterEnterprise();
        var row = $"棉织物轧光,{enterprise},布面极光,\"光泽保持率 >= 85 %\n温度 20~30 ℃\",60,万元,2099年6月30日,合作开发；技术咨询,公开,330604 上虞区,技术部,0575-00000000,是";
        var file = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.UTF8;
        var answer = await service.Http.Import(DemandFile.Csv, file.GetBytes($"{Header}\r\n{row}\r\n{row.Replace("60,万元", "面议,", StringComparison.Ordinal)}\r\n{row.Replace("万元", "美元", StringComparison.Ordinal)}\r\n"));

        Assert.Equal(encoding.ToLowerInvariant(), answer.Headers.GetValues("Import-Encoding").Single());
        Assert.Equal(["2:accepted", "4:accepted", "6:budget.unit:unknown_money_unit"], await answer.Verdicts());
        var open = Assert.Single(await service.Published((await answer.Json())["rows"]![0]!["id"]!)).Demand;
        Assert.Equal(("棉织物轧光", "布面极光", 600_000m, new DateOnly(2099, 6, 30), "public", "330604"), (open.Title, open.Description, open.BudgetYuan, open.Deadline, open.Visibility, open.RegionCode));
        Assert.Equal([("光泽保持率", ">=", 85m, (decimal?)null, "%"), ("温度", "range", 20m, 30m, "℃")], open.Indicators.Select(i => (i.Name, i.Relation, i.Value, i.Upper, i.Unit)));
        Assert.Equal(["joint_development", "consulting"], open.CooperationModes);
        Assert.True(Assert.Single(await service.Published((await answer.Json())["rows"]![1]!["id"]!)).Demand.BudgetNegotiable);
    }

    [Fact]
    public async Task The_template_filled_in_is_imported_and_a_wrong_row_comes_back_with_its_heading()
    {
        var enterprise = await service.RegisterEnterprise();
        using var book = new XLWorkbook(new MemoryStream(await service.Http.GetByteArrayAsync("/v1/demands/template.xlsx")));
        var sheet = book.Worksheet("企业技术需求征集表");
        var columns = sheet.Row(1).CellsUsed().ToDictionary(c => c.GetString().TrimEnd('*'), c => c.Address.ColumnNumber);
        foreach (var row in new[] { 4, 5 })
        {
            foreach (var (heading, value) in new[]
            {
                ("统一社会信用代码", enterprise), ("需求名称", "棉织物轧光"), ("技术领域", "403 高分子材料"), ("需求内容", "布面极光"), ("主要技术指标", "光泽保持率 不低于 85 %；色差 ≤ 0.5"),
                ("意向投入", "60"), ("投入单位", "万元"), ("合作方式", "合作开发"), ("公开方式", row == 4 ? "公开" : "半公开"), ("所在地区代码", "330604"), ("联系人", "技术部"),
            })
            {
                sheet.Cell(row, columns[heading]).SetValue(value);
            }

            sheet.Cell(row, columns["现有技术成熟度"]).Value = 4;
            sheet.Cell(row, columns["完成期限"]).Value = new DateTime(2099, 6, 30);
        }

        using var file = new MemoryStream();
        book.SaveAs(file);
        using var answer = await service.Http.Import(DemandFile.Xlsx, file.ToArray(), accept: "text/csv");

        Assert.Equal(("text/csv", "1", "1"), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.GetValues("Import-Accepted").Single(), answer.Headers.GetValues("Import-Rejected").Single()));
        var verdict = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal("line,status,id,field,heading,code,message", verdict[0]);
        Assert.Equal(["2,skipped,,,,,", "3,skipped,,,,,"], verdict[1..3]);
        Assert.StartsWith("5,rejected,,visibility,公开方式,unknown_visibility,", verdict[4], StringComparison.Ordinal);
        var stored = await (await service.Http.GetAsync($"/v1/demands/{verdict[3].Split(',')[2]}")).Json();
        Assert.Equal(("403", "2099-06-30", 4), ((string)stored["form"]!["field"]!, (string)stored["form"]!["deadline"]!, (int)stored["form"]!["trlNow"]!));
        Assert.Equal("[\">=\",\"<=\"]", new JsonArray([.. stored["form"]!["indicators"]!.AsArray().Select(i => i!["relation"]!.DeepClone())]).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task An_enterprise_imports_its_own_needs_and_no_other_s()
    {
        var (own, other) = (await service.RegisterEnterprise(), await service.RegisterEnterprise());
        var file = $"{DemandBody.Sound(own).ToJsonString()}\n{DemandBody.Sound(other).ToJsonString()}";

        Assert.Equal(["1:accepted", "2:enterpriseCreditCode:not_yours"], await (await service.As("enterprise", own).Import(DemandFile.Ndjson, file)).Verdicts());
        Assert.Equal(HttpStatusCode.Forbidden, (await service.As("institute", own).Import(DemandFile.Ndjson, file)).StatusCode);
        Assert.Equal((1, 0), (await service.DemandsOf(own), await service.DemandsOf(other)));
    }

    [Fact]
    public async Task The_same_key_gives_the_same_answer_in_any_format_and_stores_nothing_twice_and_is_its_caller_s_own()
    {
        var enterprise = await service.RegisterEnterprise();
        var (file, key) = (Encoding.UTF8.GetBytes($"{DemandBody.Sound(enterprise).ToJsonString()}\n{{}}\n"), Guid.NewGuid().ToString());
        var first = await (await service.Http.Import(DemandFile.Ndjson, file, key)).Content.ReadAsStringAsync();

        Assert.Equal(first, await (await service.Http.Import(DemandFile.Ndjson, file, key)).Content.ReadAsStringAsync());
        var lines = (await (await service.Http.Import(DemandFile.Ndjson, file, key, accept: null)).Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((string)JsonNode.Parse(first)!["rows"]![0]!["id"]!, (string)JsonNode.Parse(lines[0])!["id"]!);
        Assert.Equal("rejected", (string)JsonNode.Parse(lines[1])!["status"]!);
        Assert.Equal(1, await service.DemandsOf(enterprise));
        Assert.Equal("idempotency_key_reused", await (await service.Http.Import(DemandFile.Ndjson, "{}", key)).ProblemCode());
        // Of another caller the key is another one.
        await service.As("enterprise", enterprise).Import(DemandFile.Ndjson, file, key);
        Assert.Equal(2, await service.DemandsOf(enterprise));
    }

    [Theory]
    [InlineData("xlsx_invalid", "PK\u0003\u0004 cut off")]
    [InlineData("xlsx_invalid", "")]
    public async Task A_file_that_is_no_workbook_is_refused_as_a_whole(string code, string file)
    {
        var answer = await service.Http.Import(DemandFile.Xlsx, file);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, await answer.ProblemCode()));
    }
}
