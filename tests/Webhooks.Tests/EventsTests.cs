using System.Text.Json.Nodes;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Harness;

namespace Matchmaking.Webhooks.Tests;

/// <summary>Who gets which event, and what stands in it.</summary>
public sealed class EventsTests(WebhooksUnderTest service) : IClassFixture<WebhooksUnderTest>
{
    [Fact]
    public async Task A_list_that_can_be_read_is_posted_to_the_enterprise_signed_as_a_cloud_event()
    {
        var (hook, demand) = await service.Enterprise(service.Receiver.New());
        var list = Told.List(demand, hook.Organisation, 4);
        await service.Tell(list);

        var call = Assert.Single(await service.Called(hook.Url));
        Assert.True(call.Verifies(hook.Secret));
        Assert.InRange((service.Clock.GetUtcNow() - call.Time()).TotalSeconds, -1, 60);
        Assert.Equal("application/cloudevents+json; charset=utf-8", call.ContentType);
        var told = JsonNode.Parse(call.Body)!;
        Assert.Equal(["specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data"], told.AsObject().Select(p => p.Key));
        Assert.Equal(("1.0", call.Id, "urn:matchmaking", "matchmaking.list.ready", $"demands/{demand}", "application/json"), (
            (string)told["specversion"]!, (string)told["id"]!, (string)told["source"]!, (string)told["type"]!, (string)told["subject"]!, (string)told["datacontenttype"]!));
        Assert.Equal(list.QueuedAt.UtcDateTime, DateTimeOffset.Parse((string)told["time"]!, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime, TimeSpan.FromMilliseconds(1));
        Assert.Equal(
            $$"""{"demandId":"{{demand}}","rankingId":"{{list.RankingId}}","rankingDigest":"scorecard/1","matches":4,"abstention":null,"href":"/api/v1/demands/{{demand}}/matches"}""",
            told["data"]!.ToJsonString());
    }

    [Fact]
    public async Task A_decision_goes_to_the_enterprise_and_only_an_accepted_one_to_the_institute()
    {
        var (enterprise, demand) = await service.Enterprise(service.Receiver.New());
        var institute = await service.Hook(service.Receiver.New(), role: "institute");
        var talent = Guid.NewGuid();
        await service.Tell(Told.Talent(talent, institute.Organisation));
        var (rejected, accepted) = (Told.Decision(demand, talent, "rejected"), Told.Decision(demand, talent));
        await service.Tell(rejected);
        await service.Tell(accepted);

        var calls = await service.Called(enterprise.Url, 2);
        Assert.Equal([rejected.MatchId, accepted.MatchId], Data(calls).OrderBy(d => (string)d["status"]! == "accepted").Select(d => (Guid)d["matchId"]!));
        Assert.Equal(
            $$"""{"matchId":"{{accepted.MatchId}}","demandId":"{{demand}}","talentId":"{{talent}}","status":"accepted","reasonCodes":["good_fit"],"href":"/api/v1/matches/{{accepted.MatchId}}"}""",
            Assert.Single(Data(await service.Called(institute.Url))).ToJsonString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_match_that_was_held_and_decided_again_is_told_of_twice_in_whatever_order_and_however_often(bool isLate)
    {
        var (enterprise, demand) = await service.Enterprise(service.Receiver.New());
        var institute = await service.Hook(service.Receiver.New(), role: "institute");
        var talent = Guid.NewGuid();
        await service.Tell(Told.Talent(talent, institute.Organisation));
        var held = Told.Decision(demand, talent, "held");
        var accepted = held with { Decision = "accepted", Number = 2, DecidedAt = held.DecidedAt.AddMinutes(5) };
        foreach (var told in isLate ? new[] { accepted, held, accepted, held } : [held, accepted, held, accepted])
        {
            await service.Send(told, Guid.NewGuid());
        }

        var calls = await service.Called(enterprise.Url, 2);
        Assert.Equal(["held", "accepted"], calls.Select(call => JsonNode.Parse(call.Body)!).OrderBy(told => (string)told["time"]!, StringComparer.Ordinal).Select(told => (string)told["data"]!["status"]!));
        Assert.Equal(2, calls.Select(call => call.Id).Distinct().Count());
        Assert.Equal("accepted", (string)Assert.Single(Data(await service.Called(institute.Url)))["status"]!);
    }

    [Fact]
    public async Task An_agreement_goes_to_both_names_nobody_and_its_end_to_no_one()
    {
        var enterprise = await service.Hook(service.Receiver.New());
        var institute = await service.Hook(service.Receiver.New(), role: "institute");
        var agreed = new ContactsAgreed(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), enterprise.Organisation, institute.Organisation, true, 2, DateTimeOffset.UtcNow);
        await service.Tell(agreed);
        await service.Tell(agreed);
        await service.Send(agreed with { Agreed = false, Revision = 3 }, Guid.NewGuid());
        await service.Tell(agreed with { Revision = 4 });

        foreach (var hook in (OwnedWebhook[])[enterprise, institute])
        {
            var calls = await service.Called(hook.Url, 2);
            Assert.Equal(2, calls.Select(call => call.Id).Distinct().Count());
            Assert.Equal(2, calls.Count);
            Assert.Equal(
                $$"""{"matchId":"{{agreed.MatchId}}","demandId":"{{agreed.DemandId}}","talentId":"{{agreed.TalentId}}","href":"/api/v1/matches/{{agreed.MatchId}}","demandContactHref":"/api/v1/demands/{{agreed.DemandId}}/contact","expertContactHref":"/api/v1/experts/{{agreed.TalentId}}/contact"}""",
                Data(calls).First().ToJsonString());
        }
    }

    [Fact]
    public async Task A_stage_goes_to_both()
    {
        var (enterprise, demand) = await service.Enterprise(service.Receiver.New(), ["matchmaking.match.progressed"]);
        var institute = await service.Hook(service.Receiver.New(), role: "institute", events: ["matchmaking.match.progressed"]);
        var match = Told.Decision(demand, Guid.NewGuid());
        await service.Tell(Told.Talent(match.TalentId, institute.Organisation));
        await service.Tell(match);
        await service.Tell(Told.Stage(match, "visited"));

        foreach (var hook in (OwnedWebhook[])[enterprise, institute])
        {
            var data = Assert.Single(Data(await service.Called(hook.Url)));
            Assert.Equal(("visited", match.MatchId), ((string)data["stage"]!, (Guid)data["matchId"]!));
        }
    }

    [Fact]
    public async Task An_event_waits_for_the_organisations_it_does_not_know_yet()
    {
        var (enterprise, institute) = (await service.Hook(service.Receiver.New()), await service.Hook(service.Receiver.New(), role: "institute"));
        var match = Told.Decision(Guid.NewGuid(), Guid.NewGuid());
        var stage = Told.Stage(match, "agreement");
        await service.Tell(stage);
        await service.Tell(match);
        Assert.Empty(service.Receiver.Calls(enterprise.Url));

        await service.Tell(Told.Talent(match.TalentId, institute.Organisation));
        Assert.Equal(["matchmaking.match.decided", "matchmaking.match.progressed"], Types(await service.Called(institute.Url, 2)));
        Assert.Empty(service.Receiver.Calls(enterprise.Url));

        await service.Tell(Told.Demand(match.DemandId, enterprise.Organisation));
        Assert.Equal(["matchmaking.match.decided", "matchmaking.match.progressed"], Types(await service.Called(enterprise.Url, 2)));
        Assert.Equal(0, await service.Database.Scalar<int>("select count(*)::int from waiting_event where party_id = any(@ids)", new { ids = (Guid[])[match.DemandId, match.TalentId] }));
    }

    [Fact]
    public async Task Events_and_the_news_of_their_organisation_never_pass_each_other_by()
    {
        var hook = await service.Hook(service.Receiver.New());
        Guid[] demands = [.. Enumerable.Range(0, 100).Select(_ => Guid.NewGuid())];
        // Half of them are waited for already: then there is a row to be locked, otherwise one to be made.
        await SendTogether(demands.Take(50).Select(d => Told.Decision(d, Guid.NewGuid(), "held")));
        await SendTogether(demands.SelectMany(d => (object[])[Told.Decision(d, Guid.NewGuid(), "held"), Told.Demand(d, hook.Organisation)]));

        var told = Data(await service.Called(hook.Url, 150)).CountBy(d => (Guid)d["demandId"]!).ToDictionary();
        Assert.Equal(demands.Select((_, i) => i < 50 ? 2 : 1), demands.Select(d => told[d]));
    }

    [Fact]
    public async Task The_newest_organisation_of_an_expert_counts_in_whatever_order_it_is_told()
    {
        var (former, present) = (await service.Hook(service.Receiver.New(), role: "institute"), await service.Hook(service.Receiver.New(), role: "institute"));
        var match = Told.Decision(Guid.NewGuid(), Guid.NewGuid());
        await service.Tell(Told.Talent(match.TalentId, present.Organisation, 5));
        await service.Tell(Told.Talent(match.TalentId, former.Organisation, 4));
        await service.Tell(match);

        await service.Called(present.Url);
        Assert.Equal(0, await service.Database.Scalar<int>("select count(*)::int from delivery where webhook_id = @Id", new { former.Id }));
    }

    [Fact]
    public async Task What_is_told_again_is_delivered_once_whatever_message_tells_it()
    {
        var (hook, demand) = await service.Enterprise(service.Receiver.New());
        var (list, match) = (Told.List(demand, hook.Organisation), Told.Decision(demand, Guid.NewGuid()));
        var messageId = Guid.NewGuid();
        foreach (var id in (Guid[])[messageId, messageId, Guid.NewGuid(), Guid.NewGuid()])
        {
            await service.Tell(list, id);
            await service.Tell(match);
            await service.Tell(Told.Stage(match, "visited"));
        }

        Assert.Equal(["matchmaking.list.ready", "matchmaking.match.decided", "matchmaking.match.progressed"], Types(await service.Called(hook.Url, 3)));
        await hook.Delivery("delivered");
        Assert.Equal(3, await service.Database.Scalar<int>("select sum(attempts)::int from delivery where webhook_id = @Id", new { hook.Id }));
        Assert.Equal(3, service.Receiver.Calls(hook.Url).Count);
    }

    [Fact]
    public async Task What_is_older_than_the_webhook_is_not_sent_to_it()
    {
        var (hook, demand) = await service.Enterprise(service.Receiver.New());
        await service.Tell(Told.Decision(demand, Guid.NewGuid()) with { DecidedAt = service.Clock.GetUtcNow().AddDays(-1) });
        await service.Tell(Told.Decision(demand, Guid.NewGuid()) with { DecidedAt = service.Clock.GetUtcNow().AddDays(-90) });
        await service.Tell(Told.List(demand, hook.Organisation));

        Assert.Equal(["matchmaking.list.ready"], Types(await service.Called(hook.Url)));
        Assert.Equal(1, await service.Database.Scalar<int>("select count(*)::int from delivery where webhook_id = @Id", new { hook.Id }));
    }

    [Fact]
    public async Task No_name_and_no_text_of_anybody_is_kept_or_sent()
    {
        var (hook, demand) = await service.Enterprise(service.Receiver.New());
        var match = Told.Decision(demand, Guid.NewGuid());
        await service.Tell(Told.Talent(match.TalentId, CreditCodes.Next()));
        await service.Tell(match);

        Assert.DoesNotContain(Told.Personal, Assert.Single(await service.Called(hook.Url)).Body, StringComparison.Ordinal);
        var tables = await service.Database.Column<string>("select tablename::text from pg_tables where schemaname = 'public'");
        Assert.Contains("party", tables);
        foreach (var table in tables)
        {
            Assert.Equal(0, await service.Database.Scalar<int>($"select count(*)::int from {table} t where t::text like @Marker", new { Marker = $"%{Told.Personal}%" }));
        }
    }

    private async Task SendTogether(IEnumerable<object> messages)
    {
        var sent = messages.Select(message => (Message: message, Id: Guid.NewGuid())).ToArray();
        await Task.WhenAll(sent.Select(s => service.Send(s.Message, s.Id)));
        await service.Received([.. sent.Select(s => s.Id)]);
    }

    private static IEnumerable<JsonNode> Data(IEnumerable<ReceivedCall> calls) => calls.Select(call => JsonNode.Parse(call.Body)!["data"]!);

    private static IEnumerable<string> Types(IEnumerable<ReceivedCall> calls) => calls.Select(call => (string)JsonNode.Parse(call.Body)!["type"]!).Order(StringComparer.Ordinal);
}
