using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

/// <summary>Lists, withdrawals and closures that are consumed at the same moment.</summary>
public sealed class QueueRaceTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task Lists_of_one_demand_that_arrive_together_leave_the_newest_whole()
    {
        for (var round = 0; round < 10; round++)
        {
            var demand = Guid.NewGuid();
            Guid[] talents = [.. Enumerable.Range(0, 6).Select(_ => Guid.NewGuid())];
            var lists = Enumerable.Range(1, 8).Select(n => (List: Told.List(demand, n, [.. talents.Skip(n % 3).Reverse()]), Id: Guid.NewGuid())).ToArray();
            await Task.WhenAll(lists.Select(l => service.Send(l.List, l.Id)));
            await service.Received([.. lists.Select(l => l.Id)]);

            Assert.Equal(lists[^1].List.Matches.Select(m => (m.TalentId, m.Rank, m.Score)), (await service.Matches(demand)).Select(m => (m.Talent, m.Rank, m.Score)));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_that_races_with_a_withdrawal_or_a_closure_leaves_nothing_of_it_in_the_queue(bool closure)
    {
        for (var round = 0; round < 40; round++)
        {
            var demand = Guid.NewGuid();
            Guid[] talents = [.. Enumerable.Range(0, 10).Select(_ => Guid.NewGuid())];
            object[] events = closure
                ? [Told.List(demand, 1, talents), Told.Closed(demand, 2)]
                : [Told.List(demand, 1, talents), .. talents.Skip(1).Select(t => Told.Withdrawn(t, 2))];
            await SendTogether(events);

            Assert.Equal(closure ? [] : talents[..1], (await service.Matches(demand)).Select(m => m.Talent));
        }
    }

    [Fact]
    public async Task A_storm_over_the_same_experts_and_demands_is_consumed_whole()
    {
        Guid[] demands = [.. Enumerable.Range(0, 12).Select(_ => Guid.NewGuid())];
        Guid[] talents = [.. Enumerable.Range(0, 12).Select(_ => Guid.NewGuid())];
        var random = new Random(11);
        object[] events =
        [
            .. demands.SelectMany(d => Enumerable.Range(1, 6).Select(n => Told.List(d, n, [.. talents.OrderBy(_ => random.Next())]))),
            .. talents.Take(6).Select(t => Told.Withdrawn(t, 2)),
            .. demands.Take(6).Select(d => Told.Closed(d, 2)),
        ];
        random.Shuffle(events);
        await SendTogether(events);

        foreach (var demand in demands)
        {
            var left = (await service.Matches(demand)).Select(m => m.Talent).ToHashSet();
            Assert.Equal(demands.Take(6).Contains(demand) ? [] : talents[6..].ToHashSet(), left);
        }
    }

    private async Task SendTogether(object[] events)
    {
        var sent = events.Select(message => (Message: message, Id: Guid.NewGuid())).ToArray();
        await Task.WhenAll(sent.Select(s => service.Send(s.Message, s.Id)));
        await service.Received([.. sent.Select(s => s.Id)]);
    }
}
