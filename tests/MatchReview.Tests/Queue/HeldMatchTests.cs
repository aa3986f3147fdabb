using System.Net;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests.Queue;

public sealed class HeldMatchTests(WorkedReview service) : IClassFixture<WorkedReview>
{
    [Theory]
    [InlineData("accepted")]
    [InlineData("rejected")]
    [InlineData("held")]
    public async Task A_held_match_is_decided_again_and_all_of_it_is_kept_and_told(string second)
    {
        var (_, _, ids) = await service.Queue(1);
        (await service.Http.Decide(ids[0], "held", reviewer: "审核员甲", reason: "time")).EnsureSuccessStatusCode();
        var (_, tag) = await service.Http.Read(ids[0]);
        var answer = await service.Http.Decide(ids[0], second, tag!, "审核员乙", "price");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal((2, second), ((int)(await answer.Json())["number"]!, (string)(await answer.Json())["status"]!));
        var view = (await service.Http.Read(ids[0])).View;
        Assert.Equal(["1 held time 审核员甲", $"2 {second} price 审核员乙"], view["decisions"]!.AsArray().Select(step => $"{step!["number"]} {step["decision"]} {step["reasonCodes"]![0]} {step["reviewer"]}"));
        Assert.Equal((second, "审核员乙"), ((string)view["status"]!, (string)view["decision"]!["reviewer"]!));
        var told = (await service.Decided(ids[0])).OrderBy(decided => decided.Number).ToArray();
        Assert.Equal([(1, "held"), (2, second)], told.Select(decided => (decided.Number, decided.Decision)));
        Assert.True(told[1].DecidedAt > told[0].DecidedAt);
        var third = await service.Http.Decide(ids[0], "accepted", "*");
        Assert.Equal(second == "held" ? HttpStatusCode.Created : HttpStatusCode.Conflict, third.StatusCode);
    }

    [Fact]
    public async Task Who_saw_it_pending_is_told_that_it_is_held()
    {
        var (_, _, ids) = await service.Queue(1);
        var (_, pending) = await service.Http.Read(ids[0]);
        (await service.Http.Decide(ids[0], "held")).EnsureSuccessStatusCode();
        var (_, held) = await service.Http.Read(ids[0]);

        Assert.NotEqual(pending, held);
        var stale = await service.Http.Decide(ids[0], "accepted", pending!);
        Assert.Equal(("match_already_decided", "held"), (await stale.ProblemCode(), (string?)(await stale.Json())["decision"]!["decision"]));
        Assert.Equal(HttpStatusCode.Created, (await service.Http.Decide(ids[0], "held", held!)).StatusCode);
        // The second hold is another than the first.
        Assert.Equal("match_already_decided", await (await service.Http.Decide(ids[0], "accepted", held!)).ProblemCode());
    }

    [Fact]
    public async Task A_reminder_brings_a_held_match_back_into_view_and_is_told_once()
    {
        var (demand, _, ids) = await service.Queue(2);
        var remindAt = service.Clock.GetUtcNow().AddDays(30);
        var answer = await (await service.Http.Decide(ids[0], "held", remindAt: remindAt)).Json();
        (await service.Http.Decide(ids[1], "held")).EnsureSuccessStatusCode();
        Assert.InRange((DateTimeOffset)answer["remindAt"]! - remindAt, TimeSpan.FromMilliseconds(-1), TimeSpan.FromMilliseconds(1));
        await service.Look();
        Assert.Empty(await service.Http.Listed(demand, "awaits=reminder"));

        service.Clock.Advance(TimeSpan.FromDays(30).Add(TimeSpan.FromSeconds(1)));
        await Task.WhenAll(service.Look(), service.Look());
        await service.Look();

        Assert.Equal([ids[0]], await service.Http.Listed(demand, "awaits=reminder"));
        Assert.NotNull((string?)(await service.Http.Read(ids[0])).View["queue"]!["remindedAt"]);
        var told = Assert.Single(await service.Sent<MatchReminded>(ids[0], reminded => reminded.MatchId));
        Assert.Equal((1, "330604"), (told.Number, told.RegionCode));
        // Held anew it waits for another time.
        (await service.Http.Decide(ids[0], "held", remindAt: service.Clock.GetUtcNow().AddDays(1))).EnsureSuccessStatusCode();
        Assert.Empty(await service.Http.Listed(demand, "awaits=reminder"));
        service.Clock.Advance(TimeSpan.FromDays(1).Add(TimeSpan.FromSeconds(1)));
        await service.Look();
        Assert.Equal([1, 2], (await service.Sent<MatchReminded>(ids[0], reminded => reminded.MatchId)).Select(reminded => reminded.Number).Order());
    }

    [Fact]
    public async Task Of_a_closed_demand_nothing_is_decided_nor_brought_back_until_it_is_open_again()
    {
        var (demand, _, ids) = await service.Queue(1);
        (await service.Http.Decide(ids[0], "held", remindAt: service.Clock.GetUtcNow().AddHours(1))).EnsureSuccessStatusCode();
        await service.Tell(Told.Closed(demand, 2));
        service.Clock.Advance(TimeSpan.FromHours(2));
        await service.Look();

        Assert.Empty(await service.Sent<MatchReminded>(ids[0], reminded => reminded.MatchId));
        Assert.Equal("match_gone", await (await service.Http.Decide(ids[0])).ProblemCode());
        Assert.Equal("held", (string?)(await service.Http.Read(ids[0])).View["status"]);

        await service.Tell(Told.Demand(demand, 3));
        await service.Look();
        Assert.Single(await service.Sent<MatchReminded>(ids[0], reminded => reminded.MatchId));
        Assert.Equal(HttpStatusCode.Created, (await service.Http.Decide(ids[0])).StatusCode);
    }

    [Fact]
    public async Task Of_an_expert_who_left_nothing_is_decided_until_the_expert_is_back()
    {
        var (_, talents, ids) = await service.Queue(1);
        (await service.Http.Decide(ids[0], "held")).EnsureSuccessStatusCode();
        await service.Tell(Told.Withdrawn(talents[0], 2));
        Assert.Equal("match_gone", await (await service.Http.Decide(ids[0])).ProblemCode());

        await service.Tell(Told.Talent(talents[0], 3));
        Assert.Equal(HttpStatusCode.Created, (await service.Http.Decide(ids[0])).StatusCode);
    }

    [Fact]
    public async Task Of_many_who_decide_a_held_match_at_once_one_does()
    {
        var (_, _, ids) = await service.Queue(1);
        (await service.Http.Decide(ids[0], "held")).EnsureSuccessStatusCode();
        var (_, tag) = await service.Http.Read(ids[0]);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => service.Http.Decide(ids[0], i % 2 == 0 ? "accepted" : "held", tag!, $"评审{i}")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(2, await service.Database.Scalar<int>("select count(*)::int from match_decision where match_id = @Id", new { Id = ids[0] }));
    }

    [Fact]
    public async Task Told_again_it_is_the_newest_decision()
    {
        var (_, _, ids) = await service.Queue(1);
        (await service.Http.Decide(ids[0], "held")).EnsureSuccessStatusCode();
        (await service.Http.Decide(ids[0], "accepted")).EnsureSuccessStatusCode();
        (await service.Post("/v1/operations/republish-decisions", new { })).EnsureSuccessStatusCode();

        var told = await service.Decided(ids[0]);
        Assert.Equal([1, 2, 2], told.Select(decided => decided.Number).Order());
        Assert.Single(told.Where(decided => decided.Number == 2).Select(decided => (decided.Decision, decided.DecidedAt)).Distinct());
    }

    [Fact]
    public async Task The_database_itself_lets_nothing_follow_a_final_decision()
    {
        var match = await service.AcceptedMatch();
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => service.Database.Scalar<int>(
            "insert into match_decision (match_id, number, decision, reason_codes, reviewer, list_number, rank, score, ranking_digest, decided_at) select match_id, 2, 'rejected', '{}', 'x', 1, 1, 1, 'x', now() from match where match_id = @match returning 1",
            new { match }));
        Assert.Equal("match_decision_after_hold", refused.ConstraintName);
        refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => service.Database.Scalar<int>("update match set status = 'rejected' where match_id = @match returning 1", new { match }));
        Assert.Equal("match_newest_decision", refused.ConstraintName);
    }
}
