using System.Net;
using System.Net.Http.Json;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

public sealed class DecideMatchTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_decision_is_stored_answered_and_told_with_what_the_reviewer_saw()
    {
        var (demand, talents, ids) = await service.Queue();
        var answer = await service.Post(
            $"/v1/matches/{ids[1]}/decision", new { decision = "held", reasonCodes = (string[])["time", "price"], note = "下季度再议", reviewer = "审核员甲" });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal($"/v1/matches/{ids[1]}/decision", answer.Headers.Location!.OriginalString);
        Assert.Equal(await answer.Content.ReadAsStringAsync(), await service.Http.GetStringAsync(answer.Headers.Location));
        var told = Assert.Single(await service.Decided(ids[1]));
        Assert.Equal((demand, talents[1], "held", 2, 81.0, "scorecard/1"), (told.DemandId, told.TalentId, told.Decision, told.Rank, told.Score, told.RankingDigest));
        Assert.Equal(["time", "price"], told.ReasonCodes);
        Assert.Equal(await service.Database.Scalar<Guid>("select ranking_id from ranked_list where demand_id = @demand", new { demand }), told.RankingId);
        Assert.Equal((DateTimeOffset)(await answer.Json())["decidedAt"]!, told.DecidedAt);
    }

    [Fact]
    public async Task A_decision_is_told_again_as_it_was()
    {
        var (_, _, ids) = await service.Queue();
        (await service.Decide(ids[0])).EnsureSuccessStatusCode();
        var first = Assert.Single(await service.Decided(ids[0]));
        (await service.Post("/v1/operations/republish-decisions", new { })).EnsureSuccessStatusCode();

        var told = await service.Decided(ids[0]);
        Assert.Equal(2, told.Count);
        Assert.All(told, again => Assert.Equal((first.MatchId, first.Decision, first.Rank, first.Score, first.RankingId), (again.MatchId, again.Decision, again.Rank, again.Score, again.RankingId)));
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData("rejected")]
    public async Task A_second_decision_is_refused_and_told_of_the_first(string first)
    {
        var (_, _, ids) = await service.Queue(1);
        (await service.Decide(ids[0], first, "审核员甲")).EnsureSuccessStatusCode();
        var second = await service.Decide(ids[0], "accepted", "审核员乙");

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var problem = await second.Json();
        Assert.Equal("match_already_decided", (string?)problem["code"]);
        Assert.Equal((first, "审核员甲", "good_fit"), ((string)problem["decision"]!["decision"]!, (string)problem["decision"]!["reviewer"]!, (string)problem["decision"]!["reasonCodes"]![0]!));
        Assert.Equal(
            await service.Database.Scalar<DateTime>("select decided_at from match where match_id = @Id", new { Id = ids[0] }), (DateTime)problem["decision"]!["decidedAt"]!);
        Assert.Single(await service.Decided(ids[0]));
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_answer_and_one_decision()
    {
        var (_, _, ids) = await service.Queue(1);
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Decide(ids[0], key: key)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()))).Distinct());
        Assert.Single(await service.Decided(ids[0]));
        Assert.Equal("idempotency_key_reused", await (await service.Decide(ids[0], "held", key: key)).ProblemCode());
    }

    [Fact]
    public async Task A_match_of_an_expert_who_left_is_gone()
    {
        var (_, talents, ids) = await service.Queue(1);
        await service.Tell(Told.Withdrawn(talents[0], 2));
        var answer = await service.Decide(ids[0]);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("match_gone", await answer.ProblemCode());
        Assert.Empty(await service.Decided(ids[0]));
    }

    [Fact]
    public async Task A_match_of_a_closed_demand_is_gone()
    {
        var (demand, _, ids) = await service.Queue(1);
        await service.Tell(Told.Closed(demand, 2));

        Assert.Equal("match_gone", await (await service.Decide(ids[0])).ProblemCode());
    }

    [Fact]
    public async Task A_match_that_was_ranked_anew_is_not_decided_on_what_the_reviewer_saw_before()
    {
        var (demand, talents, ids) = await service.Queue();
        var seen = (await service.Http.GetAsync($"/v1/matches/{ids[0]}")).Headers.ETag!.Tag;
        await service.Tell(Told.List(demand, 2, talents[1], talents[0]));

        async Task<HttpResponseMessage> Decide(string ifMatch)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/matches/{ids[0]}/decision") { Content = JsonContent.Create(new { decision = "accepted", reviewer = "审核员甲" }) };
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
            return await service.Http.SendAsync(request);
        }

        var stale = await Decide(seen);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal("match_ranked_anew", await stale.ProblemCode());
        Assert.All(await service.Matches(demand), m => Assert.Equal("pending", m.Status));
        Assert.Equal(HttpStatusCode.Created, (await Decide("\"2\"")).StatusCode);
    }
}
