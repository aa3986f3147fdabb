using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.Insights.Tests;

/// <summary>Bulletins show what the texts print, agree in every form, and come out the same to the byte.</summary>
public sealed class BulletinTests(InsightsUnderTest service) : IClassFixture<InsightsUnderTest>
{
    // As the year's reports of the two cities print them.
    private static readonly (string Code, string Name, string Unit, string Region, decimal Value)[] Published =
    [
        ("wuxi-visits", "走访企业", "家次", "320200", 3124), ("wuxi-agreements", "合作协议", "份", "320200", 146), ("wuxi-contracts", "研发合同", "份", "320200", 87),
        ("wuxi-patents", "专利申请", "项", "320200", 1413), ("wuxi-graduates", "引进高校毕业生", "人", "320200", 6886), ("wuxi-talents", "入选省级以上重点人才工程", "人", "320200", 30),
        ("yixing-contracts", "技术合同", "份", "320282", 10), ("yixing-contract-amount", "技术合同金额", "万元", "320282", 4970), ("yixing-visits", "对接企业", "家次", "320282", 352),
        ("neijiang-industry", "新培育规上工业企业", "户", "511000", 219), ("neijiang-small", "科技型中小企业", "家", "511000", 376), ("neijiang-high", "高新技术企业", "家", "511000", 110),
        ("neijiang-platforms", "协同创新平台", "个", "511000", 250), ("neijiang-entities", "新增市场主体", "户", "511000", 29751), ("neijiang-credit", "信贷支持", "万元", "511000", 124000),
        ("neijiang-online", "全程网办事项占比", "%", "511000", 97.8m),
    ];

    [Fact]
    public async Task The_published_figures_of_two_cities_are_printed_as_the_texts_print_them()
    {
        foreach (var figure in Published)
        {
            await Define(figure.Code, figure.Unit, figure.Name);
            await Enter(figure.Code, figure.Region, "2023", figure.Value);
        }

        foreach (var city in Published.GroupBy(figure => figure.Region))
        {
            var page = await Page($"/v1/bulletin?period=2023&region={city.Key}");
            Assert.All(city, figure => Assert.Contains(
                $"<td class=\"t\">{figure.Unit}</td><td>{figure.Value.ToString("#,0.####", System.Globalization.CultureInfo.InvariantCulture)}</td>", Row(page, figure.Name), StringComparison.Ordinal));
        }

        Assert.Contains("无锡市科技人才供需对接年度报告（2023年）", await Page("/v1/bulletin?period=2023&region=320200"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bulletin_of_a_past_date_is_the_same_to_the_byte_in_every_form_whatever_is_told_and_corrected_later()
    {
        var (enterprise, demand, expert) = (CreditCodes.Next(), Guid.NewGuid(), Guid.NewGuid());
        var at = new DateTimeOffset(2026, 5, 10, 3, 0, 0, TimeSpan.Zero);
        await Define("trials", "项", "新产品试制计划");
        var filed = await Enter("trials", "370200", "2026-05", 12);
        await service.Tell(Told.Demand(demand, enterprise, at, "370200"));
        await service.Tell(Told.Stage(Guid.NewGuid(), demand, expert, "contract", at, new(2026, 5, 9), 4_970_000, 1));
        Assert.True((await service.Post("/v1/indicators/contracts/targets", new { region = "370200", period = "2026", value = 4 })).IsSuccessStatusCode);
        service.Clock.Advance(TimeSpan.FromMinutes(2));
        var address = $"/v1/bulletin?period=2026-05&region=370200&asOf={Uri.EscapeDataString(service.Clock.GetUtcNow().ToString("O"))}&format=";
        service.Clock.Advance(TimeSpan.FromMinutes(2));
        byte[][] before = [await Bytes(address + "html"), await Bytes(address + "xlsx"), await Bytes(address + "json")];

        await service.Tell(Told.Stage(Guid.NewGuid(), demand, expert, "contract", at, new(2026, 5, 9), 10_000, 1));
        await service.Tell(Told.Demand(demand, enterprise, at, "330700", 2));
        Assert.True((await service.Post($"/v1/entries/{filed["id"]}:correct", new { value = 9, reason = "三项重复统计", source = "核查" })).IsSuccessStatusCode);
        Assert.True((await service.Post("/v1/indicators/contracts/targets", new { region = "370200", period = "2026", value = 400 })).IsSuccessStatusCode);
        await Define("later", "项", "后来的指标");

        Assert.Equal(before[0], await Bytes(address + "html"));
        Assert.Equal(before[1], await Bytes(address + "xlsx"));
        Assert.Equal(before[2], await Bytes(address + "json"));
        var then = System.Text.Encoding.UTF8.GetString(before[0]);
        Assert.Contains("<td>497</td>", Row(then, "技术合同成交额"), StringComparison.Ordinal);
        Assert.Contains("<td>25%<span class=\"bar\"", Row(then, "技术合同", "Technology contracts"), StringComparison.Ordinal);
        Assert.Contains("<td>12</td>", Row(then, "新产品试制计划"), StringComparison.Ordinal);
        Assert.DoesNotContain("后来的指标", then, StringComparison.Ordinal);

        var now = await Page("/v1/bulletin?period=2026-05&region=370200");
        Assert.Contains("<td>9<small>原报 12</small></td>", Row(now, "新产品试制计划"), StringComparison.Ordinal);
        Assert.Contains("<td>12</td><td>9</td><td class=\"t\">三项重复统计</td>", now, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_workbook_holds_the_same_numbers_as_the_answer()
    {
        await Define("held", "万元", "科创贷");
        await Enter("held", "511000", "2022", 2000.25m);
        var json = JsonNode.Parse(await Bytes("/v1/bulletin?period=2022&region=511000&format=json"))!;
        using var book = new ZipArchive(new MemoryStream(await Bytes("/v1/bulletin?period=2022&region=511000&format=xlsx")));
        using var sheet = new StreamReader(book.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = await sheet.ReadToEndAsync();

        Assert.Equal(2000.25m, (decimal)json["rows"]!.AsArray().Single(row => (string)row!["indicator"]!["code"]! == "held")!["value"]!["value"]!);
        Assert.Contains("科创贷", xml, StringComparison.Ordinal);
        Assert.Contains("<v>2000.25</v>", xml, StringComparison.Ordinal);
        Assert.Equal(3, book.Entries.Count(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_that_is_entered_becomes_markup()
    {
        await Define("marked", "项", "<script>alert(1)</script>");
        var filed = await Enter("marked", "440300", "2022", 1);
        Assert.True((await service.Post($"/v1/entries/{filed["id"]}:correct", new { value = 2, reason = "<img src=x onerror=alert(1)>", source = "核查" })).IsSuccessStatusCode);

        var page = await Page("/v1/bulletin?period=2022&region=440300");

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("&lt;img", page, StringComparison.Ordinal);
    }

    private static string Row(string page, string name, string english = "") =>
        page.Split('\n').First(line => line.StartsWith($"<tr><td>{name} <small lang=\"en\">{english}", StringComparison.Ordinal));

    private async Task<string> Page(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var answer = await service.Http.SendAsync(request);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<byte[]> Bytes(string address)
    {
        using var answer = await service.Http.GetAsync(new Uri(address, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private async Task Define(string code, string unit, string name)
    {
        using var answer = await service.Http.PutAsJsonAsync($"/v1/indicators/{code}", new { name, nameEnglish = "Entered", unit, direction = "up", source = "entered" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<JsonNode> Enter(string code, string region, string period, decimal value)
    {
        using var answer = await service.Post($"/v1/indicators/{code}/entries", new { region, period, value, source = "年度总结" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }
}
