using Dapper;
using Matchmaking.Harness;
using Matchmaking.Ranking.State;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Ranking.Tests.Following;

public sealed class RecordProgressTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_stage_is_kept_once_as_it_was_told_first()
    {
        var match = Told.Accepted(Guid.NewGuid(), Guid.NewGuid());
        var first = Told.Reached(match, "ended");
        await Take(first);
        await Take(first with { ReasonCodes = ["time"], ProgressedAt = DateTimeOffset.UtcNow });

        await using var connection = await service.Database.Source.OpenConnectionAsync();
        var kept = await connection.QuerySingleAsync<(string, string, DateTime)>(
            "select stage, array_to_string(reason_codes, ' '), progressed_at from outcome where match_id = @MatchId", new { match.MatchId });
        Assert.Equal(("ended", "price", first.ProgressedAt.UtcDateTime), kept);
    }

    [Fact]
    public async Task Stages_and_their_decision_may_come_in_any_order()
    {
        var match = Told.Accepted(Guid.NewGuid(), Guid.NewGuid());
        await Take(Told.Reached(match, "contract"));
        await Take(Told.Reached(match, "visited"));
        await Take(match);
        await Take(Told.Reached(match, "acceptance"));
        await Take(Told.Reached(match, "agreement"));

        Assert.Equal(
            "acceptance agreement contract visited",
            await service.Database.Scalar<string>(
                "select string_agg(stage, ' ' order by stage) from outcome join decision using (match_id) where match_id = @MatchId", new { match.MatchId }));
        Assert.Equal(1, (await service.Restarted()).Moment().EngagementsOf(match.TalentId));
    }

    [Fact]
    public async Task An_end_gives_the_capacity_back_and_the_expert_returns_to_the_lists()
    {
        var (talent, demand) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Know(Told.Talent(talent, 1, "藕粉糊化度在线检测，低温研磨与风味保持工艺。", capacity: 1));
        await service.Deliver(Told.Demand(demand, 1, "藕粉糊化度", "藕粉糊化度靠经验判断，要在线检测，低温研磨风味损失大"));
        Assert.Contains(talent, (await service.List(demand, 1)).Talents());
        var match = Told.Accepted(Guid.NewGuid(), talent);
        await Take(match);
        await Take(Told.Reached(match, "contract"));
        Assert.DoesNotContain(talent, (await service.List(demand, 2)).Talents());
        // Or the second look at the list just made would find the expert by chance.
        await service.Settled();

        await Take(Told.Reached(match, "ended"));

        Assert.Contains(talent, (await service.List(demand, 3)).Talents());
    }

    [Fact]
    public async Task An_end_told_before_its_decision_leaves_the_expert_free_and_other_engagements_as_they_are()
    {
        var talent = Guid.NewGuid();
        var (ended, going) = (Told.Accepted(Guid.NewGuid(), talent), Told.Accepted(Guid.NewGuid(), talent));
        await Take(Told.Reached(ended, "ended"));
        await Take(ended);
        await Take(going);

        Assert.Equal(1, (await service.Restarted()).Moment().EngagementsOf(talent));
        await FollowedAlong(talent, 1);
        await Take(Told.Reached(going, "ended"));
        await FollowedAlong(talent, 0);
    }

    [Fact]
    public async Task A_decision_told_again_with_its_list_is_filled_and_then_never_changed()
    {
        var (match, list) = (Told.Accepted(Guid.NewGuid(), Guid.NewGuid()), Guid.NewGuid());
        await Take(match);
        await Take(match with { RankingId = list });
        await Take(match with { RankingId = Guid.NewGuid(), Rank = 9 });
        await Take(match);

        Assert.Equal($"{list} 1", await service.Database.Scalar<string>("select ranking_id || ' ' || rank from decision where match_id = @MatchId", new { match.MatchId }));
    }

    private async Task Take<T>(T message)
        where T : class
    {
        var id = Guid.NewGuid();
        await service.Deliver(message, id);
        await service.Received(id);
    }

    private Task<int> FollowedAlong(Guid talent, int engagements) => Eventually.Get(
        () => Task.FromResult(service.Services.GetRequiredService<RankingState>().Moment().EngagementsOf(talent)), n => n == engagements, "the state did not follow");
}
