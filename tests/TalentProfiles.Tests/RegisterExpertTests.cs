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
}
