using System.Net.Http.Json;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

/// <summary>Who reaches what through which endpoint.</summary>
public sealed class AccessTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private const string Decision = """{ "decision": "accepted", "reasonCodes": ["good_fit"], "reviewer": "{marker}" }""";
    private const string Progress = """{ "stage": "visited", "recordedBy": "{marker}" }""";

    private const string Willingness = """{ "willing": true }""";

    private static readonly AccessRow[] Rows =
    [
        // Whoever asks for one need is told in either case how far its list is; a list of another's is always on its way.
        new("ListDemandMatches", "GET", "/v1/demands/{demand}/matches", Reach.Own, Reach.None, Reach.All, Reach.All) { IsOfARegion = true },
        new("ListQueuedMatches", "GET", "/v1/matches?demand={demand}", Reach.Own, Reach.Own, Reach.All, Reach.All) { IsOfARegion = true },
        new("GetMatch", "GET", "/v1/matches/{accepted}", Reach.Own, Reach.Own, Reach.All, Reach.All) { IsOfARegion = true },
        new("GetDecision", "GET", "/v1/matches/{accepted}/decision", Reach.Own, Reach.Own, Reach.All, Reach.All) { IsOfARegion = true },
        new("DecideMatch", "POST", "/v1/matches/{pending}/decision", Reach.None, Reach.None, Reach.All, Reach.All, Decision) { IsOfARegion = true },
        new("ProgressMatch", "POST", "/v1/matches/{accepted}/progress", Reach.None, Reach.None, Reach.All, Reach.All, Progress) { IsOfARegion = true },
        new("GetReviewPersonalData", "GET", "/v1/experts/{talent}/personal-data", Reach.None, Reach.Own, Reach.None, Reach.All) { Marker = "{talent}" },
        // Who speaks for the own side need not say which; an operator who gets through is told to.
        new("TellWillingness", "POST", "/v1/matches/{accepted}/willingness", Reach.Own, Reach.Own, Reach.None, Reach.All, Willingness) { Through = [400] },
        new("GetLife", "GET", "/v1/matches/{accepted}/life", Reach.Own, Reach.Own, Reach.All, Reach.All) { IsOfARegion = true },
        new("AddMilestone", "POST", "/v1/matches/{contracted}/milestones", Reach.None, Reach.None, Reach.All, Reach.All, """{ "title": "{marker}", "dueOn": "2026-12-31" }""") { IsOfARegion = true },
        // Whoever gets through after the first is told that it is reached.
        new("ReachMilestone", "POST", "/v1/matches/{contracted}/milestones/1:reach", Reach.None, Reach.None, Reach.All, Reach.All, """{ "reachedOn": "2026-11-30", "evidence": "{marker}" }""") { IsOfARegion = true, Through = [409] },
        // Nothing is accepted yet; an operator would have to say for which side.
        new("RateMatch", "POST", "/v1/matches/{contracted}/ratings", Reach.Own, Reach.Own, Reach.None, Reach.All, """{ "stars": 5, "comment": "{marker}" }""") { Through = [400, 409] },
        new("RepublishDecisions", "POST", "/v1/operations/republish-decisions", Reach.None, Reach.None, Reach.None, Reach.All),
        new("ClaimMatch", "POST", "/v1/matches/{pending}:claim", Reach.None, Reach.None, Reach.All, Reach.All) { IsOfARegion = true },
        new("ReleaseMatch", "POST", "/v1/matches/{pending}:release", Reach.None, Reach.None, Reach.All, Reach.All) { IsOfARegion = true },
        new("AssignMatch", "POST", "/v1/matches/{pending}:assign?account=018f3c2a", Reach.None, Reach.None, Reach.None, Reach.All),
        new("AskForSecond", "POST", "/v1/matches/{pending}:ask-second", Reach.None, Reach.None, Reach.None, Reach.All),
        // What a caller may not see is refused by row, within an answer that names no more than the request did.
        new("DecideMatches", "POST", "/v1/matches:decide", Reach.None, Reach.None, Reach.All, Reach.All, """{ "matches": [{ "matchId": "{pending}" }], "decision": "accepted", "reviewer": "甲" }"""),
        new("CommentMatch", "POST", "/v1/matches/{pending}/comments", Reach.None, Reach.None, Reach.All, Reach.All, """{ "text": "{marker}" }""") { IsOfARegion = true },
        new("ListComments", "GET", "/v1/matches/{accepted}/comments", Reach.None, Reach.None, Reach.All, Reach.All) { IsOfARegion = true },
        new("GetAgreement", "GET", "/v1/queue/agreement", Reach.None, Reach.None, Reach.All, Reach.All),
        new("ListOutcomes", "GET", "/v1/experts/{talent}/outcomes", Reach.None, Reach.Own, Reach.All, Reach.All) { IsOfARegion = true },
        new("ListReasonCodes", "GET", "/v1/matches/reason-codes", Reach.All, Reach.All, Reach.All, Reach.All),
        new("ListQueueViews", "GET", "/v1/queue-views", Reach.None, Reach.None, Reach.All, Reach.All),
        new("GetQueueView", "GET", "/v1/queue-views/nobodys", Reach.None, Reach.None, Reach.All, Reach.All) { Through = [404] },
        new("PutQueueView", "PUT", "/v1/queue-views/near", Reach.None, Reach.None, Reach.All, Reach.All, """{ "status": "pending" }"""),
        new("DeleteQueueView", "DELETE", "/v1/queue-views/nobodys", Reach.None, Reach.None, Reach.All, Reach.All) { Through = [404] },
        // {watch} is the institute's.
        new("PostWatch", "POST", "/v1/watches", Reach.All, Reach.All, Reach.None, Reach.None, """{ "minScore": 50 }"""),
        new("ListWatches", "GET", "/v1/watches", Reach.Own, Reach.Own, Reach.None, Reach.None) { Marker = "{talent}" },
        new("GetWatch", "GET", "/v1/watches/{watch}", Reach.Hidden, Reach.Own, Reach.None, Reach.None) { Marker = "{talent}" },
        new("ListFits", "GET", "/v1/watches/{watch}/fits", Reach.Hidden, Reach.Own, Reach.None, Reach.None) { Marker = "{talent}" },
        new("DeleteWatch", "DELETE", "/v1/watches/{watch}", Reach.Hidden, Reach.Own, Reach.None, Reach.None),
        // The trail names the match that was decided, and nothing else of this.
        .. AuditRows.Of("match-review").Select(row => row with { Marker = "{demand}" }),
    ];

    [Fact]
    public async Task Every_role_reaches_what_it_may_through_every_endpoint_and_nothing_else()
    {
        var cells = await new AccessMatrix<Program>(service, Rows, World).Run();

        Assert.InRange(cells, Rows.Length * 9, int.MaxValue);
    }

    [Fact]
    public async Task Every_list_is_sorted_in_each_order_that_it_names() => Assert.InRange(await new SortedLists<Program>(service, Rows, World).Run(), 2, int.MaxValue);

    [Fact]
    public async Task An_institute_sees_accepted_matches_alone_and_nobody_outside_the_bureau_learns_who_decided()
    {
        var world = await World();
        using var institute = service.As("institute", world["{institute}"]);
        using var enterprise = service.As("enterprise", world["{enterprise}"]);

        Assert.Equal("match_not_found", await (await institute.GetAsync(new Uri($"/v1/matches/{world["{pending}"]}", UriKind.Relative))).ProblemCode());
        foreach (var (client, isNamed) in new[] { (institute, false), (enterprise, true), (service.Http, true) })
        {
            var match = await (await client.GetAsync(new Uri($"/v1/matches/{world["{accepted}"]}", UriKind.Relative))).Json();
            Assert.Equal(client == service.Http ? "审核员甲" : null, (string?)match["decision"]!["reviewer"]);
            // The need is an anonymous one.
            Assert.Equal(isNamed ? "记号企业" : null, (string?)match["demand"]!["enterprise"]);
        }
    }

    [Fact]
    public async Task The_database_itself_shows_and_changes_nothing_of_another_organisation()
    {
        var (own, other) = (await World(), await World());
        var requests = new RequestRole(service.Database);
        const string Everything = """
            select from match union all select from demand union all select from talent union all select from ranked_list
            union all select from departed_match union all select from match_progress union all select from willingness
            union all select from match_life union all select from match_life_step union all select from match_visit union all select from match_contract union all select from match_milestone
            union all select from match_rating
            union all select from match_decision union all select from match_opinion union all select from match_comment union all select from queue_view
            union all select from watch union all select from watch_fit
            union all select from expert_outcomes((select talent_id from talent limit 1)) union all select from open_opinions(array(select match_id from match))
            """;
        const string Theirs = "select from match m join demand d using (demand_id) join talent t using (talent_id) where @other in (d.enterprise_code, t.institute_code)";

        await requests.IsBound();
        Assert.Equal(0, await requests.Count(Everything));
        Assert.Equal(3, await requests.Count(Theirs, "enterprise", own["{enterprise}"], own["{enterprise}"]));
        Assert.Equal(2, await requests.Count(Theirs, "institute", own["{institute}"], own["{institute}"]));
        foreach (var (role, theirs) in new[] { ("enterprise", "{enterprise}"), ("institute", "{institute}") })
        {
            Assert.Equal(0, await requests.Count(Theirs, role, own[theirs], other[theirs]));
            Assert.Equal(0, await requests.Count("select from ranked_list l join demand d using (demand_id) where d.enterprise_code = @other", role, own[theirs], other["{enterprise}"]));
            Assert.Equal(0, await requests.Count("select from willingness where match_id::text = @other", role, own[theirs], other["{accepted}"]));
            Assert.Equal(1, await requests.Count("select from willingness where match_id::text = @other", role, own[theirs], own["{accepted}"]));
            // Each side speaks for itself alone: what stands there is the enterprise's.
            Assert.Equal(role == "enterprise" ? 1 : 0, await requests.Change("update willingness set willing = false where match_id::text = @other", role, own[theirs], own["{accepted}"]));
            Assert.Equal(0, await requests.Change("update willingness set willing = false where match_id::text = @other", role, own[theirs], other["{accepted}"]));
            foreach (var table in (string[])["match_life", "match_life_step", "match_contract", "match_milestone"])
            {
                Assert.Equal(0, await requests.Count($"select from {table} where match_id::text = @other", role, own[theirs], other["{contracted}"]));
                Assert.NotEqual(0, await requests.Count($"select from {table} where match_id::text = @other", role, own[theirs], own["{contracted}"]));
            }

            Assert.Equal(0, await requests.Change("update match_milestone set title = 'x'", role, own[theirs]));
            Assert.Equal(0, await requests.Change("update match_life set due_at = null where match_id::text = @other", role, own[theirs], other["{contracted}"]));
            Assert.Equal(0, await requests.Change("update match set note = 'x'", role, own[theirs]));
            // What the bureau says among itself is hidden of one's own matches too.
            Assert.Equal(0, await requests.Count("select from match_comment union all select from match_decision union all select from match_opinion", role, own[theirs]));
            Assert.Equal(1, await requests.Count("select from watch where organisation = @other", role, own[theirs], own[theirs]));
            Assert.Equal(0, await requests.Count("select from watch where organisation = @other", role, own[theirs], other[theirs]));
            Assert.Equal(0, await requests.Change("delete from watch where organisation = @other", role, own[theirs], other[theirs]));
            Assert.Equal(role == "institute" ? 1 : 0, await requests.Count("select from expert_outcomes(@other::uuid)", role, own[theirs], own["{talent}"]));
            Assert.Equal(0, await requests.Count("select from expert_outcomes(@other::uuid)", role, own[theirs], other["{talent}"]));
        }

        Assert.Equal(3, await requests.Count(Theirs, "reviewer", "", other["{enterprise}"], regions: "3306"));
        Assert.Equal(0, await requests.Count(Theirs, "reviewer", "", other["{enterprise}"], regions: "54"));
    }

    private async Task<Dictionary<string, string>> World()
    {
        var (marker, enterprise, institute, demand) = ($"记号{Guid.NewGuid():N}", CreditCodes.Next(), CreditCodes.Next(), Guid.NewGuid());
        Guid[] talents = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        var told = Told.Demand(demand, title: marker);
        var open = told.Demand with { Enterprise = told.Demand.Enterprise with { CreditCode = enterprise, Name = "记号企业" }, Anonymous = true };
        await service.Tell([.. talents.Select(talent => Of(talent, institute))]);
        await Watch("enterprise", enterprise, talents[0]);
        var watch = await Watch("institute", institute, talents[0]);
        await service.Tell(told with { Demand = open }, Told.List(demand, 1, talents));
        var matches = await service.Matches(demand);
        (await service.Decide(matches[0].Id)).EnsureSuccessStatusCode();
        (await service.Post($"/v1/matches/{matches[0].Id}/comments", new { text = $"{matches[0].Id}" })).EnsureSuccessStatusCode();
        (await service.Post($"/v1/matches/{matches[0].Id}/willingness", new { willing = true, side = "enterprise" })).EnsureSuccessStatusCode();
        (await service.Decide(matches[2].Id)).EnsureSuccessStatusCode();
        (await service.Progress(matches[2].Id, "agreement")).EnsureSuccessStatusCode();
        (await service.Progress(matches[2].Id, "contract")).EnsureSuccessStatusCode();
        (await service.Post($"/v1/matches/{matches[2].Id}/milestones", new { title = "样机", dueOn = "2026-12-01" })).EnsureSuccessStatusCode();
        return new()
        {
            ["{enterprise}"] = enterprise,
            ["{institute}"] = institute,
            ["{demand}"] = $"{demand}",
            ["{talent}"] = $"{talents[0]}",
            ["{accepted}"] = $"{matches[0].Id}",
            ["{pending}"] = $"{matches[1].Id}",
            ["{contracted}"] = $"{matches[2].Id}",
            ["{watch}"] = watch,
            ["{marker}"] = $"{matches[0].Id}",
        };
    }

    private async Task<string> Watch(string role, string organisation, Guid talent)
    {
        using var side = service.As(role, organisation);
        using var watched = await side.PostAsJsonAsync(new Uri("/v1/watches", UriKind.Relative), new { expertId = talent });
        return (string)(await watched.Json())["id"]!;
    }

    private static TalentPublished Of(Guid talent, string institute)
    {
        var told = Told.Talent(talent);
        return told with { Profile = told.Profile with { Institute = told.Profile.Institute with { CreditCode = institute } } };
    }
}
