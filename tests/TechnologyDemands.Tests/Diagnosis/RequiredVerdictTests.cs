using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests.Diagnosis;

/// <summary>A bureau that lets only needs be published which the diagnosis does not return.</summary>
public sealed class StrictBureau : ServiceUnderTest<Program>
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["Diagnosis:Required"] = "hold" };
}

/// <summary>Publication by the verdict.</summary>
public sealed class RequiredVerdictTests(StrictBureau service) : IClassFixture<StrictBureau>
{
    [Fact]
    public async Task A_vague_need_is_kept_as_a_draft_and_told_what_is_missing()
    {
        var enterprise = await service.RegisterEnterprise();
        using var own = service.As("enterprise", enterprise);
        var vague = Vague(enterprise);
        var posted = await Post(own, "/v1/demands", vague.DeepClone().AsObject().With("publish", true));
        var draft = await (await Post(own, "/v1/demands", vague)).Json();
        var published = await own.PostAsync($"/v1/demands/{draft["id"]}/publish", null);

        Assert.All([posted, published], answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
        var problem = await published.Json();
        Assert.Equal("demand_unclear", (string)problem["code"]!);
        Assert.Contains(problem["errors"]!.AsArray(), error => (string)error!["field"]! == "indicators" && (string)error["code"]! == "indicator");
        Assert.Equal("draft", (string)(await (await own.GetAsync($"/v1/demands/{draft["id"]}")).Json())["status"]!);
        Assert.Equal(1, await service.Database.Scalar<long>("select count(*) from demand where enterprise_code = @enterprise", new { enterprise }));
    }

    [Fact]
    public async Task What_is_asked_for_opens_the_way_and_no_revision_goes_behind_it()
    {
        var enterprise = await service.RegisterEnterprise();
        using var own = service.As("enterprise", enterprise);
        var draft = await (await Post(own, "/v1/demands", Vague(enterprise))).Json();
        var whole = DemandBody.Sound(enterprise).With("existingFoundation", "已做小试，更换过轧辊材料，有中试轧光机一台，投入12万元。").With("publish", true);

        var answered = await own.PutAsync($"/v1/demands/{draft["id"]}", System.Net.Http.Json.JsonContent.Create(whole));
        var emptied = await own.PutAsync($"/v1/demands/{draft["id"]}", System.Net.Http.Json.JsonContent.Create(Vague(enterprise)));

        Assert.Equal("published", (string)(await answered.Json())["status"]!);
        Assert.Equal("demand_unclear", await emptied.ProblemCode());
    }

    [Fact]
    public async Task An_operator_answers_for_what_he_publishes()
    {
        var enterprise = await service.RegisterEnterprise();

        Assert.Equal(HttpStatusCode.Created, (await service.Post("/v1/demands", Vague(enterprise).With("publish", true))).StatusCode);
    }

    private static JsonObject Vague(string enterprise)
    {
        var body = DemandBody.Sound(enterprise).With("title", "新技术合作").With("description", "希望寻找先进的技术，欢迎各位专家与我司长期合作，共同发展，互利共赢，谢谢。");
        foreach (var field in (string[])["indicators", "trlNow", "trlWanted", "deadline"])
        {
            body.Remove(field);
        }

        return body.With("budget", new JsonObject { ["unit"] = "yuan", ["negotiable"] = true });
    }

    private static Task<HttpResponseMessage> Post(HttpClient http, string path, JsonObject body) => http.PostAsync(path, System.Net.Http.Json.JsonContent.Create(body));
}
