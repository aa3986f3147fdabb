using System.Net;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

public sealed class WithdrawExpertTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_withdrawal_is_published_with_a_higher_revision_and_the_expert_is_shown_as_withdrawn()
    {
        var id = (await service.RegisterExpert())["id"]!;
        var answer = await service.Post($"/v1/experts/{id}/withdraw", new { });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(2, Assert.Single(await service.Withdrawn(id)).Revision);
        Assert.Single(await service.Published(id));
        var read = await (await service.Http.GetAsync($"/v1/experts/{id}")).Json();
        Assert.Equal("withdrawn", (string?)read["status"]);
        Assert.NotNull(read["withdrawnAt"]);
    }

    [Fact]
    public async Task Who_has_left_is_not_changed_in_any_way_again()
    {
        var institute = await service.RegisterInstitute();
        var id = (await service.RegisterExpert(ExpertBody.Sound(institute)))["id"]!;
        var achievement = (await (await service.Post($"/v1/experts/{id}/achievements", ExpertBody.Achievement())).Json())["id"]!;
        await service.Post($"/v1/experts/{id}/withdraw", new { });

        HttpResponseMessage[] answers =
        [
            await service.Put($"/v1/experts/{id}", ExpertBody.Sound(institute)),
            await service.Post($"/v1/experts/{id}/withdraw", new { }),
            await service.Post($"/v1/experts/{id}/achievements", ExpertBody.Achievement()),
            await service.Put($"/v1/experts/{id}/achievements/{achievement}", ExpertBody.Achievement()),
            await service.Http.DeleteAsync($"/v1/experts/{id}/achievements/{achievement}"),
        ];
        foreach (var answer in answers)
        {
            Assert.Equal((HttpStatusCode.Conflict, "expert_withdrawn"), (answer.StatusCode, await answer.ProblemCode()));
        }

        Assert.Single(await service.Withdrawn(id));
        Assert.Equal(2, (await service.Published(id)).Count);
        Assert.Equal(3, await service.Database.Scalar<long>("select revision from expert where expert_id = @id", new { id = Guid.Parse((string)id!) }));
    }

    [Fact]
    public async Task A_withdrawal_frees_the_orcid()
    {
        var body = ExpertBody.Sound(await service.RegisterInstitute()).With("orcid", ExpertBody.Orcid());
        var id = (await service.RegisterExpert(body))["id"]!;
        await service.Post($"/v1/experts/{id}/withdraw", new { });

        var again = await service.Post("/v1/experts", body);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.NotEqual((string)id!, (string)(await again.Json())["id"]!);
    }

    [Fact]
    public async Task A_withdrawal_under_a_passed_revision_is_refused()
    {
        var id = (await service.RegisterExpert())["id"]!;
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/experts/{id}/withdraw");
        request.Headers.TryAddWithoutValidation("If-Match", "\"7\"");
        var answer = await service.Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.PreconditionFailed, "revision_changed"), (answer.StatusCode, await answer.ProblemCode()));
        Assert.Empty(await service.Withdrawn(id));
    }

    [Fact]
    public async Task Republishing_announces_active_experts_at_their_revision_and_leaves_the_withdrawn_alone()
    {
        var active = (await service.RegisterExpert())["id"]!;
        var gone = (await service.RegisterExpert())["id"]!;
        await service.Post($"/v1/experts/{gone}/withdraw", new { });
        var count = await service.Database.Scalar<int>("select count(*)::int from expert where withdrawn_at is null");

        var answer = await service.Post("/v1/operations/republish-talents", new { });

        Assert.Equal(count, (int)(await answer.Json())["count"]!);
        Assert.Equal([1, 1], (await service.Published(active)).Select(p => p.Revision));
        Assert.Single(await service.Published(gone));
    }
}
