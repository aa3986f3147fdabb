using System.Net.Http.Json;
using Matchmaking.Harness;

namespace Matchmaking.Webhooks.Tests.Notices;

/// <summary>An inbox is read by everybody of an organisation, each with marks of one's own, and by nobody else.</summary>
public sealed class InboxTests(WebhooksUnderTest service) : IClassFixture<WebhooksUnderTest>
{
    [Fact]
    public async Task Everybody_of_an_organisation_marks_for_oneself()
    {
        var (organisation, demands) = (CreditCodes.Next(), new[] { Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid() });
        foreach (var demand in demands)
        {
            await service.Tell(Told.List(demand, organisation));
        }

        using var lin = Person("lin", organisation);
        using var an = Person("an", organisation);
        var newest = (await Items(lin, "")).Select(notice => (Guid)notice!["id"]!).ToArray();
        Assert.Equal(3, newest.Length);
        Assert.Equal("3/0", await Unread(lin));
        Assert.Equal(1, await Mark(lin, new { ids = new[] { newest[0] } }));
        Assert.Equal(0, await Mark(lin, new { ids = new[] { newest[0] } }));
        Assert.Equal(("2/0", "3/0"), (await Unread(lin), await Unread(an)));
        Assert.Equal(newest[1..], (await Items(lin, "unread=true")).Select(notice => (Guid)notice!["id"]!));
        Assert.Equal(2, await Mark(an, new { until = newest[1] }));
        Assert.Equal("1/0", await Unread(an));
        Assert.Equal([demands[0]], (await Items(an, $"demand={demands[0]}")).Select(notice => (Guid)notice!["demandId"]!));
        Assert.Empty(await Items(an, "actionNeeded=true"));
    }

    [Fact]
    public async Task Nobody_reads_or_marks_what_others_were_told_not_even_past_the_service()
    {
        var (organisation, demand) = (CreditCodes.Next(), Guid.NewGuid());
        await service.Tell(Told.List(demand, organisation));
        await service.Tell(new Contracts.TechnologyDemands.PanelMemberInvited(Guid.NewGuid(), 1, 1, organisation, "lin", DateTimeOffset.UtcNow.AddDays(1), DateTimeOffset.UtcNow));
        using var own = Person("lin", organisation);
        using var colleague = Person("an", organisation);
        using var stranger = Person("lin", CreditCodes.Next());
        Assert.Equal((2, 1, 0), ((await Items(own, "")).Count, (await Items(colleague, "")).Count, (await Items(stranger, "")).Count));
        var id = (Guid)(await Items(own, ""))[0]!["id"]!;
        Assert.Equal("notice_not_found", await (await stranger.GetAsync(new Uri($"/v1/notices/{id}", UriKind.Relative))).ProblemCode());
        Assert.Equal(0, await Mark(stranger, new { ids = new[] { id } }));

        var requests = new RequestRole(service.Database);
        await requests.IsBound();
        Assert.Equal(1, await requests.Count("select from notice", "enterprise", organisation));
        Assert.Equal(0, await requests.Count("select from notice", "enterprise", CreditCodes.Next()));
        Assert.Equal(0, await requests.Count("select from notice where organisation is not null", "operator", ServiceUnderTest<Program>.Bureau));
        Assert.Equal(0, await requests.Count("select from mail_subscription union all select from mail union all select from erased_mail_account", "operator", ServiceUnderTest<Program>.Bureau));
    }

    [Fact]
    public async Task Notices_are_kept_for_their_time()
    {
        var (organisation, demand) = (CreditCodes.Next(), Guid.NewGuid());
        await service.Tell(Told.List(demand, organisation));
        var purge = Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<Webhooks.Notices.PurgeNotices>(service.Services);
        await purge.Purge(default);
        Assert.Equal(1, await service.Database.Scalar<long>("select count(*) from notice where demand_id = @demand", new { demand }));
        service.Clock.Advance(TimeSpan.FromDays(366));
        await purge.Purge(default);
        Assert.Equal(0, await service.Database.Scalar<long>("select count(*) from notice where demand_id = @demand", new { demand }));
    }

    private HttpClient Person(string account, string organisation) => service.With(TestIssuer.Token("enterprise", organisation, null, null, account));

    private static async Task<System.Text.Json.Nodes.JsonArray> Items(HttpClient http, string query) =>
        (await (await http.GetAsync(new Uri($"/v1/notices?{query}", UriKind.Relative))).Json())["items"]!.AsArray();

    private static async Task<string> Unread(HttpClient http)
    {
        var counts = await (await http.GetAsync(new Uri("/v1/notices/unread", UriKind.Relative))).Json();
        return $"{counts["unread"]}/{counts["actionNeeded"]}";
    }

    private static async Task<int> Mark(HttpClient http, object which)
    {
        using var answer = await http.PostAsJsonAsync(new Uri("/v1/notices:read", UriKind.Relative), which);
        answer.EnsureSuccessStatusCode();
        return (int)(await answer.Json())["read"]!;
    }
}
