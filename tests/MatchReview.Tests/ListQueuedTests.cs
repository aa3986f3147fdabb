using Matchmaking.Contracts.MatchReview;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

public sealed class ListQueuedTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_list_that_changed_the_queue_is_told_once_with_its_enterprise()
    {
        var (demand, talents, _) = await service.Queue(3);
        var newest = Told.List(demand, 2, talents[0]);
        await service.Tell(newest, Told.List(demand, 1, talents), newest);

        var told = await service.Sent<ListQueued>(demand, m => m.DemandId);
        Assert.Equal([3, 1], told.OrderBy(m => m.RankingDigest, StringComparer.Ordinal).Select(m => m.Matches));
        Assert.All(told, m => Assert.Equal(("91330604YY00000000", (string?)null), (m.EnterpriseCode, m.Abstention)));
        Assert.Equal((newest.RankingId, "scorecard/2"), told.Where(m => m.Matches == 1).Select(m => (m.RankingId, m.RankingDigest)).Single());
    }

    [Fact]
    public async Task A_list_that_arrives_before_its_demand_is_told_without_an_enterprise()
    {
        var demand = Guid.NewGuid();
        await service.Tell(Told.List(demand, 1));

        var told = Assert.Single(await service.Sent<ListQueued>(demand, m => m.DemandId));
        Assert.Equal((null, 0, "no_evidence"), (told.EnterpriseCode, told.Matches, told.Abstention));
    }

    [Fact]
    public async Task A_list_of_a_closed_demand_is_not_told()
    {
        var demand = Guid.NewGuid();
        await service.Tell(Told.Demand(demand), Told.Closed(demand, 2), Told.List(demand, 1, Guid.NewGuid()));

        Assert.Empty(await service.Sent<ListQueued>(demand, m => m.DemandId));
    }
}
