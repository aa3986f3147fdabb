using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;
using Matchmaking.Ranking.State;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Ranking.Tests.Following;

public sealed class HttpTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>, IAsyncLifetime
{
    private const string Nobody = "0190a000-0000-7000-8000-00000000000a";

    private static readonly JsonObject Sound = JsonNode.Parse("""{ "text": "轧光机压力不稳", "title": "轧光", "field": "403", "regionCode": "330604" }""")!.AsObject();

    private static readonly JsonObject Text = new() { ["text"] = "轧光机" };

    private static readonly JsonObject Promotion = new() { ["who"] = "赵评审（虚构）" };

    private static readonly BadRequest[] All =
    [
        .. BadRequest.OfAnyBody("POST", "/v1/rankings", Sound),
        .. Faults(
            ("text", null, "text:required"), ("text", " ", "text:required"), ("text", new string('长', 20_001), "text:too_long"), ("title", new string('长', 201), "title:too_long"),
            ("field", "99", "field:unknown_field_code"), ("regionCode", "1", "regionCode:unknown_region"), ("cooperationModes", new JsonArray("x"), "cooperationModes[0]:unknown_cooperation_mode"),
            ("budgetYuan", 0, "budgetYuan:out_of_range"), ("deadline", "1999-01-01", "deadline:out_of_range"), ("limit", 0, "limit:out_of_range"), ("limit", 101, "limit:out_of_range")),
        new("nobody", "GET", $"/v1/experts/{Nobody}/portrait", null, 404, "expert_not_ranked"),
        new("nobody", "GET", $"/v1/experts/{Nobody}/demands", null, 404, "expert_not_ranked"),
        new("no id", "GET", "/v1/experts/x/portrait", null, 404, "not_found"),
        new("a limit of 0", "GET", $"/v1/experts/{Nobody}/demands?limit=0", null, 400, "validation_failed", "limit:out_of_range"),
        new("a limit in words", "GET", $"/v1/experts/{Nobody}/demands?limit=all", null, 400, "invalid_request", "limit:wrong_type"),
        new("nobody", "GET", $"/v1/experts/{Nobody}/personal-data", null, 404, "expert_not_ranked"),
        new("nobody", "GET", $"/v1/experts/{Nobody}/graph", null, 404, "expert_not_ranked"),
        new("no id", "GET", "/v1/experts/x/graph", null, 404, "not_found"),
        new("a long text", "GET", $"/v1/technologies?text={new string('a', 101)}", null, 400, "validation_failed", "text:too_long"),
        new("a NUL", "GET", "/v1/technologies?text=%00", null, 400, "invalid_request"),
        new("an unknown field", "GET", "/v1/technologies?field=99", null, 400, "validation_failed", "field:unknown_field_code"),
        new("a limit of 101", "GET", "/v1/technologies?limit=101", null, 400, "validation_failed", "limit:out_of_range"),
        new("an unknown order", "GET", "/v1/technologies?sort=zh", null, 400, "validation_failed", "sort:unknown_sort"),
        new("a cursor of nobody", "GET", "/v1/technologies?cursor=x", null, 400, "validation_failed", "cursor:invalid_cursor"),
        new("no technology", "GET", "/v1/technologies/perpetual-motion", null, 404, "technology_not_found"),
        .. BadRequest.OfAnyBody("POST", "/v1/technologies:link", Text),
        new("no text", "POST", "/v1/technologies:link", "{}", 400, "validation_failed", "text:required"),
        new("a long text", "POST", "/v1/technologies:link", BadRequest.Changed(Text, "text", new string('长', 20_001)), 400, "validation_failed", "text:too_long"),
        .. BadRequest.OfAnyBody("POST", "/v1/models/scorecard:promote", Promotion),
        new("nobody", "POST", "/v1/models/scorecard:promote", "{}", 400, "validation_failed", "who:required"),
        new("a long name", "POST", "/v1/models/scorecard:promote", BadRequest.Changed(Promotion, "who", new string('长', 61)), 400, "validation_failed", "who:too_long"),
        new("a long reason", "POST", "/v1/models/scorecard:promote", BadRequest.Changed(Promotion, "reason", new string('长', 2001)), 400, "validation_failed", "reason:too_long"),
        new("no model", "POST", "/v1/models/0123456789abcdef01234567:promote", Promotion.ToJsonString(), 404, "model_not_found"),
        .. BadRequest.OfAnyBody("POST", "/v1/models:rollback", Promotion),
        new("nobody", "POST", "/v1/models:rollback", "{}", 400, "validation_failed", "who:required"),
        new("nothing promoted", "POST", "/v1/models:rollback", Promotion.ToJsonString(), 409, "nothing_to_roll_back"),
        .. BadRequest.OfAnyBody("POST", "/v1/models:train", new JsonObject { ["who"] = "钱操作（虚构）" }),
        new("nobody", "POST", "/v1/models:train", "{}", 400, "validation_failed", "who:required"),
        new("no training", "GET", $"/v1/trainings/{Nobody}", null, 404, "training_not_found"),
        new("no model", "GET", "/v1/models/nothing", null, 404, "model_not_found"),
        new("no demand", "GET", $"/v1/demands/{Nobody}/why-not/{Nobody}", null, 404, "demand_not_ranked"),
        new("no demand", "GET", $"/v1/demands/{Nobody}/what-if/{Nobody}", null, 404, "demand_not_ranked"),
        new("no list", "POST", $"/v1/rankings/{Nobody}:replay", null, 404, "ranking_not_found"),
        new("no id", "POST", "/v1/rankings/x:replay", null, 404, "not_found"),
    ];

    public static TheoryData<int, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var i = 0; i < All.Length; i++)
            {
                data.Add(i, All[i].ToString());
            }

            return data;
        }
    }

    // Until the tables have been read, everything answers 503.
    public Task InitializeAsync() => service.Services.GetRequiredService<RankingState>().Loaded;

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Bad_input_is_refused_with_a_code(int number, string name)
    {
        Assert.Equal(All[number].ToString(), name);
        await All[number].IsRefused(service.Http);
    }

    [Fact]
    public void Every_endpoint_that_takes_input_is_tried() => Assert.Equal(["GET /v1/calibrations", "GET /v1/models", "GET /v1/ranker", "GET /v1/trainings", "POST /v1/operations/republish-lists", "POST /v1/operations/rerank-demands"], BadRequest.Untried(service.Services, All).Order());

    [Fact]
    public async Task A_free_text_is_ranked_and_nothing_of_it_is_stored()
    {
        var talent = Guid.NewGuid();
        await service.Know(Told.Talent(talent, 1, "血橙留树保鲜与防枯水，钙硼处理降低粒化率。"));
        var before = await Stored();

        using var answer = await service.Post("/v1/rankings", new { text = "血橙留树过冬以后枯水粒化，怎么办", limit = 5 });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(talent, Guid.Parse((string)(await answer.Json())["matches"]![0]!["talentId"]!));
        Assert.Equal(before, await Stored());
    }

    [Fact]
    public async Task A_list_is_told_again_as_it_was()
    {
        var demand = Guid.NewGuid();
        await service.Deliver(Told.Demand(demand, 1, "茧丝偏差", "缫丝茧丝纤度偏差大，要在线检测"));
        var first = await service.List(demand, 1);
        using var answer = await service.Post("/v1/operations/republish-lists", new { });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var again = await service.List(demand, 2);
        Assert.Equal((first.RankingId, first.ListNumber, first.RankingDigest), (again.RankingId, again.ListNumber, again.RankingDigest));
    }

    [Fact]
    public async Task A_text_that_nobody_answers_is_told_so()
    {
        using var answer = await service.Post("/v1/rankings", new { text = "zxqv wkjh" });

        var list = await answer.Json();
        Assert.Empty(list["matches"]!.AsArray());
        Assert.NotNull((string?)list["abstention"]);
    }

    [Fact]
    public async Task An_expert_sees_the_open_need_with_the_score_that_the_list_of_the_need_shows()
    {
        var (talent, demand) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Know(Told.Talent(talent, 1, "光伏组件封装胶膜抗老化，交联度在线检测。"));
        await service.Deliver(Told.Demand(demand, 1, "胶膜交联度不稳", "光伏组件封装胶膜交联度波动，要在线检测"));
        var list = await service.List(demand, 1);

        var fitting = await Eventually.Get(
            async () => await (await service.Http.GetAsync($"/v1/experts/{talent}/demands")).Json(),
            answer => answer["demands"]!.AsArray().Any(row => Guid.Parse((string)row!["demandId"]!) == demand), "the need was not found for the expert");
        Assert.Equal(demand, Guid.Parse((string)fitting["demands"]![0]!["demandId"]!));
        var answer = (await (await service.Http.GetAsync($"/v1/demands/{demand}/why-not/{talent}")).Json())["answer"]!;
        Assert.Equal(("listed", 1), ((string)answer["stage"]!, (int)answer["rank"]!));
        var whatIf = (await (await service.Http.GetAsync($"/v1/demands/{demand}/what-if/{talent}")).Json())["answer"]!;
        Assert.Equal(("listed", "listed", 0), ((string)whatIf["stage"]!, (string)whatIf["now"]!, whatIf["edits"]!.AsArray().Count));
        var stranger = (await (await service.Http.GetAsync($"/v1/demands/{demand}/what-if/{Nobody}")).Json())["answer"]!;
        Assert.Equal(("excluded", "not_in_index"), ((string)stranger["stage"]!, (string)stranger["exclusions"]![0]!));
        Assert.Equal(list.Matches.Single(m => m.TalentId == talent).Score, (double)fitting["demands"]![0]!["score"]!, 6);
    }

    [Fact]
    public async Task A_portrait_shows_technologies_with_evidence_and_six_axes()
    {
        var talent = Guid.NewGuid();
        await service.Know(Told.Talent(talent, 1, "钠离子电池硬碳负极前驱体改性，首效提升到九成。"));

        var portrait = await (await service.Http.GetAsync($"/v1/experts/{talent}/portrait")).Json();
        Assert.NotEmpty(portrait["technologies"]!.AsArray());
        Assert.NotEmpty(portrait["technologies"]![0]!["evidence"]!.AsArray());
        Assert.Equal(6, portrait["axes"]!.AsArray().Count);
    }

    private static IEnumerable<BadRequest> Faults(params (string Field, JsonNode? Value, string Fault)[] faults) =>
        faults.Select((f, i) => new BadRequest($"{f.Fault} ({i})", "POST", "/v1/rankings", BadRequest.Changed(Sound, f.Field, f.Value), 400, "validation_failed", f.Fault));

    private Task<string> Stored() => service.Database.Scalar<string>("select concat_ws('/', (select count(*) from demand), (select count(*) from ranked_list), (select count(*) from outbox_message))");
}
