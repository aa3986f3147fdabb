using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests;

public sealed class LifeOfADemandTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_revision_of_a_published_demand_is_announced_with_a_higher_revision_and_the_new_text()
    {
        var (id, body) = await Published();
        var revised = await service.Put($"/v1/demands/{id}", body.With("title", "轧光工艺改进（修订）"));

        Assert.Equal(HttpStatusCode.OK, revised.StatusCode);
        Assert.Equal("\"2\"", revised.Headers.ETag!.Tag);
        var events = await service.Published(id);
        Assert.Equal([1L, 2L], events.Select(e => e.Revision));
        Assert.Equal("轧光工艺改进（修订）", events[1].Demand.Title);
    }

    [Fact]
    public async Task A_draft_is_revised_without_an_event_and_published_later()
    {
        var body = DemandBody.Sound(await service.RegisterEnterprise());
        var id = (await (await service.Post("/v1/demands", body)).Json())["id"]!;
        await service.Put($"/v1/demands/{id}", body.With("title", "改过的草稿"));
        Assert.Empty(await service.Published(id));

        var published = await service.Post($"/v1/demands/{id}/publish", new { });
        Assert.Equal("published", (string?)(await published.Json())["status"]);
        var events = await service.Published(id);
        Assert.Equal("改过的草稿", events[0].Demand.Title);
        Assert.Equal(600_000m, events[0].Demand.BudgetYuan);

        var again = await service.Post($"/v1/demands/{id}/publish", new { });
        Assert.Equal("demand_already_published", await again.ProblemCode());
    }

    [Fact]
    public async Task A_stale_if_match_is_refused_and_changes_nothing()
    {
        var (id, body) = await Published();
        await service.Put($"/v1/demands/{id}", body.With("title", "第一次修订"), "\"1\"");
        var late = await service.Put($"/v1/demands/{id}", body.With("title", "迟到的修订"), "\"1\"");

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Equal("revision_changed", await late.ProblemCode());
        Assert.Equal("第一次修订", (string?)(await (await service.Http.GetAsync($"/v1/demands/{id}")).Json())["form"]!["title"]);
    }

    [Fact]
    public async Task Concurrent_revisions_each_get_a_revision_of_their_own()
    {
        var (id, body) = await Published();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => service.Put($"/v1/demands/{id}", body.DeepClone().AsObject().With("title", $"第{i}次修订"))));

        Assert.Equal(Enumerable.Range(2, 10).Select(i => $"\"{i}\""), answers.Select(a => a.Headers.ETag!.Tag).OrderBy(tag => int.Parse(tag.Trim('"'), null)));
    }

    [Fact]
    public async Task A_published_demand_that_turns_confidential_leaves_matching()
    {
        var (id, body) = await Published();
        var answer = await service.Put($"/v1/demands/{id}", body.With("visibility", "confidential"));

        Assert.Equal("draft", (string?)(await answer.Json())["status"]);
        var closed = await service.Closed(id);
        Assert.Equal("confidential", closed[0].Reason);
        Assert.Single(await service.Published(id));
    }

    [Fact]
    public async Task A_closed_demand_is_told_and_changes_no_more()
    {
        var (id, body) = await Published();
        var closed = await service.Post($"/v1/demands/{id}/close", new { reason = "solved" });

        Assert.Equal("closed", (string?)(await closed.Json())["status"]);
        var told = await service.Closed(id);
        Assert.Equal(2, told[0].Revision);
        Assert.Equal("demand_closed", await (await service.Put($"/v1/demands/{id}", body)).ProblemCode());
        Assert.Equal("demand_closed", await (await service.Post($"/v1/demands/{id}/publish", new { })).ProblemCode());
        Assert.Equal("demand_closed", await (await service.Post($"/v1/demands/{id}/close", new { reason = "expired" })).ProblemCode());
    }

    [Fact]
    public async Task A_demand_whose_deadline_has_passed_is_not_published()
    {
        var body = DemandBody.Sound(await service.RegisterEnterprise()).With("deadline", "2020-01-01").With("publish", true);

        Assert.Equal("deadline_passed", await (await service.Post("/v1/demands", body)).ProblemCode());
    }

    [Fact]
    public async Task A_demand_stays_with_its_enterprise()
    {
        var (id, body) = await Published();
        var answer = await service.Put($"/v1/demands/{id}", body.With("enterpriseCreditCode", await service.RegisterEnterprise()));

        Assert.Equal(["enterpriseCreditCode:enterprise_fixed"], await answer.Faults());
    }

    [Fact]
    public async Task What_was_read_may_be_sent_back_and_the_contact_on_file_stays()
    {
        var (id, _) = await Published();
        var read = (await (await service.Http.GetAsync($"/v1/demands/{id}")).Json())["form"]!;
        var answer = await service.Put($"/v1/demands/{id}", read);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("057****0000", (string?)(await answer.Json())["contactOnFile"]!["phone"]);
    }

    [Fact]
    public async Task An_enterprise_that_changes_its_name_announces_its_open_demands_anew()
    {
        var (id, body) = await Published();
        var enterprise = (string)body["enterpriseCreditCode"]!;
        await service.Put($"/v1/enterprises/{enterprise}", new { name = "更名后的企业", creditCode = enterprise, regionCode = "330604", industry = "C17" });

        var events = await service.Published(id);
        Assert.Equal("更名后的企业", events[1].Demand.Enterprise.Name);
        Assert.Equal(2, events[1].Revision);
    }

    [Fact]
    public async Task Republishing_announces_open_demands_at_the_revision_they_have()
    {
        var (id, _) = await Published();
        Assert.Single(await service.Published(id));
        await service.Post("/v1/operations/republish-demands", new { });

        var events = await service.Published(id);
        Assert.Equal([1L, 1L], events.Select(e => e.Revision));
    }

    [Fact]
    public async Task Pages_neither_skip_nor_repeat_while_demands_are_posted()
    {
        var enterprise = await service.RegisterEnterprise();
        var posted = new List<string>();
        for (var i = 0; i < 25; i++)
        {
            posted.Add((string)(await (await service.Post("/v1/demands", DemandBody.Sound(enterprise))).Json())["id"]!);
        }

        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await (await service.Http.GetAsync($"/v1/demands?enterprise={enterprise}&limit=4{(next is null ? "" : $"&cursor={next}")}")).Json();
            seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            next = (string?)page["next"];
            await service.Post("/v1/demands", DemandBody.Sound(enterprise));
        }
        while (next is not null);

        posted.Reverse();
        Assert.Equal(posted, seen);
    }

    [Fact]
    public async Task Lists_filter_and_hide_what_is_confidential()
    {
        var enterprise = await service.RegisterEnterprise();
        await service.Post("/v1/demands", DemandBody.Sound(enterprise).With("visibility", "confidential"));
        await service.Post("/v1/demands", DemandBody.Sound(enterprise).With("field", "701").With("regionCode", "511025"));
        await service.Post("/v1/demands", DemandBody.Sound(enterprise).With("publish", true));

        Assert.Equal(2, await Count(enterprise, ""));
        Assert.Equal(1, await Count(enterprise, "&field=70"));
        Assert.Equal(1, await Count(enterprise, "&region=511000"));
        Assert.Equal(1, await Count(enterprise, "&status=published"));
        Assert.Equal(0, await Count(enterprise, "&status=published&field=701"));
    }

    [Theory]
    [InlineData("C", 1)]
    [InlineData("C1", 1)]
    [InlineData("C17", 1)]
    [InlineData("C1711", 0)]
    [InlineData("D", 0)]
    public async Task Enterprises_are_listed_by_what_an_industry_starts_with(string industry, int found)
    {
        var enterprise = await service.RegisterEnterprise();
        // A cursor just before the enterprise, so that it is the first of its page however many there are.
        var cursor = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes($"""["creditCode","{enterprise[..17]}","{enterprise[..17]}"]"""));
        var page = await (await service.Http.GetAsync($"/v1/enterprises?industry={industry}&limit=1&cursor={cursor}")).Json();

        Assert.Equal(found, page["items"]!.AsArray().Count(item => (string)item!["creditCode"]! == enterprise));
    }

    private async Task<int> Count(string enterprise, string filter) =>
        (await (await service.Http.GetAsync($"/v1/demands?enterprise={enterprise}{filter}")).Json())["items"]!.AsArray().Count;

    private async Task<(JsonNode Id, JsonObject Body)> Published()
    {
        var body = DemandBody.Sound(await service.RegisterEnterprise()).With("publish", true);
        var answer = await service.Post("/v1/demands", body);
        return ((await answer.Json())["id"]!, body.With("publish", null));
    }
}
