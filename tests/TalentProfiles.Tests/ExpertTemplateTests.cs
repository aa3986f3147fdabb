using System.Net.Http.Headers;
using ClosedXML.Excel;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

public sealed class ExpertTemplateTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task The_template_filled_in_is_imported_and_its_remarks_and_example_are_not()
    {
        var institute = await service.RegisterInstitute();
        using var book = new XLWorkbook(new MemoryStream(await service.Http.GetByteArrayAsync("/v1/experts/template.xlsx")));
        Assert.Equal(["专家库入库申请表", "填写说明", "代码表"], book.Worksheets.Select(s => s.Name));
        var sheet = book.Worksheet(1);
        var columns = sheet.Row(1).CellsUsed().ToDictionary(c => c.GetString().TrimEnd('*'), c => c.Address.ColumnNumber);
        foreach (var (heading, value) in new (string, object)[]
        {
            ("姓名", "周衡"), ("单位统一社会信用代码", institute), ("学位", "博士"), ("学科", "430、54010"), ("技术领域", "403 高分子材料"), ("研究方向", "织物后整理\n功能涂层；轧光"),
            ("个人简介", "=不是公式"), ("服务方式", "合作开发；consulting"), ("服务地区", "330604"), ("可承接项目数", 2), ("同意参与匹配", "是"),
            ("代表性成果", "专利｜耐久轧光｜2023年5月18日｜第一发明人｜350000.5\n论文｜整理剂"),
        })
        {
            _ = value is string text ? sheet.Cell(4, columns[heading]).SetValue(text) : sheet.Cell(4, columns[heading]).SetValue((int)value);
        }

        using var file = new MemoryStream();
        book.SaveAs(file);
        var answer = await service.Import(ImportFile.Xlsx, new ByteArrayContent(file.ToArray()));

        Assert.Equal(["2:skipped", "3:skipped", "4:ok"], await answer.Verdicts());
        var profile = Assert.Single(await service.Published((await answer.Json())["rows"]![2]!["id"]!)).Profile;
        Assert.Equal(("周衡", "doctor", "=不是公式", 2, true), (profile.Name, profile.Degree, profile.Text, profile.Capacity, profile.Consent));
        Assert.Equal(["430", "54010"], profile.Disciplines);
        Assert.Equal(["403"], profile.Fields);
        Assert.Equal(["织物后整理", "功能涂层", "轧光"], profile.ResearchDirections);
        Assert.Equal(["joint_development", "consulting"], profile.ServiceModes);
        Assert.Equal([("patent", "耐久轧光", (decimal?)350000.5m), ("paper", "整理剂", null)], profile.Achievements.Select(a => (a.Kind, a.Title, a.AmountYuan)));
    }

    [Fact]
    public async Task The_template_offers_lists_to_choose_from()
    {
        using var book = new XLWorkbook(new MemoryStream(await service.Http.GetByteArrayAsync("/v1/experts/template.xlsx")));
        var lists = book.Worksheet(1).DataValidations.ToArray();

        Assert.Equal(6, lists.Length);
        Assert.All(lists, list => Assert.Equal(XLAllowedValues.List, list.AllowedValues));
        var degrees = lists.Single(list => list.Value.Contains("$A$", StringComparison.Ordinal));
        Assert.Equal("代码表!$A$2:$A$5", degrees.Value.TrimStart('='));
        Assert.Equal(["博士", "硕士", "学士", "其他"], Enumerable.Range(2, 4).Select(row => book.Worksheet("代码表").Cell(row, 1).GetString()));
    }

    [Fact]
    public async Task The_heading_may_stand_below_the_title_of_a_form_and_its_verdict_comes_back_as_a_workbook()
    {
        var institute = await service.RegisterInstitute();
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("名单");
        sheet.Cell("A1").Value = "专家库入库申请表（2027 年）";
        sheet.Range("A1:H1").Merge();
        string[] headings = ["序号", "姓 名 *", "统一社会信用代码", "专家简介", "服务方式", "服务区域", "可承接项目数", "是否同意"];
        for (var i = 0; i < headings.Length; i++)
        {
            sheet.Cell(3, i + 1).Value = headings[i];
        }

        foreach (var (row, name, capacity) in new[] { (4, "周衡", "2"), (6, "郑岚", "许多") })
        {
            string[] cells = ["1", name, institute, "长期从事轧光研究", "技术咨询", "330604", capacity, "否"];
            for (var i = 0; i < cells.Length; i++)
            {
                sheet.Cell(row, i + 1).SetValue(cells[i]);
            }
        }

        using var file = new MemoryStream();
        book.SaveAs(file);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/experts/import?sheet=名单") { Content = new ByteArrayContent(file.ToArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ImportFile.Xlsx);
        using var answer = await service.Http.SendAsync(request);

        Assert.Equal(ImportFile.Xlsx, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("1", "1"), (answer.Headers.GetValues("Import-Accepted").Single(), answer.Headers.GetValues("Import-Rejected").Single()));
        using var verdict = new XLWorkbook(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        var rows = verdict.Worksheet(1).RowsUsed().Select(row => Enumerable.Range(1, 6).Select(i => row.Cell(i).GetString()).ToArray()).ToArray();
        Assert.Equal(["line", "status", "id", "field", "heading", "code"], rows[0]);
        Assert.Equal(("4", "accepted"), (rows[1][0], rows[1][1]));
        Assert.Equal(["6", "rejected", "", "capacity", "可承接项目数", "wrong_type"], rows[2]);
    }
}
