using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

/// <summary>Whatever the order events arrive in, and however often: the same end.</summary>
public sealed class ArrivalOrderTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private const int Orders = 120;

    // Everything the service knows of one demand and its experts, but for the departures, which tell of the way and not of the end.
    private const string SelectState = """
        select jsonb_pretty(jsonb_build_object(
            'demand', (select to_jsonb(d) from demand d where demand_id = @Demand),
            'list', (select to_jsonb(l) from ranked_list l where demand_id = @Demand),
            'matches', (select jsonb_agg(to_jsonb(m) - 'queued_at' - 'due_at' order by m.rank) from match m where demand_id = @Demand),
            'talents', (select jsonb_agg(to_jsonb(t) order by array_position(@Talents, t.talent_id)) from talent t where talent_id = any(@Talents))))
        """;

    /// <summary>Name of the story, and who is pending at its end, as places in the order A, B, C.</summary>
    public static TheoryData<string, string> Stories => new()
    {
        { nameof(ClosedInTheEnd), "" },
        { nameof(StaysOpen), "BC" },
        { nameof(ClosedAndPublishedAgain), "AB" },
        { nameof(ConsentTakenBackAndGivenAgain), "B" },
    };

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Every_order_of_arrival_ends_the_same(string story, string pending)
    {
        var expected = await EndOf(story, order => order);
        Assert.Equal(pending, expected.Pending);
        var random = new Random(7);
        var shuffles = Enumerable.Range(0, Orders).Select(_ => random.Next()).ToArray();
        await Parallel.ForEachAsync(shuffles, new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (seed, _) =>
        {
            var end = await EndOf(story, events => Shuffled(events, seed));
            Assert.True(expected.State == end.State, $"Order {seed} of {story} ends in\n{end.State}\ninstead of\n{expected.State}");
        });
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Events_that_arrive_all_at_once_and_twice_end_the_same(string story, string pending)
    {
        var expected = await EndOf(story, order => order);
        Assert.Equal(pending, expected.Pending);
        for (var round = 0; round < 15; round++)
        {
            var cast = new Cast();
            var sent = Shuffled(Events(story, cast), round).Select(message => (Message: message, Id: Guid.NewGuid())).ToArray();
            await Task.WhenAll(sent.Concat(sent).Select(s => service.Send(s.Message, s.Id)));
            await service.Received([.. sent.Select(s => s.Id)]);
            Assert.Equal(expected.State, (await End(cast)).State);
        }
    }

    private static object[] Events(string story, Cast cast) => story switch
    {
        nameof(ClosedInTheEnd) => ClosedInTheEnd(cast),
        nameof(StaysOpen) => StaysOpen(cast),
        nameof(ClosedAndPublishedAgain) => ClosedAndPublishedAgain(cast),
        _ => ConsentTakenBackAndGivenAgain(cast),
    };

    private static object[] ClosedInTheEnd(Cast c) =>
    [
        Told.Demand(c.Demand, 1, "一"), Told.Demand(c.Demand, 2, "二"), c.List(1, 1, (c.A, 1), (c.B, 1)), c.List(2, 2, (c.B, 1), (c.C, 1)),
        Told.Closed(c.Demand, 3), Told.Talent(c.A, 1), Told.Withdrawn(c.A, 2),
    ];

    private static object[] StaysOpen(Cast c) =>
    [
        Told.Demand(c.Demand, 1, "一"), Told.Demand(c.Demand, 2, "二"), c.List(1, 1, (c.A, 1), (c.B, 1)), c.List(2, 2, (c.A, 1), (c.B, 1), (c.C, 1)),
        Told.Talent(c.A, 1), Told.Withdrawn(c.A, 2), Told.Talent(c.B, 4), Told.Talent(c.B, 3, "旧"),
    ];

    private static object[] ClosedAndPublishedAgain(Cast c) =>
    [
        Told.Demand(c.Demand, 1, "一"), Told.Closed(c.Demand, 2), Told.Demand(c.Demand, 3, "三"), c.List(1, 1, (c.A, 1), (c.C, 1)),
        c.List(3, 2, (c.A, 3), (c.B, 1)), Told.Talent(c.A, 1), Told.Withdrawn(c.A, 2), Told.Talent(c.A, 3),
    ];

    private static object[] ConsentTakenBackAndGivenAgain(Cast c) =>
    [
        Told.Demand(c.Demand), c.List(1, 1, (c.A, 1), (c.C, 1)), c.List(1, 2, (c.A, 1), (c.B, 5)), Told.Talent(c.A, 1), Told.Talent(c.A, 2, consent: false),
        Told.Talent(c.A, 3), Told.Talent(c.B, 4, consent: false), Told.Talent(c.B, 5),
    ];

    private static object[] Shuffled(object[] events, int seed)
    {
        var shuffled = events.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }

    private async Task<(string State, string Pending)> EndOf(string story, Func<object[], object[]> order)
    {
        var cast = new Cast();
        await service.Tell(order(Events(story, cast)));
        return await End(cast);
    }

    private async Task<(string State, string Pending)> End(Cast cast)
    {
        var matches = await service.Matches(cast.Demand);
        var state = await service.Database.Scalar<string>(SelectState, new { cast.Demand, Talents = (Guid[])[cast.A, cast.B, cast.C] });
        return (cast.Named(state, matches), string.Concat(matches.Where(m => m.Status == "pending").Select(m => cast.NameOf(m.Talent))));
    }

    /// <summary>Fresh identities of one telling; named alike in every telling so that the ends compare.</summary>
    private sealed class Cast
    {
        private readonly Guid[] ids = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];

        public Guid Demand => ids[0];

        public Guid A => ids[1];

        public Guid B => ids[2];

        public Guid C => ids[3];

        public string NameOf(Guid talent) => "?ABC"[Array.IndexOf(ids, talent)].ToString();

        public Contracts.Ranking.MatchesRanked List(long demandRevision, long number, params (Guid Talent, long Revision)[] talents) =>
            Told.List(Demand, demandRevision, number, talents) with { RankingId = new Guid((int)number, 0, 0, new byte[8]) };

        public string Named(string state, IReadOnlyList<Review.StoredMatch> matches)
        {
            state = state.Replace(Demand.ToString(), "demand", StringComparison.Ordinal);
            state = matches.Aggregate(state, (text, match) => text.Replace(match.Id.ToString(), $"match {NameOf(match.Talent)}", StringComparison.Ordinal));
            return ids.Skip(1).Aggregate(state, (text, id) => text.Replace(id.ToString(), NameOf(id), StringComparison.Ordinal));
        }
    }
}
