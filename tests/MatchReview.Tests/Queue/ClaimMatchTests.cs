using System.Net;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests.Queue;

public sealed class ClaimMatchTests(WorkedReview service) : IClassFixture<WorkedReview>
{
    [Fact]
    public async Task A_claimed_match_is_kept_from_others_until_its_time_is_over()
    {
        var (demand, _, ids) = await service.Queue(1);
        using var one = service.Person("claims-1");
        using var other = service.Person("claims-2");
        var claim = await (await one.Act(ids[0], "claim")).Json();
        Assert.Equal("claims-1", (string?)claim["claimedBy"]);

        foreach (var refused in new[] { await other.Act(ids[0], "claim"), await other.Decide(ids[0]), await other.Act(ids[0], "release") })
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            var problem = await refused.Json();
            Assert.Equal(("match_claimed", (DateTime)claim["claimedUntil"]!), ((string?)problem["code"], (DateTime)problem["claimedUntil"]!));
        }

        Assert.Equal(ids, await one.Listed(demand, "claim=mine"));
        Assert.Empty(await other.Listed(demand, "claim=mine"));
        Assert.Empty(await other.Listed(demand, "claim=free"));
        Assert.Equal(ids, await other.Listed(demand, "claim=any"));
        Assert.Equal("claims-1", (string?)(await other.Read(ids[0])).View["queue"]!["claimedBy"]);

        service.Clock.Advance(TimeSpan.FromMinutes(31));

        Assert.Empty(await one.Listed(demand, "claim=mine"));
        Assert.Equal(ids, await other.Listed(demand, "claim=free"));
        Assert.Null((string?)(await other.Read(ids[0])).View["queue"]!["claimedBy"]);
        Assert.Equal(HttpStatusCode.OK, (await other.Act(ids[0], "claim")).StatusCode);
        Assert.Equal("match_claimed", await (await one.Decide(ids[0])).ProblemCode());
        Assert.Equal(HttpStatusCode.Created, (await other.Decide(ids[0])).StatusCode);
        Assert.Equal(0, await service.Database.Scalar<int>("select count(*)::int from match where match_id = @Id and claimed_by is not null", new { Id = ids[0] }));
    }

    [Fact]
    public async Task Claimed_again_it_is_kept_as_long_anew()
    {
        var (_, _, ids) = await service.Queue(1);
        using var one = service.Person("renews");
        var first = (DateTime)(await (await one.Act(ids[0], "claim")).Json())["claimedUntil"]!;
        service.Clock.Advance(TimeSpan.FromMinutes(20));

        Assert.InRange((DateTime)(await (await one.Act(ids[0], "claim")).Json())["claimedUntil"]! - first, TimeSpan.FromMinutes(19), TimeSpan.FromMinutes(22));
    }

    [Fact]
    public async Task An_operator_decides_releases_and_gives_away_what_another_claims()
    {
        var (_, _, ids) = await service.Queue(3);
        using var one = service.Person("kept-out-1");
        using var other = service.Person("kept-out-2");
        foreach (var id in ids)
        {
            (await one.Act(id, "claim")).EnsureSuccessStatusCode();
        }

        Assert.Equal("match_claimed", await (await service.Http.Act(ids[0], "claim")).ProblemCode());
        Assert.Equal(HttpStatusCode.Created, (await service.Decide(ids[0])).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Http.Act(ids[1], "release")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await other.Decide(ids[1])).StatusCode);
        var assigned = await (await service.Http.PostAsync(new Uri($"/v1/matches/{ids[2]}:assign?account=kept-out-2", UriKind.Relative), null)).Json();
        Assert.InRange((DateTime)assigned["claimedUntil"]!, service.Clock.GetUtcNow().UtcDateTime.AddHours(23), service.Clock.GetUtcNow().UtcDateTime.AddHours(25));
        Assert.Equal("match_claimed", await (await one.Decide(ids[2])).ProblemCode());
        // Claiming what one was given does not cut it short.
        Assert.Equal((DateTime)assigned["claimedUntil"]!, (DateTime)(await (await other.Act(ids[2], "claim")).Json())["claimedUntil"]!);
        Assert.Null((string?)(await (await service.Http.Act(ids[2], "assign")).Json())["claimedBy"]);
        Assert.Equal(HttpStatusCode.Created, (await one.Decide(ids[2])).StatusCode);
    }

    [Fact]
    public async Task A_new_list_keeps_the_claim_of_what_it_ranks_and_drops_that_of_what_it_leaves_out()
    {
        var (demand, talents, ids) = await service.Queue(2);
        using var one = service.Person("ranked-1");
        using var other = service.Person("ranked-2");
        foreach (var id in ids)
        {
            (await one.Act(id, "claim")).EnsureSuccessStatusCode();
        }

        await service.Tell(Told.List(demand, 2, talents[1]));
        Assert.Equal("match_claimed", await (await other.Act(ids[1], "claim")).ProblemCode());
        Assert.Equal("match_gone", await (await one.Act(ids[0], "claim")).ProblemCode());
        await service.Tell(Told.List(demand, 3, talents));
        Assert.Equal(HttpStatusCode.OK, (await other.Act(ids[0], "claim")).StatusCode);
    }

    [Fact]
    public async Task Of_twenty_claims_at_once_one_holds()
    {
        var (_, _, ids) = await service.Queue(1);
        var people = Enumerable.Range(0, 20).Select(i => service.Person($"at-once-{i}")).ToArray();
        var answers = await Task.WhenAll(people.Select(person => person.Act(ids[0], "claim")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_match_that_is_decided_or_unknown_is_not_claimed()
    {
        var match = await service.AcceptedMatch();
        foreach (var verb in new[] { "claim", "release", "assign", "ask-second" })
        {
            Assert.Equal("match_already_decided", await (await service.Http.Act(match, verb)).ProblemCode());
            Assert.Equal("match_not_found", await (await service.Http.Act(Guid.NewGuid(), verb)).ProblemCode());
        }
    }
}
