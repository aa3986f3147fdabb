using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests.Queue;

/// <summary>Nobody waits without knowing why, and nobody outside the bureau reads what it says among itself.</summary>
public sealed class OutcomesTests(WorkedReview service) : IClassFixture<WorkedReview>
{
    private const string Words = "内部备注，不外传";

    [Fact]
    public async Task Both_sides_learn_the_reasons_of_what_did_not_work_out_and_no_word_of_a_reviewer()
    {
        var (enterprise, institute, talent) = (CreditCodes.Next(), CreditCodes.Next(), Guid.NewGuid());
        var rejected = await Queue(enterprise, institute, talent, "公开需求", "public");
        await Decide(rejected, "rejected", "irrelevant");
        var held = await Queue(enterprise, institute, talent, "定向他人的需求", "targeted", CreditCodes.Next());
        await Decide(held, "held", "price");
        var accepted = await Queue(enterprise, institute, talent, "定向本院的需求", "targeted", institute);
        await Decide(accepted, "accepted", "good_fit");
        await Queue(enterprise, institute, talent, "未评审的需求", "public");
        using var theirs = service.As("institute", institute);
        using var own = service.As("enterprise", enterprise);

        var outcomes = await (await theirs.GetAsync(new Uri($"/v1/experts/{talent}/outcomes", UriKind.Relative))).Json();
        Assert.Equal(
            ["accepted 定向本院的需求 good_fit/relevance/技术匹配", "held  price/price/价格", "rejected 公开需求 irrelevant/relevance/技术不符"],
            outcomes["items"]!.AsArray().Select(item => $"{item!["decision"]} {item["title"]} {item["reasons"]![0]!["code"]}/{item["reasons"]![0]!["family"]}/{item["reasons"]![0]!["text"]}"));
        Assert.All(outcomes["items"]!.AsArray(), item => Assert.Equal("403", (string?)item!["field"]));
        using var english = new HttpRequestMessage(HttpMethod.Get, $"/v1/experts/{talent}/outcomes") { Headers = { { "Accept-Language", "en" } } };
        Assert.Contains("The technology is another one", await (await theirs.SendAsync(english)).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var read = await (await own.GetAsync(new Uri($"/v1/matches/{rejected}", UriKind.Relative))).Json();
        Assert.Equal(("irrelevant", "技术不符"), ((string?)read["reasons"]![0]!["code"], (string?)read["reasons"]![0]!["text"]));
        Assert.Null((string?)read["queue"]);
        var told = new List<string> { outcomes.ToJsonString(), read.ToJsonString() };
        foreach (var (client, path) in new[]
        {
            (own, $"/v1/matches/{held}"), (own, $"/v1/matches/{held}/decision"), (own, "/v1/matches"), (theirs, "/v1/matches"), (theirs, $"/v1/matches/{accepted}"),
            (theirs, $"/v1/matches/{accepted}/decision"), (theirs, $"/v1/experts/{talent}/personal-data"),
        })
        {
            told.Add(await client.GetStringAsync(new Uri(path, UriKind.Relative)));
        }

        Assert.All(told, text => Assert.DoesNotContain(Words, text, StringComparison.Ordinal));
        Assert.All(told, text => Assert.DoesNotContain("审核员", text, StringComparison.Ordinal));
        Assert.Contains(Words, await service.Http.GetStringAsync(new Uri($"/v1/matches/{held}", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains(Words, await service.Http.GetStringAsync(new Uri($"/v1/experts/{talent}/personal-data", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_outcomes_of_another_institutes_expert_are_not_told()
    {
        var talent = Guid.NewGuid();
        await Decide(await Queue(CreditCodes.Next(), CreditCodes.Next(), talent, "需求", "public"), "rejected", "time");
        using var other = service.As("institute", CreditCodes.Next());

        Assert.Equal("expert_not_found", await (await other.GetAsync(new Uri($"/v1/experts/{talent}/outcomes", UriKind.Relative))).ProblemCode());
        using var far = service.Person("far", regions: ["11"]);
        Assert.Empty((await (await far.GetAsync(new Uri($"/v1/experts/{talent}/outcomes", UriKind.Relative))).Json())["items"]!.AsArray());
    }

    [Fact]
    public async Task A_need_that_turned_confidential_loses_its_title_there_too()
    {
        var (institute, talent) = (CreditCodes.Next(), Guid.NewGuid());
        var match = await Queue(CreditCodes.Next(), institute, talent, "后来保密", "public");
        await Decide(match, "rejected", "time");
        var demand = await service.Database.Scalar<Guid>("select demand_id from match where match_id = @match", new { match });
        await service.Tell(new Contracts.TechnologyDemands.DemandClosed(demand, 2, "confidential", Told.Noon));
        using var theirs = service.As("institute", institute);

        Assert.DoesNotContain("后来保密", await theirs.GetStringAsync(new Uri($"/v1/experts/{talent}/outcomes", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comments_stay_with_the_pair_and_go_with_the_expert()
    {
        var (demand, talents, ids) = await service.Queue(2);
        using var one = service.Person("talks-1");
        foreach (var text in new[] { "一", "二" })
        {
            using var answer = await one.PostAsJsonAsync($"/v1/matches/{ids[0]}/comments", new { text });
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        async Task<string[]> Comments() =>
            [.. (await (await service.Http.GetAsync($"/v1/matches/{ids[0]}/comments")).Json())["items"]!.AsArray().Select(comment => $"{comment!["account"]}: {comment["text"]}")];
        Assert.Equal(["talks-1: 一", "talks-1: 二"], await Comments());
        await service.Tell(Told.List(demand, 2, talents[1]));
        Assert.Equal(HttpStatusCode.NotFound, (await service.Http.GetAsync($"/v1/matches/{ids[0]}/comments")).StatusCode);
        await service.Tell(Told.List(demand, 3, talents));
        Assert.Equal(["talks-1: 一", "talks-1: 二"], await Comments());
        await service.Tell(Told.Withdrawn(talents[0], 2));
        Assert.Equal(0, await service.Database.Scalar<int>("select count(*)::int from match_comment where talent_id = @Id", new { Id = talents[0] }));
    }

    [Fact]
    public async Task A_view_is_ones_own_and_holds_where_the_address_says_nothing_else()
    {
        var (demand, _, ids) = await service.Queue(2);
        using var one = service.Person("views-1");
        using var other = service.Person("views-2");
        (await service.Decide(ids[0])).EnsureSuccessStatusCode();
        (await one.PutAsJsonAsync("/v1/queue-views/mine", new { status = "pending", demand, sort = "dueAt" })).EnsureSuccessStatusCode();

        async Task<Guid[]> View(string query) => [.. (await (await one.GetAsync(new Uri($"/v1/matches?{query}", UriKind.Relative))).Json())["items"]!.AsArray().Select(item => (Guid)item!["id"]!)];
        Assert.Equal([ids[1]], await View("view=mine"));
        Assert.Equal([ids[0]], await View("view=mine&status=accepted"));
        Assert.Equal("view_not_found", await (await other.GetAsync(new Uri("/v1/matches?view=mine", UriKind.Relative))).ProblemCode());
        Assert.Equal("view_not_found", await (await other.DeleteAsync(new Uri("/v1/queue-views/mine", UriKind.Relative))).ProblemCode());
        (await one.PutAsJsonAsync("/v1/queue-views/mine", new { status = "accepted", demand })).EnsureSuccessStatusCode();
        Assert.Equal([ids[0]], await View("view=mine"));
        Assert.Single((await (await one.GetAsync(new Uri("/v1/queue-views", UriKind.Relative))).Json())["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NoContent, (await one.DeleteAsync(new Uri("/v1/queue-views/mine", UriKind.Relative))).StatusCode);
        Assert.Equal("view_not_found", await (await one.GetAsync(new Uri("/v1/queue-views/mine", UriKind.Relative))).ProblemCode());
    }

    [Fact]
    public async Task Every_reason_says_of_which_kind_it_is()
    {
        var reasons = (JsonArray)await (await service.Http.GetAsync("/v1/matches/reason-codes")).Json();
        Assert.Equal(Vocabulary.Codes.DecisionReasons.Codes, reasons.Select(reason => (string)reason!["code"]!));
        Assert.All(reasons, reason => Assert.Contains((string)reason!["family"]!, (string[])["relevance", "price", "time", "conflict", "availability", "circumstances", "open"]));
        Assert.Equal(["price", "time", "availability", "conflict"], ((string[])["price", "time", "no_capacity", "conflict_of_interest"]).Select(code => (string)reasons.Single(reason => (string?)reason!["code"] == code)!["family"]!));
    }

    private async Task Decide(Guid match, string decision, string reason) => (await service.Post(
        $"/v1/matches/{match}/decision", new { decision, reasonCodes = (string[])[reason], reviewer = "审核员甲", note = Words })).EnsureSuccessStatusCode();

    private async Task<Guid> Queue(string enterprise, string institute, Guid talent, string title, string visibility, params string[] targets)
    {
        var demand = Guid.NewGuid();
        var (told, expert) = (Told.Demand(demand, title: title), Told.Talent(talent));
        await service.Tell(
            told with { Demand = told.Demand with { Enterprise = told.Demand.Enterprise with { CreditCode = enterprise }, Visibility = visibility, TargetInstitutes = targets } },
            expert with { Profile = expert.Profile with { Institute = expert.Profile.Institute with { CreditCode = institute } } },
            Told.List(demand, 1, talent));
        return (await service.Matches(demand))[0].Id;
    }
}
