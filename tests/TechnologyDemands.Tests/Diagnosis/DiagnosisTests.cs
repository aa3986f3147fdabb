using System.Net;
using System.Net.Http.Headers;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests.Diagnosis;

/// <summary>The diagnosis over HTTP.</summary>
public sealed class DiagnosisTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_draft_is_diagnosed_before_it_is_sent_and_nothing_of_it_is_stored()
    {
        var marker = $"标记{Guid.NewGuid():N}";
        var answer = await service.Post("/v1/demands:diagnose", new { title = $"轧光工艺改进{marker}", description = "布面出现极光，希望光泽保持率≥85%" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var found = await answer.Json();
        Assert.Equal(("return", 85, "%"), ((string)found["verdict"]!, (int)found["indicators"]![0]!["indicator"]!["value"]!, (string)found["indicators"]![0]!["indicator"]!["unit"]!));
        Assert.Empty(await service.Database.Holds(marker));
    }

    [Fact]
    public async Task A_stored_need_is_diagnosed_for_its_enterprise_and_a_bureau_and_nobody_else()
    {
        var enterprise = await service.RegisterEnterprise();
        var demand = await (await service.Post("/v1/demands", DemandBody.Sound(enterprise).With("publish", true))).Json();
        var at = $"/v1/demands/{demand["id"]}/diagnosis";
        using var own = service.As("enterprise", enterprise);
        using var other = service.As("enterprise", CreditCodes.Next());
        using var institute = service.As("institute", CreditCodes.Next());

        Assert.Equal(4, (await (await own.GetAsync(at)).Json())["criteria"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync(at)).StatusCode);
        // It is published, and its diagnosis is not.
        Assert.Equal("demand_not_found", await (await other.GetAsync(at)).ProblemCode());
        Assert.Equal(HttpStatusCode.Forbidden, (await institute.GetAsync(at)).StatusCode);
    }

    [Fact]
    public async Task It_is_told_in_the_language_that_is_asked_for()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/demands:diagnose")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { title = "提纯率", description = "提高提纯率" }),
            Headers = { AcceptLanguage = { new StringWithQualityHeaderValue("en") } },
        };

        var found = await (await service.Http.SendAsync(request)).Json();

        Assert.All(found["questions"]!.AsArray(), question => Assert.DoesNotContain((string)question!["text"]!, c => c is >= '\u4e00' and <= '\u9fff'));
    }

    [Fact]
    public async Task The_report_is_a_page_in_which_nothing_that_was_sent_is_markup()
    {
        var enterprise = await service.RegisterEnterprise();
        var body = DemandBody.Sound(enterprise).With("title", "轧光<img src=x onerror=alert(1)>").With("description", "布面出现极光，光泽保持率≥85%，<b onclick=x>联系13912345678</b>");
        var demand = await (await service.Post("/v1/demands", body)).Json();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/demands/{demand["id"]}/diagnosis") { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/html") } } };

        var answer = await service.Http.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("需求诊断报告", page, StringComparison.Ordinal);
        Assert.Contains("<mark class=\"i\">≥85%</mark>", page, StringComparison.Ordinal);
        Assert.All(["<img", "<b onclick", "13912345678"], text => Assert.DoesNotContain(text, page, StringComparison.Ordinal));
    }
}
