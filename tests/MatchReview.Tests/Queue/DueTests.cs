using Matchmaking.Contracts.MatchReview;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests.Queue;

public sealed class DueTests(WorkedReview service) : IClassFixture<WorkedReview>
{
    [Theory]
    [InlineData("110000", 72)]
    [InlineData("330200", 60)]
    [InlineData("330604", 48)]
    public async Task Each_region_has_its_hours(string region, int hours)
    {
        var (_, _, ids) = await service.QueueIn(region);
        var queue = (await service.Http.Read(ids[0])).View["queue"]!;

        Assert.Equal(TimeSpan.FromHours(hours), (DateTime)queue["dueAt"]! - (DateTime)queue["queuedAt"]!);
    }

    [Fact]
    public async Task What_was_ranked_before_its_demand_was_known_is_due_as_its_region_says()
    {
        var (demand, talent) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Tell(Told.List(demand, 1, talent), Told.Demand(demand), Told.Talent(talent));
        var queue = (await service.Http.Read((await service.Matches(demand))[0].Id)).View["queue"]!;

        Assert.Equal(TimeSpan.FromHours(48), (DateTime)queue["dueAt"]! - (DateTime)queue["queuedAt"]!);
    }

    [Fact]
    public async Task What_is_overdue_shows_so_and_is_told_once_however_often_it_is_looked_for_or_ranked_anew()
    {
        var (demand, talents, ids) = await service.Queue(3);
        using var one = service.Person("due-1");
        (await service.Decide(ids[2])).EnsureSuccessStatusCode();
        Assert.Empty(await service.Http.Listed(demand, "due=soon"));
        service.Clock.Advance(TimeSpan.FromHours(30));
        Assert.Equal(ids[..2].Order(), (await service.Http.Listed(demand, "due=soon")).Order());
        await service.Tell(Told.List(demand, 2, talents[1], talents[2]));
        service.Clock.Advance(TimeSpan.FromHours(18).Add(TimeSpan.FromSeconds(5)));
        (await one.Act(ids[1], "claim")).EnsureSuccessStatusCode();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.Look()));
        await service.Look();
        // It was left out and comes back: it has been waiting all the while.
        await service.Tell(Told.List(demand, 3, talents));
        await service.Look();
        await service.Look();

        Assert.Equal(ids[..2].Order(), (await service.Http.Listed(demand, "due=overdue")).Order());
        Assert.Empty(await service.Http.Listed(demand, "due=soon"));
        Assert.Equal(ids, await service.Http.Listed(demand, "sort=dueAt&limit=3") is var listed ? [.. listed.OrderBy(id => Array.IndexOf(ids, id))] : []);
        var first = Assert.Single(await service.Sent<MatchEscalated>(ids[0], told => told.MatchId));
        var second = Assert.Single(await service.Sent<MatchEscalated>(ids[1], told => told.MatchId));
        Assert.Equal((null, "due-1", "330604"), (first.ClaimedBy, second.ClaimedBy, second.RegionCode));
        Assert.Equal(TimeSpan.FromHours(48), second.DueAt - second.QueuedAt);
        Assert.Empty(await service.Sent<MatchEscalated>(ids[2], told => told.MatchId));
        Assert.NotNull((string?)(await service.Http.Read(ids[1])).View["queue"]!["escalatedAt"]);
        await service.Tell(Told.List(demand, 4, talents[1], talents[2]), Told.List(demand, 5, talents));
        await service.Look();
        Assert.Single(await service.Sent<MatchEscalated>(ids[0], told => told.MatchId));
    }

    [Fact]
    public async Task More_than_one_batch_is_told_of_at_once()
    {
        var demands = await Task.WhenAll(Enumerable.Range(0, 26).Select(_ => service.Queue(20)));
        service.Clock.Advance(TimeSpan.FromHours(49));
        await service.Look();

        var told = (await service.Sent<MatchEscalated>()).Select(escalated => escalated.DemandId).ToLookup(demand => demand);
        Assert.All(demands, demand => Assert.Equal(20, told[demand.Demand].Count()));
    }
}
