using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests;

public sealed class PostDemandTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_posted_demand_is_a_draft_and_no_event_leaves()
    {
        var answer = await service.Post("/v1/demands", DemandBody.Sound(await service.RegisterEnterprise()));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var demand = await answer.Json();
        Assert.Equal("draft", (string?)demand["status"]);
        Assert.Equal($"/v1/demands/{demand["id"]}", answer.Headers.Location!.OriginalString);
        Assert.Empty(await service.Published(demand["id"]!));
    }

    [Fact]
    public async Task A_demand_posted_with_publish_is_published_in_the_same_request()
    {
        var answer = await service.Post("/v1/demands", DemandBody.Sound(await service.RegisterEnterprise()).With("publish", true));

        var demand = await answer.Json();
        Assert.Equal("published", (string?)demand["status"]);
        Assert.Single(await service.Published(demand["id"]!));
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_answer_and_one_demand()
    {
        var enterprise = await service.RegisterEnterprise();
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Post("/v1/demands", DemandBody.Sound(enterprise), key)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        var bodies = await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()));
        Assert.Single(bodies.Distinct());
        Assert.Equal(1, await service.Database.Scalar<int>("select count(*)::int from demand where enterprise_code = @enterprise", new { enterprise }));
    }

    [Fact]
    public async Task The_same_idempotency_key_with_another_body_is_refused()
    {
        var enterprise = await service.RegisterEnterprise();
        var key = Guid.NewGuid().ToString();
        await service.Post("/v1/demands", DemandBody.Sound(enterprise), key);
        var answer = await service.Post("/v1/demands", DemandBody.Sound(enterprise).With("title", "另一个需求"), key);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("idempotency_key_reused", await answer.ProblemCode());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_demand_of_an_unknown_enterprise_is_refused_and_leaves_its_key_free(bool publish)
    {
        var (enterprise, key) = (CreditCodes.Next(), Guid.NewGuid().ToString());
        var body = DemandBody.Sound(enterprise).With("publish", publish);
        foreach (var under in (string?[])[null, key, key])
        {
            var answer = await service.Post("/v1/demands", body, under);

            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Equal("enterprise_unknown", await answer.ProblemCode());
        }

        (await service.Post("/v1/enterprises", new { name = "后来登记的企业", creditCode = enterprise, regionCode = "330604", industry = "C17" })).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Created, (await service.Post("/v1/demands", body, key)).StatusCode);
    }

    [Fact]
    public async Task A_key_that_is_taken_is_told_before_anything_else_that_is_wrong()
    {
        var (enterprise, key) = (await service.RegisterEnterprise(), Guid.NewGuid().ToString());
        var first = await service.Post("/v1/demands", DemandBody.Sound(enterprise), key);
        var answer = await service.Post("/v1/demands", DemandBody.Sound(enterprise).With("visibility", "confidential").With("publish", true), key);
        var again = await service.Post("/v1/demands", DemandBody.Sound(enterprise), key);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_key_reused"), (answer.StatusCode, await answer.ProblemCode()));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.Location, again.Headers.Location);
    }

    [Fact]
    public async Task A_confidential_demand_is_never_published()
    {
        var body = DemandBody.Sound(await service.RegisterEnterprise()).With("visibility", "confidential");
        var refused = await service.Post("/v1/demands", body.DeepClone().AsObject().With("publish", true));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("demand_confidential", await refused.ProblemCode());

        var draft = await (await service.Post("/v1/demands", body)).Json();
        var publish = await service.Post($"/v1/demands/{draft["id"]}/publish", new { });
        Assert.Equal("demand_confidential", await publish.ProblemCode());
        Assert.Empty(await service.Published(draft["id"]!));
    }

    [Fact]
    public async Task The_contact_is_stored_apart_shown_masked_in_the_answer_and_never_published()
    {
        var answer = await service.Post("/v1/demands", DemandBody.Sound(await service.RegisterEnterprise()).With("publish", true));

        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("0575-00000000", text, StringComparison.Ordinal);
        Assert.Contains("057****0000", text, StringComparison.Ordinal);
        var id = Guid.Parse((string)JsonNode.Parse(text)!["id"]!);
        Assert.True(await service.Database.Scalar<bool>("select form->>'contact' is null and exists (select from demand_contact c where c.demand_id = demand.demand_id) from demand where demand_id = @id", new { id }));
    }
}
