using System.Net;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests.Queue;

public sealed class TwoPersonsTests(WorkedReview service) : IClassFixture<WorkedReview>
{
    [Fact]
    public async Task The_first_decision_is_an_opinion_that_the_second_person_does_not_see()
    {
        var (demand, _, ids) = await service.QueueIn(WorkedReview.TwoPersonsRegion);
        using var one = service.Person("blind-1");
        using var other = service.Person("blind-2");
        var opinion = await one.Decide(ids[0], "accepted", reviewer: "评审甲", reason: "good_fit");

        Assert.Equal(HttpStatusCode.Created, opinion.StatusCode);
        Assert.Equal(("pending", true, false), await Standing(opinion));
        foreach (var http in new[] { one, other, service.Http })
        {
            var text = (await http.Read(ids[0])).View.ToJsonString();
            Assert.DoesNotContain("评审甲", text, StringComparison.Ordinal);
            Assert.DoesNotContain("good_fit", text, StringComparison.Ordinal);
            Assert.Contains("\"awaitsSecond\":true", text, StringComparison.Ordinal);
            Assert.Equal(ids, await http.Listed(demand, "awaits=second"));
        }

        Assert.Empty(await service.Decided(ids[0]));
        Assert.Equal(0, await service.Database.Scalar<long>("select count(*) from audit_unchained where subject_id = @Id and detail::text like '%accepted%'", new { Id = $"{ids[0]}" }));
        var requests = new RequestRole(service.Database);
        Assert.Equal(0, await requests.Count("select from match_opinion where match_id::text = @other", "operator", "", $"{ids[0]}"));
        Assert.Equal("opinion_given", await (await one.Decide(ids[0], "accepted")).ProblemCode());
        Assert.Equal("opinion_given", await (await one.Act(ids[0], "claim")).ProblemCode());

        var second = await other.Decide(ids[0], "accepted", reviewer: "评审乙", reason: "local_experience");
        Assert.Equal(("accepted", false, false), await Standing(second));
        Assert.Equal(["good_fit", "local_experience"], Assert.Single(await service.Decided(ids[0])).ReasonCodes);
        var view = (await other.Read(ids[0])).View;
        Assert.Equal(["blind-1 accepted", "blind-2 accepted"], view["opinions"]!.AsArray().Select(given => $"{given!["account"]} {given["decision"]}"));
        Assert.Equal("评审甲、评审乙", (string?)view["decision"]!["reviewer"]);
    }

    [Fact]
    public async Task Who_disagree_leave_it_to_an_operator_who_is_neither()
    {
        var (demand, _, ids) = await service.QueueIn(WorkedReview.TwoPersonsRegion);
        using var one = service.Person("disputes-1");
        using var other = service.Person("disputes-2", "operator");
        using var third = service.Person("disputes-3");
        await one.Decide(ids[0], "accepted");
        Assert.Equal(("pending", false, true), await Standing(await other.Decide(ids[0], "rejected", reason: "irrelevant")));

        Assert.Equal(ids, await service.Http.Listed(demand, "awaits=disputed"));
        Assert.Equal("opinion_given", await (await one.Decide(ids[0])).ProblemCode());
        Assert.Equal("opinion_given", await (await other.Decide(ids[0])).ProblemCode());
        Assert.Equal("match_disputed", await (await third.Decide(ids[0])).ProblemCode());
        Assert.Equal(2, (await service.Http.Read(ids[0])).View["opinions"]!.AsArray().Count);
        Assert.Empty(await service.Decided(ids[0]));

        Assert.Equal(("rejected", false, false), await Standing(await service.Http.Decide(ids[0], "rejected", reason: "irrelevant")));
        Assert.Equal("rejected", Assert.Single(await service.Decided(ids[0])).Decision);
    }

    [Fact]
    public async Task An_operator_asks_for_two_for_one_match()
    {
        var (_, _, ids) = await service.Queue(2);
        using var one = service.Person("asked-1");
        using var reviewer = service.Person("asked-2");
        Assert.Equal("not_allowed", await (await reviewer.Act(ids[0], "ask-second")).ProblemCode());
        (await service.Http.Act(ids[0], "ask-second")).EnsureSuccessStatusCode();

        Assert.Equal(("pending", true, false), await Standing(await one.Decide(ids[0], "held", reason: "time")));
        Assert.Equal(("accepted", false, false), await Standing(await one.Decide(ids[1], "accepted")));
        Assert.Equal(("held", false, false), await Standing(await reviewer.Decide(ids[0], "held", reason: "time")));
        // Held and decided again, two decide again; each may be who was in the round before.
        Assert.Equal(("held", true, false), await Standing(await reviewer.Decide(ids[0], "accepted")));
        Assert.Equal(("accepted", false, false), await Standing(await one.Decide(ids[0], "accepted")));
        Assert.Equal([(1, "held"), (2, "accepted")], (await service.Decided(ids[0])).OrderBy(told => told.Number).Select(told => (told.Number, told.Decision)));
    }

    [Fact]
    public async Task Of_many_at_once_two_are_heard_and_nobody_twice()
    {
        for (var round = 0; round < 10; round++)
        {
            var (_, _, ids) = await service.QueueIn(WorkedReview.TwoPersonsRegion);
            var people = Enumerable.Range(0, 6).Select(i => service.Person($"heard-{i / 2}")).ToArray();
            var answers = await Task.WhenAll(people.Select(person => person.Decide(ids[0], "accepted")));

            Assert.Equal(2, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
            Assert.Equal(2, await service.Database.Scalar<int>("select count(distinct subject)::int from match_opinion where match_id = @Id", new { Id = ids[0] }));
            Assert.Single(await service.Decided(ids[0]));
        }
    }

    [Fact]
    public async Task A_program_is_no_person_and_a_claim_ends_with_the_opinion()
    {
        var (_, _, ids) = await service.QueueIn(WorkedReview.TwoPersonsRegion);
        using var program = service.With(TestIssuer.Token("reviewer", ServiceUnderTest<Program>.Bureau, subject: "erp", change: token => token.Subject.AddClaim(new("client_id", "erp"))));
        Assert.Equal("person_needed", await (await program.Decide(ids[0])).ProblemCode());
        using var one = service.Person("ends-1");
        using var other = service.Person("ends-2");
        (await one.Act(ids[0], "claim")).EnsureSuccessStatusCode();
        Assert.Equal("match_claimed", await (await other.Decide(ids[0])).ProblemCode());
        Assert.Equal(HttpStatusCode.Created, (await one.Decide(ids[0])).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await other.Decide(ids[0])).StatusCode);
    }

    [Fact]
    public async Task Opinions_stand_while_a_list_leaves_the_match_out()
    {
        var (demand, talents, ids) = await service.QueueIn(WorkedReview.TwoPersonsRegion, 2);
        using var one = service.Person("stands-1");
        using var other = service.Person("stands-2");
        await one.Decide(ids[0], "accepted");
        await service.Tell(Told.List(demand, 2, talents[1]), Told.List(demand, 3, talents));

        Assert.Equal("opinion_given", await (await one.Decide(ids[0])).ProblemCode());
        Assert.Equal(("accepted", false, false), await Standing(await other.Decide(ids[0])));
    }

    [Fact]
    public async Task Kappa_is_told_of_doubly_reviewed_matches_and_of_nothing_below_ten()
    {
        const string Region = "542400";
        using var one = service.Person("kappa-1");
        using var other = service.Person("kappa-2");
        async Task Review(string first, string second)
        {
            var (_, _, ids) = await service.QueueIn(Region);
            (await one.Decide(ids[0], first, reason: "irrelevant")).EnsureSuccessStatusCode();
            (await other.Decide(ids[0], second, reason: "irrelevant")).EnsureSuccessStatusCode();
        }

        foreach (var (first, second, count) in new[] { ("accepted", "accepted", 5), ("accepted", "rejected", 1), ("rejected", "rejected", 3) })
        {
            for (var i = 0; i < count; i++)
            {
                await Review(first, second);
            }
        }

        var few = await (await service.Http.GetAsync($"/v1/queue/agreement?region={Region}")).Json();
        Assert.Equal((9, "too_few_pairs", null), ((int)few["pairs"]!, (string?)few["abstention"], (double?)few["kappa"]));
        await Review("rejected", "accepted");

        // By hand: 8 of 10 agree; each said accepted 6 times of 10, so .36 + .16 agree by chance, and kappa is (.8 - .52) / .48.
        var enough = await (await service.Http.GetAsync($"/v1/queue/agreement?region={Region}")).Json();
        Assert.Equal((10, 0.8, 0.52), ((int)enough["pairs"]!, Math.Round((double)enough["observedAgreement"]!, 9), Math.Round((double)enough["expectedAgreement"]!, 9)));
        Assert.Equal(0.28 / 0.48, (double)enough["kappa"]!, 9);
        Assert.Equal(9, enough["counts"]!.AsArray().Count);
        var before = await (await service.Http.GetAsync($"/v1/queue/agreement?region={Region}&to=2020-01-01T00:00:00Z")).Json();
        Assert.Equal(0, (int)before["pairs"]!);
    }

    private static async Task<(string? Status, bool AwaitsSecond, bool Disputed)> Standing(HttpResponseMessage answer)
    {
        var view = await answer.Json();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, view.ToJsonString());
        return ((string?)view["status"], (bool)view["awaitsSecond"]!, (bool)view["disputed"]!);
    }
}
