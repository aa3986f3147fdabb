using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

public sealed class AchievementTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task An_added_achievement_raises_the_revision_and_is_published()
    {
        var id = (await service.RegisterExpert())["id"]!;
        var answer = await service.Post($"/v1/experts/{id}/achievements", ExpertBody.Achievement());

        Assert.Equal((HttpStatusCode.Created, "\"2\""), (answer.StatusCode, answer.Headers.ETag!.Tag));
        var added = await answer.Json();
        Assert.Equal($"/v1/experts/{id}/achievements/{added["id"]}", answer.Headers.Location!.OriginalString);
        Assert.Equal(2, (int)added["expertRevision"]!);
        var published = (await service.Published(id))[^1];
        Assert.Equal((2, (string)added["id"]!), (published.Revision, published.Profile.Achievements.Single().AchievementId.ToString()));
    }

    [Fact]
    public async Task The_same_idempotency_key_adds_one_achievement()
    {
        var id = (await service.RegisterExpert())["id"]!;
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => service.Post($"/v1/experts/{id}/achievements", ExpertBody.Achievement(), key)));

        Assert.Single((await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal(2, (await service.Published(id)).Count);
    }

    [Fact]
    public async Task A_revised_achievement_keeps_its_id_and_takes_every_field()
    {
        var id = (await service.RegisterExpert())["id"]!;
        var added = (await (await service.Post($"/v1/experts/{id}/achievements", ExpertBody.Achievement())).Json())["id"]!;
        var answer = await service.Put($"/v1/experts/{id}/achievements/{added}", new { kind = "paper", title = "论文", date = "1950-01-01" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var published = (await service.Published(id))[^1].Profile.Achievements.Single();
        Assert.Equal((Guid.Parse((string)added!), "paper", "论文", new DateOnly(1950, 1, 1)), (published.AchievementId, published.Kind, published.Title, published.Date!.Value));
        Assert.Equal((null, null, null), (published.Role, published.Text, published.AmountYuan));
    }

    [Fact]
    public async Task A_removed_achievement_is_gone_from_the_profile()
    {
        var id = (await service.RegisterExpert())["id"]!;
        var added = (await (await service.Post($"/v1/experts/{id}/achievements", ExpertBody.Achievement())).Json())["id"]!;
        var answer = await service.Http.DeleteAsync($"/v1/experts/{id}/achievements/{added}");

        Assert.Equal((HttpStatusCode.NoContent, "\"3\""), (answer.StatusCode, answer.Headers.ETag!.Tag));
        Assert.Empty((await service.Published(id))[^1].Profile.Achievements);
        var again = await service.Http.DeleteAsync($"/v1/experts/{id}/achievements/{added}");
        Assert.Equal((HttpStatusCode.NotFound, "achievement_not_found"), (again.StatusCode, await again.ProblemCode()));
        Assert.Equal(3, (await service.Published(id)).Count);
    }

    [Fact]
    public async Task The_achievement_of_another_expert_cannot_be_reached()
    {
        var owner = (await service.RegisterExpert())["id"]!;
        var added = (await (await service.Post($"/v1/experts/{owner}/achievements", ExpertBody.Achievement())).Json())["id"]!;
        var stranger = (await service.RegisterExpert())["id"]!;

        Assert.Equal(HttpStatusCode.NotFound, (await service.Put($"/v1/experts/{stranger}/achievements/{added}", ExpertBody.Achievement("夺"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Http.DeleteAsync($"/v1/experts/{stranger}/achievements/{added}")).StatusCode);
        Assert.Single(await service.Published(stranger));
        Assert.Equal("耐久轧光整理方法", (await service.Published(owner))[^1].Profile.Achievements.Single().Title);
    }

    [Fact]
    public async Task An_expert_has_at_most_500_achievements_even_when_many_are_added_at_once()
    {
        var body = ExpertBody.Sound(await service.RegisterInstitute())
            .With("achievements", new JsonArray([.. Enumerable.Range(0, 498).Select(i => new JsonObject { ["kind"] = "paper", ["title"] = $"论文{i}" })]));
        var id = (await service.RegisterExpert(body))["id"]!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => service.Post($"/v1/experts/{id}/achievements", ExpertBody.Achievement())));

        Assert.Equal(2, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        Assert.Equal("too_many_achievements", await answers.First(a => a.StatusCode == HttpStatusCode.Conflict).ProblemCode());
        Assert.Equal(500, await service.Database.Scalar<int>("select count(*)::int from achievement where expert_id = @id", new { id = Guid.Parse((string)id!) }));
    }

    [Fact]
    public async Task A_change_under_a_passed_revision_is_refused()
    {
        var id = (await service.RegisterExpert())["id"]!;
        var added = (await (await service.Post($"/v1/experts/{id}/achievements", ExpertBody.Achievement())).Json())["id"]!;
        var answer = await service.Put($"/v1/experts/{id}/achievements/{added}", ExpertBody.Achievement("迟到"), "\"1\"");

        Assert.Equal((HttpStatusCode.PreconditionFailed, "revision_changed"), (answer.StatusCode, await answer.ProblemCode()));
        Assert.Equal("耐久轧光整理方法", (await service.Published(id))[^1].Profile.Achievements.Single().Title);
    }
}
