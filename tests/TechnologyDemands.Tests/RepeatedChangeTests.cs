using System.Net;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests;

/// <summary>What holds for changes of any kind: keys that make a repeat harmless, and what they must say they change.</summary>
public sealed class RepeatedChangeTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_change_repeated_under_its_key_is_answered_as_the_first_time_and_has_one_effect()
    {
        var demand = await (await service.Post("/v1/demands", DemandBody.Sound(await service.RegisterEnterprise()))).Json();
        var (id, key) = ((Guid)demand["id"]!, Guid.NewGuid().ToString());

        foreach (var path in (string[])[$"/v1/demands/{id}/publish", $"/v1/demands/{id}/close"])
        {
            var body = path.EndsWith("close", StringComparison.Ordinal) ? new { reason = "solved" } : null;
            var first = await service.Post(path, body!, key);
            var again = await service.Post(path, body!, key);

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
            Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
            Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        }

        var other = await service.Post($"/v1/demands/{id}/close", new { reason = "withdrawn" }, key);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_key_reused"), (other.StatusCode, await other.ProblemCode()));
        Assert.Equal(3, await service.Database.Scalar<long>("select revision from demand where demand_id = @id", new { id }));
    }

    [Fact]
    public async Task A_key_is_its_callers_own()
    {
        var (mine, theirs) = (await service.RegisterEnterprise(), await service.RegisterEnterprise());
        using var me = service.As("enterprise", mine);
        using var them = service.As("enterprise", theirs);
        async Task<HttpResponseMessage> Post(HttpClient client, string enterprise) => await client.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/v1/demands")
        {
            Content = System.Net.Http.Json.JsonContent.Create(DemandBody.Sound(enterprise)),
            Headers = { { "Idempotency-Key", "the-same" } },
        });

        var (first, second) = (await Post(me, mine), await Post(them, theirs));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.NotEqual((string?)(await first.Json())["id"], (string?)(await second.Json())["id"]);
    }

    [Fact]
    public async Task A_change_says_what_it_changes()
    {
        var id = (Guid)(await (await service.Post("/v1/demands", DemandBody.Sound(await service.RegisterEnterprise()))).Json())["id"]!;
        using var http = service.As("operator");
        http.DefaultRequestHeaders.IfMatch.Clear();

        var answer = await http.PostAsync(new Uri($"/v1/demands/{id}/publish", UriKind.Relative), null);

        Assert.Equal((428, "precondition_required"), ((int)answer.StatusCode, await answer.ProblemCode()));
        Assert.Equal("draft", await service.Database.Scalar<string>("select status from demand where demand_id = @id", new { id }));
    }
}
