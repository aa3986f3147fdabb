using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

public sealed class TellWillingnessTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task When_both_sides_are_willing_that_is_told_shown_and_written_into_both_trails()
    {
        var match = await Accepted(anonymous: true);
        using var enterprise = service.As("enterprise", match.Enterprise);
        using var institute = service.As("institute", match.Institute);

        var first = await Tell(enterprise, match.Id, true);
        Assert.Equal("""{"enterprise":true,"institute":null}""", first["willingness"]!.ToJsonString());
        Assert.Null(first["contactsAgreedAt"]);
        Assert.Empty(await Agreed(match.Id));
        Assert.Null((await Read(institute, match.Id))["demand"]!["enterprise"]);
        // Whose anonymous need it is stands in no trail that the institute may read.
        Assert.Equal([match.Enterprise], await Trail(match.Id, "match.willingness_told"));

        var second = await Tell(institute, match.Id, true);
        Assert.NotNull(second["contactsAgreedAt"]);
        var told = Assert.Single(await Agreed(match.Id));
        Assert.Equal(
            (match.Demand, match.Talent, match.Enterprise, match.Institute, true, 2L), (told.DemandId, told.TalentId, told.EnterpriseCode, told.InstituteCode, told.Agreed, told.Revision));
        foreach (var client in (HttpClient[])[enterprise, institute, service.Http])
        {
            var view = await Read(client, match.Id);
            Assert.Equal("""{"enterprise":true,"institute":true}""", view["willingness"]!.ToJsonString());
            Assert.Equal((DateTime)second["contactsAgreedAt"]!, (DateTime)view["contactsAgreedAt"]!);
            Assert.Equal("记号企业", (string?)view["demand"]!["enterprise"]);
        }

        Assert.Equal(new[] { match.Enterprise, match.Institute }.Order(StringComparer.Ordinal), await Trail(match.Id, "match.contacts_agreed"));
    }

    [Fact]
    public async Task The_same_said_again_changes_nothing_and_an_agreement_may_be_taken_back_and_renewed()
    {
        var match = await Accepted();
        using var enterprise = service.As("enterprise", match.Enterprise);
        using var institute = service.As("institute", match.Institute);
        await Tell(enterprise, match.Id, true);
        await Tell(enterprise, match.Id, true);
        await Tell(institute, match.Id, false, "price");
        await Tell(institute, match.Id, true);
        await Tell(institute, match.Id, true);
        await Tell(enterprise, match.Id, false);
        await Tell(institute, match.Id, false);
        await Tell(institute, match.Id, true);
        await Tell(enterprise, match.Id, true);

        Assert.Equal([(true, 3L), (false, 4L), (true, 7L)], (await Agreed(match.Id)).Select(told => (told.Agreed, told.Revision)));
    }

    [Fact]
    public async Task Two_sides_that_speak_at_once_agree_once()
    {
        for (var round = 0; round < 8; round++)
        {
            var match = await Accepted();
            using var enterprise = service.As("enterprise", match.Enterprise);
            using var institute = service.As("institute", match.Institute);
            await Task.WhenAll(Tell(enterprise, match.Id, true), Tell(institute, match.Id, true));

            Assert.Equal([(true, 2L)], (await Agreed(match.Id)).Select(told => (told.Agreed, told.Revision)));
        }
    }

    [Fact]
    public async Task An_end_of_the_match_ends_what_was_agreed_and_nothing_follows()
    {
        var match = await Both();
        (await service.Progress(match.Id, "ended")).EnsureSuccessStatusCode();

        Assert.Equal([(true, 2L), (false, 3L)], (await Agreed(match.Id)).Select(told => (told.Agreed, told.Revision)));
        var view = await Read(service.Http, match.Id);
        Assert.Null(view["contactsAgreedAt"]);
        var refused = await service.Post($"/v1/matches/{match.Id}/willingness", new { willing = true, side = "enterprise" });
        Assert.Equal((HttpStatusCode.Conflict, "match_ended"), (refused.StatusCode, await refused.ProblemCode()));

        (await service.Post("/v1/operations/republish-decisions", new { })).EnsureSuccessStatusCode();
        Assert.Equal((false, 3L), (await Agreed(match.Id)).Select(told => (told.Agreed, told.Revision)).Last());
    }

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("no consent")]
    [InlineData("another institute")]
    public async Task What_an_institute_said_for_an_expert_ends_when_the_expert_leaves(string how)
    {
        var match = await Both();
        var elsewhere = Of(match.Talent, CreditCodes.Next(), 5);
        await service.Tell(how switch
        {
            "withdrawn" => new TalentWithdrawn(match.Talent, 5, Told.Noon),
            "no consent" => Told.Talent(match.Talent, 5, consent: false),
            _ => elsewhere,
        });
        Assert.Equal([(true, 2L), (false, 3L)], (await Agreed(match.Id)).Select(told => (told.Agreed, told.Revision)));

        var again = await service.Post($"/v1/matches/{match.Id}/willingness", new { willing = true, side = "institute" });
        if (how == "another institute")
        {
            // The new one may speak for the expert.
            Assert.Equal((elsewhere.Profile.Institute.CreditCode, 4L), (await Agreed(match.Id)).Select(told => (told.InstituteCode, told.Revision)).Last());
        }
        else
        {
            Assert.Equal((HttpStatusCode.Conflict, "match_gone"), (again.StatusCode, await again.ProblemCode()));
        }
    }

    [Fact]
    public async Task An_older_profile_that_arrives_late_ends_nothing()
    {
        var match = await Both();
        await service.Tell(Of(match.Talent, CreditCodes.Next(), 0));

        Assert.Single(await Agreed(match.Id));
    }

    [Fact]
    public async Task Each_side_speaks_for_itself_and_an_operator_for_the_one_named()
    {
        var match = await Accepted();
        using var enterprise = service.As("enterprise", match.Enterprise);
        var foreign = await enterprise.PostAsJsonAsync($"/v1/matches/{match.Id}/willingness", new { willing = true, side = "institute" });
        Assert.Equal((HttpStatusCode.Forbidden, "not_yours"), (foreign.StatusCode, await foreign.ProblemCode()));
        var unnamed = await service.Post($"/v1/matches/{match.Id}/willingness", new { willing = true });
        Assert.Equal(["side:required"], await unnamed.Faults());

        foreach (var side in (string[])["enterprise", "institute"])
        {
            (await service.Post($"/v1/matches/{match.Id}/willingness", new { willing = true, side })).EnsureSuccessStatusCode();
        }

        Assert.Equal((match.Enterprise, match.Institute), (await Agreed(match.Id)).Select(told => (told.EnterpriseCode, told.InstituteCode)).Single());
        using var stranger = service.As("enterprise", CreditCodes.Next());
        var hidden = await stranger.PostAsJsonAsync($"/v1/matches/{match.Id}/willingness", new { willing = true });
        Assert.Equal((HttpStatusCode.NotFound, "match_not_found"), (hidden.StatusCode, await hidden.ProblemCode()));
    }

    [Fact]
    public async Task Nobody_speaks_of_a_match_that_was_not_accepted()
    {
        var (_, _, matches) = await service.Queue(1);
        var answer = await service.Post($"/v1/matches/{matches[0]}/willingness", new { willing = true, side = "enterprise" });

        Assert.Equal((HttpStatusCode.Conflict, "match_not_accepted"), (answer.StatusCode, await answer.ProblemCode()));
        Assert.Null((await Read(service.Http, matches[0]))["willingness"]);
    }

    [Fact]
    public async Task Nobody_speaks_for_a_side_that_is_not_known_yet()
    {
        var (demand, talent) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Tell(Told.Talent(talent), Told.List(demand, 1, talent));
        var match = Assert.Single(await service.Matches(demand)).Id;
        (await service.Decide(match)).EnsureSuccessStatusCode();

        var answer = await service.Post($"/v1/matches/{match}/willingness", new { willing = true, side = "enterprise" });
        Assert.Equal((HttpStatusCode.Conflict, "party_unknown"), (answer.StatusCode, await answer.ProblemCode()));
    }

    private async Task<AcceptedPair> Both()
    {
        var match = await Accepted();
        foreach (var side in (string[])["enterprise", "institute"])
        {
            (await service.Post($"/v1/matches/{match.Id}/willingness", new { willing = true, side })).EnsureSuccessStatusCode();
        }

        return match;
    }

    private async Task<AcceptedPair> Accepted(bool anonymous = false)
    {
        var (enterprise, institute, demand, talent) = (CreditCodes.Next(), CreditCodes.Next(), Guid.NewGuid(), Guid.NewGuid());
        var told = Told.Demand(demand);
        var open = told.Demand with { Enterprise = told.Demand.Enterprise with { CreditCode = enterprise, Name = "记号企业" }, Anonymous = anonymous };
        await service.Tell(told with { Demand = open }, Of(talent, institute, 1), Told.List(demand, 1, talent));
        var match = Assert.Single(await service.Matches(demand)).Id;
        (await service.Decide(match)).EnsureSuccessStatusCode();
        return new(match, demand, talent, enterprise, institute);
    }

    private static TalentPublished Of(Guid talent, string institute, long revision)
    {
        var told = Told.Talent(talent, revision);
        return told with { Profile = told.Profile with { Institute = told.Profile.Institute with { CreditCode = institute } } };
    }

    private static async Task<JsonNode> Tell(HttpClient http, Guid match, bool willing, params string[] reasonCodes)
    {
        var answer = await http.PostAsJsonAsync($"/v1/matches/{match}/willingness", new { willing, reasonCodes });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    private static async Task<JsonNode> Read(HttpClient http, Guid match) => await (await http.GetAsync($"/v1/matches/{match}")).Json();

    private Task<IReadOnlyList<ContactsAgreed>> Agreed(Guid match) => service.Sent<ContactsAgreed>(match, m => m.MatchId, m => m.Revision);

    private Task<IReadOnlyList<string>> Trail(Guid match, string action) => service.Database.Column<string>(
        """
        select organisation from audit_unchained where action = @action and subject_id = @id
        union select organisation from audit_entry where action = @action and subject_id = @id order by organisation
        """,
        new { action, id = $"{match}" });

    private sealed record AcceptedPair(Guid Id, Guid Demand, Guid Talent, string Enterprise, string Institute);
}
