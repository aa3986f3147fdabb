using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

public sealed class ReviseExpertTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task Every_change_publishes_the_full_profile_with_a_rising_revision()
    {
        var institute = await service.RegisterInstitute();
        var id = (await service.RegisterExpert(ExpertBody.Sound(institute)))["id"]!;
        await service.Put($"/v1/experts/{id}", ExpertBody.Sound(institute).With("name", "周恒").With("capacity", 0));
        var added = await (await service.Post($"/v1/experts/{id}/achievements", ExpertBody.Achievement())).Json();
        await service.Put($"/v1/experts/{id}/achievements/{added["id"]}", ExpertBody.Achievement("改名的专利"));
        await service.Put($"/v1/institutes/{institute}", ExpertBody.Institute(institute).With("name", "越州大学"));
        await service.Http.DeleteAsync($"/v1/experts/{id}/achievements/{added["id"]}");

        var published = await service.Published(id);
        Assert.Equal([1, 2, 3, 4, 5, 6], published.Select(p => p.Revision));
        Assert.All(published, p => Assert.Equal((string?)ExpertBody.Sound(institute)["text"], p.Profile.Text));
        Assert.Equal(["周衡", "周恒", "周恒", "周恒", "周恒", "周恒"], published.Select(p => p.Profile.Name));
        Assert.Equal(["", "", "耐久轧光整理方法", "改名的专利", "改名的专利", ""], published.Select(p => p.Profile.Achievements.SingleOrDefault()?.Title ?? ""));
        Assert.Equal(["越州理工大学", "越州大学"], published.Select(p => p.Profile.Institute.Name).Distinct());
        Assert.Equal(0, published[^1].Profile.Capacity);
    }

    [Fact]
    public async Task Concurrent_changes_never_give_the_same_revision_and_none_is_lost()
    {
        var institute = await service.RegisterInstitute();
        var id = (await service.RegisterExpert(ExpertBody.Sound(institute)))["id"]!;
        var changes = Enumerable.Range(0, 24).Select(i => (i % 3) switch
        {
            0 => service.Put($"/v1/experts/{id}", ExpertBody.Sound(institute).With("name", $"名{i}")),
            1 => service.Post($"/v1/experts/{id}/achievements", ExpertBody.Achievement($"成果{i}")),
            _ => service.Put($"/v1/institutes/{institute}", ExpertBody.Institute(institute).With("name", $"院校{i}")),
        });
        Assert.All(await Task.WhenAll(changes), a => Assert.True(a.IsSuccessStatusCode));

        var published = await service.Published(id);
        Assert.Equal(Enumerable.Range(1, 25).Select(i => (long)i), published.Select(p => p.Revision));
        Assert.Equal(8, published[^1].Profile.Achievements.Count);
        var names = await service.Database.Column<string>(
            "select e.name || i.name from expert e join institute i on i.credit_code = e.institute_code where e.expert_id = @id", new { id = Guid.Parse((string)id!) });
        Assert.Equal(names[0], published[^1].Profile.Name + published[^1].Profile.Institute.Name);
    }

    [Fact]
    public async Task Two_revisions_under_the_same_if_match_end_in_one_change_and_one_412()
    {
        var institute = await service.RegisterInstitute();
        var id = (await service.RegisterExpert(ExpertBody.Sound(institute)))["id"]!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => service.Put($"/v1/experts/{id}", ExpertBody.Sound(institute).With("name", $"名{i}"), "\"1\"")));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], answers.Select(a => a.StatusCode).Order());
        Assert.Equal("revision_changed", await answers.Single(a => a.StatusCode != HttpStatusCode.OK).ProblemCode());
        Assert.Equal(2, (await service.Published(id)).Count);
    }

    [Fact]
    public async Task Achievements_stay_when_a_revision_leaves_the_field_out()
    {
        var body = ExpertBody.Sound(await service.RegisterInstitute());
        var id = (await service.RegisterExpert(body.DeepClone().AsObject().With("achievements", new JsonArray(ExpertBody.Achievement()))))["id"]!;
        var answer = await service.Put($"/v1/experts/{id}", body);

        Assert.Single((await answer.Json())["achievements"]!.AsArray());
        Assert.Single((await service.Published(id))[^1].Profile.Achievements);
    }

    [Fact]
    public async Task Achievements_in_a_revision_replace_the_list_and_the_unchanged_keep_their_ids()
    {
        var body = ExpertBody.Sound(await service.RegisterInstitute());
        var before = await service.RegisterExpert(
            body.DeepClone().AsObject().With("achievements", new JsonArray(ExpertBody.Achievement("留"), ExpertBody.Achievement("去"))));
        var answer = await service.Put(
            $"/v1/experts/{before["id"]}", body.DeepClone().AsObject().With("achievements", new JsonArray(ExpertBody.Achievement("新"), ExpertBody.Achievement("留"))));

        var after = (await answer.Json())["achievements"]!.AsArray();
        Assert.Equal(["新", "留"], after.Select(a => (string)a!["title"]!).OrderBy(t => t == "留"));
        Assert.Equal(IdOf(before["achievements"]!, "留"), IdOf(after, "留"));
        var cleared = await service.Put($"/v1/experts/{before["id"]}", body.With("achievements", new JsonArray()));
        Assert.Empty((await cleared.Json())["achievements"]!.AsArray());

        static string IdOf(JsonNode list, string title) => (string)list.AsArray().Single(a => (string)a!["title"]! == title)!["id"]!;
    }

    [Fact]
    public async Task Consent_taken_back_is_published_at_once_and_dated_only_when_it_changes()
    {
        var body = ExpertBody.Sound(await service.RegisterInstitute());
        var given = await service.RegisterExpert(body);
        var kept = await (await service.Put($"/v1/experts/{given["id"]}", body)).Json();
        var back = await (await service.Put($"/v1/experts/{given["id"]}", body.With("consent", false))).Json();

        Assert.Equal((string?)given["consentAt"], (string?)kept["consentAt"]);
        Assert.Equal((string?)back["updatedAt"], (string?)back["consentAt"]);
        Assert.NotEqual((string?)kept["consentAt"], (string?)back["consentAt"]);
        Assert.Equal([true, true, false], (await service.Published(given["id"]!)).Select(p => p.Profile.Consent));
    }

    [Fact]
    public async Task An_orcid_or_institute_that_cannot_be_taken_changes_nothing()
    {
        var institute = await service.RegisterInstitute();
        var orcid = ExpertBody.Orcid();
        await service.RegisterExpert(ExpertBody.Sound(institute).With("orcid", orcid));
        var id = (await service.RegisterExpert(ExpertBody.Sound(institute)))["id"]!;

        var taken = await service.Put($"/v1/experts/{id}", ExpertBody.Sound(institute).With("orcid", orcid));
        Assert.Equal((HttpStatusCode.Conflict, "orcid_taken"), (taken.StatusCode, await taken.ProblemCode()));
        var unknown = await service.Put($"/v1/experts/{id}", ExpertBody.Sound(CreditCodes.Next()));
        Assert.Equal((HttpStatusCode.Conflict, "institute_unknown"), (unknown.StatusCode, await unknown.ProblemCode()));
        Assert.Equal(["instituteCreditCode:institute_unknown"], await unknown.Faults());
        Assert.Equal(1, await service.Database.Scalar<long>("select revision from expert where expert_id = @id", new { id = Guid.Parse((string)id!) }));
        Assert.Single(await service.Published(id));
    }

    [Fact]
    public async Task An_expert_moves_to_another_institute()
    {
        var id = (await service.RegisterExpert())["id"]!;
        var next = await service.RegisterInstitute();
        var answer = await service.Put($"/v1/experts/{id}", ExpertBody.Sound(next));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(next, (await service.Published(id))[^1].Profile.Institute.CreditCode);
        Assert.Equal("\"2\"", answer.Headers.ETag!.Tag);
    }
}
