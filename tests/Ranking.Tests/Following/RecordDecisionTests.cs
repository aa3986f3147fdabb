using Matchmaking.Contracts.MatchReview;
using Matchmaking.Harness;
using Matchmaking.Ranking.State;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Ranking.Tests.Following;

/// <summary>A match that was held and decided again: the later decision is the label and takes the capacity, in whatever order they arrive.</summary>
public sealed class RecordDecisionTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Theory]
    [InlineData("held accepted")]
    [InlineData("accepted held")]
    [InlineData("held accepted held accepted")]
    [InlineData("accepted held accepted held")]
    public async Task The_latest_decision_counts(string order)
    {
        var accepted = Told.Accepted(Guid.NewGuid(), Guid.NewGuid()) with { Number = 2, RankingId = Guid.NewGuid() };
        var held = accepted with { Decision = "held", ReasonCodes = ["time"], Number = 1, DecidedAt = accepted.DecidedAt.AddDays(-3) };
        foreach (var decision in order.Split(' '))
        {
            await Take(decision == "held" ? held : accepted);
        }

        Assert.Equal("accepted", await service.Database.Scalar<string>("select decision from decision where match_id = @MatchId", new { accepted.MatchId }));
        await Eventually.Get(
            () => Task.FromResult(service.Services.GetRequiredService<RankingState>().Moment().EngagementsOf(accepted.TalentId)), engagements => engagements == 1, "the capacity was never taken");
    }

    [Fact]
    public async Task A_hold_that_ends_in_a_rejection_takes_no_capacity_and_leaves_its_reasons()
    {
        var rejected = Told.Accepted(Guid.NewGuid(), Guid.NewGuid()) with { Decision = "rejected", ReasonCodes = ["irrelevant"], Number = 3 };
        await Take(rejected with { Decision = "held", ReasonCodes = ["time"], Number = 1, DecidedAt = rejected.DecidedAt.AddDays(-3) });
        await Take(rejected);
        await Take(rejected with { Decision = "held", ReasonCodes = ["price"], Number = 2, DecidedAt = rejected.DecidedAt.AddDays(-1) });

        Assert.Equal("rejected irrelevant", await service.Database.Scalar<string>("select decision || ' ' || reason_codes[1] from decision where match_id = @MatchId", new { rejected.MatchId }));
        Assert.Equal(0, service.Services.GetRequiredService<RankingState>().Moment().EngagementsOf(rejected.TalentId));
    }

    private async Task Take(MatchDecided message)
    {
        var id = Guid.NewGuid();
        await service.Deliver(message, id);
        await service.Received(id);
    }
}
