using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests;

public sealed class RenameRaceTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_demand_published_while_its_enterprise_is_renamed_carries_the_new_name_in_the_end()
    {
        for (var round = 0; round < 15; round++)
        {
            var enterprise = await service.RegisterEnterprise();
            var drafts = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ => (await (await service.Post("/v1/demands", DemandBody.Sound(enterprise))).Json())["id"]!));
            var posted = Enumerable.Range(0, 4).Select(_ => DemandBody.Sound(enterprise).With("publish", true)).ToArray();

            var answers = await Task.WhenAll(
            [
                .. drafts.Select(id => service.Post($"/v1/demands/{id}/publish", new { })),
                .. posted.Select(body => service.Post("/v1/demands", body)),
                service.Put($"/v1/enterprises/{enterprise}", new { name = $"更名企业{round}", creditCode = enterprise, regionCode = "330604", industry = "C17" }),
            ]);

            Assert.All(answers, answer => answer.EnsureSuccessStatusCode());
            var published = answers.Where(answer => answer.StatusCode == System.Net.HttpStatusCode.Created).Select(async answer => (await answer.Json())["id"]!);
            foreach (var id in drafts.Concat(await Task.WhenAll(published)))
            {
                Assert.Equal($"更名企业{round}", (await service.Published(id))[^1].Demand.Enterprise.Name);
            }
        }
    }
}
