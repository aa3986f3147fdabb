using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

public sealed class QueueMatchesTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_ranked_list_stands_in_the_queue_whole()
    {
        var (demand, talents, _) = await service.Queue(3);

        var matches = await service.Matches(demand);
        Assert.Equal(talents, matches.Select(m => m.Talent));
        Assert.Equal([(1, 91.0), (2, 81.0), (3, 71.0)], matches.Select(m => (m.Rank, m.Score)));
        Assert.All(matches, m => Assert.Equal(("pending", "scorecard/1", 1), (m.Status, m.Digest, m.List)));
        Assert.Equal(
            ["水洗后光泽保持率"], await service.Database.Column<string>("select missing->>0 from match where demand_id = @demand and rank = 1", new { demand }));
    }

    [Fact]
    public async Task A_message_seen_before_has_no_second_effect_whatever_it_carries()
    {
        var (demand, talent, messageId) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await service.Send(Told.List(demand, 1, talent), messageId);
        await service.Received(messageId);

        await Task.WhenAll(Enumerable.Range(2, 10).Select(n => service.Send(Told.List(demand, n), messageId)));
        // They leave no trace to wait for; lists of other demands that are sent after them pass the same consumer.
        await service.Tell([.. Enumerable.Range(0, 10).Select(_ => Told.List(Guid.NewGuid(), 1, talent))]);
        Assert.Equal(1, Assert.Single(await service.Matches(demand)).List);
        Assert.Equal(1, await service.Database.Scalar<int>("select count(*)::int from inbox_receipt where message_id = @messageId", new { messageId }));
    }

    [Fact]
    public async Task A_newer_list_changes_the_undecided_and_keeps_their_ids()
    {
        var (demand, talents, ids) = await service.Queue(3);

        var newcomer = Guid.NewGuid();
        await service.Tell(Told.List(demand, 2, talents[2], newcomer, talents[0]));

        var matches = await service.Matches(demand);
        Assert.Equal([talents[2], newcomer, talents[0]], matches.Select(m => m.Talent));
        Assert.Equal((ids[2], ids[0]), (matches[0].Id, matches[2].Id));
        Assert.All(matches, m => Assert.Equal(("pending", "scorecard/2", 2), (m.Status, m.Digest, m.List)));
    }

    [Fact]
    public async Task A_newer_list_leaves_the_decided_as_the_reviewer_saw_them()
    {
        var (demand, talents, ids) = await service.Queue(3);
        (await service.Decide(ids[0])).EnsureSuccessStatusCode();
        (await service.Decide(ids[1], "rejected")).EnsureSuccessStatusCode();

        await service.Tell(Told.List(demand, 2, talents[2], talents[0]));

        var matches = (await service.Matches(demand)).ToDictionary(m => m.Talent);
        Assert.Equal(("accepted", 1, 91.0, "scorecard/1"), (matches[talents[0]].Status, matches[talents[0]].Rank, matches[talents[0]].Score, matches[talents[0]].Digest));
        Assert.Equal(("rejected", 2, 81.0, "scorecard/1"), (matches[talents[1]].Status, matches[talents[1]].Rank, matches[talents[1]].Score, matches[talents[1]].Digest));
        Assert.Equal(("pending", 1, 92.0, "scorecard/2"), (matches[talents[2]].Status, matches[talents[2]].Rank, matches[talents[2]].Score, matches[talents[2]].Digest));
        Assert.Equal(3, matches.Count);
    }

    [Fact]
    public async Task An_older_list_has_no_effect()
    {
        var (demand, talents, _) = await service.Queue();
        await service.Tell(Told.List(demand, 2, 3, (talents[1], 1)), Told.List(demand, 2, 2, (talents[0], 1)), Told.List(demand, 1, 9, (talents[0], 1)));

        Assert.Equal(talents[1], Assert.Single(await service.Matches(demand)).Talent);
        Assert.Equal(3, await service.Database.Scalar<long>("select list_number from ranked_list where demand_id = @demand", new { demand }));
    }

    [Fact]
    public async Task A_match_that_comes_back_with_a_later_list_is_the_same_match()
    {
        var (demand, talents, ids) = await service.Queue();
        await service.Tell(Told.List(demand, 2, talents[0]));
        Assert.Equal("match_gone", await (await service.Decide(ids[1])).ProblemCode());

        await service.Tell(Told.List(demand, 3, talents[0], talents[1]));
        Assert.Equal(ids, (await service.Matches(demand)).Select(m => m.Id));
        (await service.Decide(ids[1])).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task An_empty_list_empties_the_queue_and_says_why()
    {
        var (demand, _, _) = await service.Queue();
        await service.Tell(Told.List(demand, 2));

        Assert.Empty(await service.Matches(demand));
        Assert.Equal("no_evidence", await service.Database.Scalar<string>("select abstention from ranked_list where demand_id = @demand", new { demand }));
    }

    [Fact]
    public async Task A_list_that_arrives_before_its_demand_is_kept_and_shown()
    {
        var (demand, talent) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Tell(Told.List(demand, 1, talent));
        var before = await (await service.Http.GetAsync($"/v1/demands/{demand}/matches")).Json();
        Assert.Equal("ranked", (string?)before["status"]);

        await service.Tell(Told.Demand(demand, title: "后到的需求"), Told.Talent(talent));
        var queue = await (await service.Http.GetAsync($"/v1/matches?demand={demand}")).Json();
        Assert.Equal("后到的需求", (string?)queue["items"]![0]!["demand"]!["title"]);
        Assert.Equal("某某（虚构）", (string?)queue["items"]![0]!["talent"]!["name"]);
    }

    [Fact]
    public async Task An_expert_who_stands_twice_in_a_list_is_queued_once()
    {
        var (demand, talent) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Tell(Told.List(demand, 1, talent, talent));

        Assert.Equal(1, Assert.Single(await service.Matches(demand)).Rank);
    }
}
