using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

public sealed class RegisterExpertTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_registered_expert_is_published_with_the_full_profile()
    {
        var institute = await service.RegisterInstitute();
        var body = ExpertBody.Sound(institute).With(
            "achievements", new JsonArray(ExpertBody.Achievement("旧", "2001-01-01"), ExpertBody.Achievement("无日期", null), ExpertBody.Achievement("新", "2024-02-29")));
        var answer = await service.Post("/v1/experts", body);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var expert = await answer.Json();
        Assert.Equal($"/v1/experts/{expert["id"]}", answer.Headers.Location!.OriginalString);
        Assert.Equal("active", (string?)expert["status"]);
        var published = Assert.Single(await service.Published(expert["id"]!));
        Assert.Equal(1, published.Revision);
        var profile = published.Profile;
        Assert.Equal(("周衡", "教授", "doctor", 3, true), (profile.Name, profile.Title, profile.Degree, profile.Capacity, profile.Consent));
        Assert.Equal((institute, "越州理工大学", "330602", "university"), (profile.Institute.CreditCode, profile.Institute.Name, profile.Institute.RegionCode, profile.Institute.Kind));
        Assert.Equal(["430", "54010"], profile.Disciplines);
        Assert.Equal(["403", "40304"], profile.Fields);
        Assert.Equal(["织物后整理", "功能涂层"], profile.ResearchDirections);
        Assert.Equal(["joint_development", "consulting"], profile.ServiceModes);
        Assert.Equal(["330604", "320200"], profile.RegionsServed);
        Assert.Equal((string?)body["text"], profile.Text);
        Assert.Equal(["新", "旧", "无日期"], profile.Achievements.Select(a => a.Title));
        Assert.Equal((new DateOnly(2024, 2, 29), "第一发明人", 350000.5m, "patent"), (profile.Achievements[0].Date!.Value, profile.Achievements[0].Role, profile.Achievements[0].AmountYuan!.Value, profile.Achievements[0].Kind));
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_answer_and_one_expert()
    {
        var institute = await service.RegisterInstitute();
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Post("/v1/experts", ExpertBody.Sound(institute), key)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal(1, await ExpertsOf(institute));
        var other = await service.Post("/v1/experts", ExpertBody.Sound(institute).With("name", "审核员乙"), key);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_key_reused"), (other.StatusCode, await other.ProblemCode()));
    }

    [Fact]
    public async Task An_expert_of_an_unknown_institute_is_refused_and_may_be_sent_again_under_the_same_key()
    {
        var code = CreditCodes.Next();
        var key = Guid.NewGuid().ToString();
        var answer = await service.Post("/v1/experts", ExpertBody.Sound(code), key);

        Assert.Equal((HttpStatusCode.Conflict, "institute_unknown"), (answer.StatusCode, await answer.ProblemCode()));
        Assert.Equal(["instituteCreditCode:institute_unknown"], await answer.Faults());
        await service.Post("/v1/institutes", ExpertBody.Institute(code));
        Assert.Equal(HttpStatusCode.Created, (await service.Post("/v1/experts", ExpertBody.Sound(code), key)).StatusCode);
    }

    [Fact]
    public async Task An_orcid_belongs_to_one_expert_even_when_many_register_it_at_once()
    {
        var institute = await service.RegisterInstitute();
        var orcid = ExpertBody.Orcid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Post("/v1/experts", ExpertBody.Sound(institute).With("orcid", orcid))));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
        {
            Assert.Equal((HttpStatusCode.Conflict, "orcid_taken"), (refused.StatusCode, await refused.ProblemCode()));
            Assert.Equal(["orcid:orcid_taken"], await refused.Faults());
        }

        Assert.Equal(1, await ExpertsOf(institute));
    }

    [Fact]
    public async Task Lists_that_may_be_left_out_are_stored_empty()
    {
        var body = ExpertBody.Sound(await service.RegisterInstitute());
        foreach (var field in new[] { "disciplines", "fields", "researchDirections", "title", "degree" })
        {
            body.Remove(field);
        }

        var expert = await service.RegisterExpert(body);
        var profile = (await service.Published(expert["id"]!))[0].Profile;
        Assert.Empty(profile.Disciplines);
        Assert.Empty(profile.Fields);
        Assert.Empty(profile.ResearchDirections);
        Assert.Empty(profile.Achievements);
        Assert.Null(profile.Title);
    }

    private Task<int> ExpertsOf(string institute) =>
        service.Database.Scalar<int>("select count(*)::int from expert where institute_code = @institute", new { institute });
}
