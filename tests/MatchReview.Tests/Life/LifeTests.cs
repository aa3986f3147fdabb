using System.Net;
using Matchmaking.Contracts.Contacts;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.MatchReview.Tests.Life;

public sealed class LifeTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_match_goes_from_a_reviewers_yes_to_both_ratings_and_every_step_has_its_actor_and_time()
    {
        var match = await service.AcceptedMatch();
        await Done(service.Say(match, "enterprise", true), service.Say(match, "institute", true));
        var read = Guid.NewGuid();
        await service.Send(new ContactDisclosed(match, "institute", Told.Noon), read);
        await service.Received(read);
        await Done(service.Post($"/v1/matches/{match}/progress", new { stage = "visited", recordedBy = "联络员甲", visit = new { visitedOn = "2026-05-01", participants = 6, minutes = "看了轧光机。" } }));
        await Done(service.Progress(match, "agreement"));
        await Done(service.Progress(match, "contract"));
        await Done(service.SetMilestone(match));
        Assert.Equal("milestones_open", await (await service.Progress(match, "acceptance")).ProblemCode());
        await Done(service.Reach(match, 1));
        await Done(service.Progress(match, "acceptance"));
        await Done(service.Rate(match, "enterprise"));
        await Done(service.Rate(match, "institute"));

        var life = await (await service.Http.GetAsync($"/v1/matches/{match}/life")).Json();
        Assert.Equal("rated", (string)life["state"]!);
        Assert.Equal(
            ["accepted", "willing", "disclosed", "visited", "agreement", "contract", "milestone_set", "milestone_reached", "acceptance", "rated", "rated"],
            life["steps"]!.AsArray().Select(step => (string)step!["act"]!));
        Assert.All(life["steps"]!.AsArray(), step => Assert.False(string.IsNullOrEmpty((string?)step!["actor"])));
        Assert.Equal(life["steps"]!.AsArray().Select(step => (DateTime)step!["recordedAt"]!).Order(), life["steps"]!.AsArray().Select(step => (DateTime)step!["recordedAt"]!));
        Assert.Equal((6, "看了轧光机。"), ((int)life["visit"]!["participants"]!, (string)life["visit"]!["minutes"]!));
        Assert.Equal(("development", 600_000m, 480_000.5m), ((string)life["contract"]!["kind"]!, (decimal)life["contract"]!["amountYuan"]!, (decimal)life["contract"]!["transactionAmountYuan"]!));
        Assert.Equal([("enterprise", 4), ("institute", 4)], life["ratings"]!.AsArray().Select(rating => ((string)rating!["side"]!, (int)rating["stars"]!)));
        Assert.Equal(["visited", "agreement", "contract", "acceptance"], (await service.Progressed(match)).OrderBy(told => told.ProgressedAt).Select(told => told.Stage));
        Assert.Equal(2, (await service.Sent<MatchRated>(match, told => told.MatchId)).Count);
    }

    [Fact]
    public async Task A_side_that_withdraws_before_they_met_leads_back_and_after_that_to_nothing()
    {
        var match = await service.AcceptedMatch();
        await Done(service.Say(match, "enterprise", true), service.Say(match, "institute", true));
        Assert.Equal("willing", await service.State(match));
        await Done(service.Say(match, "institute", false));
        Assert.Equal("accepted", await service.State(match));
        Assert.False(await service.ReadContact(match));
        await Done(service.Say(match, "institute", true));
        await Done(service.Progress(match, "visited"));
        await Done(service.Say(match, "institute", false));
        Assert.Equal("visited", await service.State(match));
    }

    [Fact]
    public async Task A_registration_stands_for_one_contract()
    {
        var number = $"2026{Guid.NewGuid():N}"[..20];
        var (one, other) = (await Agreed(), await Agreed());
        object Contract(decimal amount) => new { stage = "contract", recordedBy = "联络员甲", contract = new { kind = "service", registrationNumber = number, amountYuan = amount, transactionAmountYuan = amount, signedOn = "2026-06-30" } };

        await Done(service.Post($"/v1/matches/{one}/progress", Contract(1)));
        var refused = await service.Post($"/v1/matches/{other}/progress", Contract(2));

        Assert.Equal((HttpStatusCode.Conflict, "contract_registered"), (refused.StatusCode, await refused.ProblemCode()));
        Assert.Equal("agreed", await service.State(other));
    }

    [Fact]
    public async Task Each_side_rates_for_itself_once()
    {
        var match = await Agreed();
        await Done(service.Progress(match, "contract"));
        Assert.Equal("nothing_to_rate", await (await service.Rate(match, "enterprise")).ProblemCode());
        await Done(service.Progress(match, "acceptance"));
        await Done(service.Rate(match, "enterprise"));
        Assert.Equal("already_rated", await (await service.Rate(match, "enterprise")).ProblemCode());
        Assert.Equal("completed", await service.State(match));
    }

    [Fact]
    public async Task What_nobody_answers_is_told_once_and_then_ended_and_a_step_in_time_stops_that()
    {
        var (silent, late) = (await service.AcceptedMatch(), await service.AcceptedMatch());
        var clock = new LaterClock(13);
        var watch = service.Watch(clock);
        await watch.Look(default);
        Assert.Empty(await Stalled(silent));

        clock.Days = 15;
        await Task.WhenAll(watch.Look(default), watch.Look(default));
        await watch.Look(default);
        var told = Assert.Single(await Stalled(silent));
        Assert.Equal(("accepted", 14), (told.State, (int)Math.Round((told.EndsAt! - told.StalledAt).Value.TotalDays)));
        await Done(service.Progress(late, "visited"));

        clock.Days = 30;
        await Task.WhenAll(watch.Look(default), watch.Look(default));
        var ended = Assert.Single(await service.Progressed(silent));
        Assert.Equal("ended: no_response", $"{ended.Stage}: {string.Join(',', ended.ReasonCodes)}");
        Assert.Equal(("ended", "visited"), (await service.State(silent), await service.State(late)));
        Assert.Equal("match_ended", await (await service.Progress(silent, "visited")).ProblemCode());
        Assert.Equal(1, await service.Database.Scalar<long>("select count(*) from match_progress where match_id = @silent and recorded_by = 'service:match-review'", new { silent }));
    }

    [Fact]
    public async Task A_contract_that_is_under_way_never_runs_out_of_time()
    {
        var match = await Agreed();
        await Done(service.Progress(match, "contract"));
        await service.Watch(new LaterClock(3000)).Look(default);

        Assert.Equal("contracted", await service.State(match));
    }

    [Theory]
    [InlineData("insert into match_life_step (match_id, number, act, from_state, to_state, actor, recorded_at) values (@match, 2, 'contract', 'accepted', 'contracted', 'x', now())", "match_life_step_allowed")]
    [InlineData("insert into match_life_step (match_id, number, act, from_state, to_state, actor, recorded_at) values (@match, 2, 'agreement', 'visited', 'agreed', 'x', now())", "match_life_step_follows")]
    [InlineData("insert into match_life_step (match_id, number, act, from_state, to_state, actor, recorded_at) values (@match, 3, 'visited', 'accepted', 'visited', 'x', now())", "match_life_step_follows")]
    [InlineData("insert into match_life_step (match_id, number, act, from_state, to_state, actor, recorded_at) values (@match, 2, 'ended', 'accepted', 'ended', 'x', now())", "match_life_step_end_reason")]
    [InlineData("update match_life set state = 'completed' where match_id = @match", "match_life_last_step")]
    [InlineData("insert into match_life (match_id, state, step, changed_at) values (@match, 'accepted', 1, now())", "match_life_once")]
    [InlineData("insert into match_contract (match_id, kind, amount_yuan, transaction_amount_yuan, signed_on) values (@match, 'service', 2, 1, now())", "match_contract_stage")]
    [InlineData("insert into match_rating (match_id, side, stars, recorded_at) values (@match, 'enterprise', 5, now())", "match_rating_stage")]
    [InlineData("insert into match_progress (match_id, stage, reason_codes, recorded_by, recorded_at) values (@match, 'contract', '{}', 'x', now())", "match_progress_needs")]
    public async Task The_database_holds_what_the_machine_promises(string sql, string constraint)
    {
        var match = await service.AcceptedMatch();

        Assert.Equal(constraint, (await Assert.ThrowsAsync<PostgresException>(() => service.Database.Scalar<object>(sql, new { match }))).ConstraintName);
    }

    private async Task<Guid> Agreed()
    {
        var match = await service.AcceptedMatch();
        await Done(service.Progress(match, "agreement"));
        return match;
    }

    private Task<IReadOnlyList<MatchStalled>> Stalled(Guid match) => service.Sent<MatchStalled>(match, told => told.MatchId);

    private static async Task Done(params Task<HttpResponseMessage>[] requests)
    {
        foreach (var answer in await Task.WhenAll(requests))
        {
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
    }
}
