using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.EndToEnd.Tests;

[Collection("system")]
public sealed class PostedDemandReachesReviewQueueTests(RunningSystem system) : IAsyncLifetime
{
    // A test before may have left a service that is just starting.
    public Task InitializeAsync() => system.Ready();

    public Task DisposeAsync() => Task.CompletedTask;

    private const string Need = "棉织物轧光后布面出现极光，水洗以后光泽下降，需要改进轧光机温度与压力工艺";

    [Fact]
    public async Task A_posted_need_becomes_an_explained_list_a_decision_and_a_used_capacity()
    {
        var api = system.Api;
        var institute = await api.RegisterInstitute("越州纺织试验研究院");
        var fitting = await api.RegisterExpert(institute, "轧光甲（虚构）", "解决棉织物轧光极光问题，调整轧光机温度与压力，水洗后光泽保持率达到九成。", capacity: 1);
        var other = await api.RegisterExpert(institute, "养殖乙（虚构）", "生猪养殖场疫病监测与饲料配方。");
        var enterprise = await api.RegisterEnterprise();
        await Indexed(fitting);
        await Indexed(other);

        var demand = await api.PublishDemand(enterprise, "棉布轧光极光", Need);
        var list = await api.List(demand);

        var first = list["matches"]![0]!;
        Assert.Equal(fitting, Guid.Parse((string)first["talent"]!["id"]!));
        Assert.Equal((double)first["score"]!, first["parts"]!.AsArray().Sum(part => (double)part!["points"]!), 6);
        Assert.Contains("轧光", (string)first["evidence"]![0]!["sentence"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(other, Talents(list));

        using var decided = await api.Post($"/api/v1/matches/{first["id"]}/decision", new { decision = "accepted", reasonCodes = new[] { "good_fit" }, reviewer = "审核员" });
        Assert.Equal(HttpStatusCode.Created, decided.StatusCode);
        using var again = await api.Post($"/api/v1/matches/{first["id"]}/decision", new { decision = "rejected", reasonCodes = new[] { "price" }, reviewer = "另一人" });
        Assert.Equal("match_already_decided", await again.ProblemCode());

        // The expert's only engagement is taken: the next need no longer shows the expert.
        await Eventually.Get(
            () => system.Databases["Ranking"].Scalar<int>("select count(*)::int from decision where talent_id = @fitting", new { fitting }), n => n == 1, "the decision never reached Ranking");
        await Eventually.Get(
            async () => Talents(await api.List(await api.PublishDemand(enterprise, "轧光工艺改进", Need))), talents => !talents.Contains(fitting), "the expert is still listed");

        // The match ends, and with it the engagement.
        using var ended = await api.Post($"/api/v1/matches/{first["id"]}/progress", new { stage = "ended", reasonCodes = new[] { "price" }, recordedBy = "联络员" });
        Assert.Equal(HttpStatusCode.Created, ended.StatusCode);
        await Eventually.Get(
            async () => Talents(await api.List(await api.PublishDemand(enterprise, "轧光工艺再改进", Need))), talents => talents.Contains(fitting), "the expert never came back");
    }

    [Fact]
    public async Task An_expert_who_registers_later_joins_the_list_and_one_who_leaves_vanishes()
    {
        var api = system.Api;
        var institute = await api.RegisterInstitute("越州染整研究所");
        var enterprise = await api.RegisterEnterprise();
        var demand = await api.PublishDemand(enterprise, "活性染料色光不稳", "针织布活性染料冷轧堆染色，批间色光漂移，需要稳定碱剂配比");
        await api.List(demand);

        var late = await api.RegisterExpert(institute, "染整丙（虚构）", "活性染料冷轧堆染色色光控制，碱剂配比在线调整，针织布批间色差小于0.5。");
        await Eventually.Get(async () => Talents(await api.Matches(demand)), talents => talents.Contains(late), "the late expert never joined the list");

        using var withdrawn = await api.Post($"/api/v1/experts/{late}/withdraw", new { });
        Assert.True(withdrawn.IsSuccessStatusCode, await withdrawn.Content.ReadAsStringAsync());
        await Eventually.Get(async () => Talents(await api.Matches(demand)), talents => !talents.Contains(late), "the withdrawn expert is still listed");
    }

    [Fact]
    public async Task A_revised_need_is_ranked_anew_and_a_closed_one_leaves_the_queue()
    {
        var api = system.Api;
        var institute = await api.RegisterInstitute("越州膜材料研究所");
        var expert = await api.RegisterExpert(institute, "膜材丁（虚构）", "反渗透膜元件清洗与抗污染改性，印染废水回用率七成五。");
        await Indexed(expert);
        var enterprise = await api.RegisterEnterprise();
        var demand = await api.PublishDemand(enterprise, "蒸汽疏水阀漏汽", "车间疏水阀漏汽严重，找不到合适的检测方法");
        Assert.DoesNotContain(expert, Talents(await api.List(demand)));

        using var revised = await api.Put($"/api/v1/demands/{demand}", Api.Demand(enterprise, "反渗透膜污堵", "印染废水回用的反渗透膜两个月就污堵，清洗以后通量恢复不到八成"));
        Assert.True(revised.IsSuccessStatusCode, await revised.Content.ReadAsStringAsync());
        await Eventually.Get(async () => Talents(await api.Matches(demand)), talents => talents.Contains(expert), "the revised need was not ranked anew");

        using var closed = await api.Post($"/api/v1/demands/{demand}/close", new { reason = "solved" });
        Assert.True(closed.IsSuccessStatusCode, await closed.Content.ReadAsStringAsync());
        await Eventually.Get(async () => (string?)(await api.Matches(demand))["status"], status => status == "closed", "the closed need still stands in the queue");
        var queue = await api.Get($"/api/v1/matches?demand={demand}");
        Assert.Empty(queue["items"]!.AsArray());
    }

    [Theory]
    [InlineData("talent-profiles")]
    [InlineData("technology-demands")]
    [InlineData("ranking")]
    [InlineData("match-review")]
    [InlineData("identity")]
    [InlineData("webhooks")]
    [InlineData("insights")]
    public async Task The_gateway_shows_the_description_of_every_service_and_its_paths_are_reachable(string service)
    {
        var description = await system.Api.Get($"/api/openapi/{service}.json");

        Assert.StartsWith("3.1", (string)description["openapi"]!, StringComparison.Ordinal);
        var read = Microsoft.OpenApi.OpenApiDocument.Parse(description.ToJsonString(), "json");
        Assert.Empty(read.Diagnostic!.Errors.Select(error => error.ToString()));
        Assert.EndsWith("/api", (string)description["servers"]![0]!["url"]!, StringComparison.Ordinal);
        Assert.NotEmpty(description["paths"]!.AsObject());
        foreach (var path in description["paths"]!.AsObject().Where(path => path.Value!.AsObject().ContainsKey("get") && !path.Key.StartsWith("/v1/operations/", StringComparison.Ordinal)))
        {
            // An address the gateway does not route is answered by the gateway itself, without a problem of the service.
            var probe = path.Key.Replace("{creditCode}", "12100000400000624D", StringComparison.Ordinal);
            probe = System.Text.RegularExpressions.Regex.Replace(probe, @"\{[^}]+\}", Guid.NewGuid().ToString());
            // Exports and templates are no JSON, and no problem either.
            // What OpenID Connect names stands at the root.
            var answer = await system.Api.Text(probe.StartsWith("/.well-known/", StringComparison.Ordinal) ? probe : $"/api{probe}");
            Assert.False(answer.Contains("\"code\":\"not_found\"", StringComparison.Ordinal), $"{path.Key} is not routed: {answer}");
        }
    }

    private static List<Guid> Talents(JsonNode list) => [.. list["matches"]!.AsArray().Select(match => Guid.Parse((string)match!["talent"]!["id"]!))];

    private Task<int> Indexed(Guid expert) => Eventually.Get(
        () => system.Databases["Ranking"].Scalar<int>("select count(*)::int from candidate where talent_id = @expert", new { expert }), n => n == 1, "the expert never reached Ranking");
}
