using Matchmaking.Harness;

namespace Matchmaking.Webhooks.Tests;

/// <summary>Who reaches what through which endpoint.</summary>
public sealed class AccessTests(WebhooksUnderTest service) : IClassFixture<WebhooksUnderTest>
{
    private const string Form = """{ "url": "http://127.0.0.1:9/{marker}", "events": ["matchmaking.list.ready"] }""";

    private static readonly AccessRow[] Rows =
    [
        // A webhook is always the caller's own, so there is no other one's to be made.
        new("CreateWebhook", "POST", "/v1/webhooks", Reach.All, Reach.All, Reach.None, Reach.All, Form),
        new("ListWebhooks", "GET", "/v1/webhooks", Reach.Own, Reach.Own, Reach.None, Reach.All),
        new("GetWebhook", "GET", "/v1/webhooks/{hook}", Reach.Own, Reach.Own, Reach.None, Reach.All),
        new("ReviseWebhook", "PUT", "/v1/webhooks/{hook}", Reach.Own, Reach.Own, Reach.None, Reach.All, Form),
        new("DeleteWebhook", "DELETE", "/v1/webhooks/{hook}", Reach.Own, Reach.Own, Reach.None, Reach.All),
        new("RotateSecret", "POST", "/v1/webhooks/{hook}/secret:rotate", Reach.Own, Reach.Own, Reach.None, Reach.All),
        new("TestWebhook", "POST", "/v1/webhooks/{hook}:test", Reach.Own, Reach.Own, Reach.None, Reach.All),
        new("ListDeliveries", "GET", "/v1/webhooks/{hook}/deliveries", Reach.Own, Reach.Own, Reach.None, Reach.All) { Marker = "{delivery}" },
        new("GetDelivery", "GET", "/v1/webhooks/{hook}/deliveries/{delivery}", Reach.Own, Reach.Own, Reach.None, Reach.All) { Marker = "{delivery}" },
        // Who gets through may be told that it is still under way.
        new("ReplayDelivery", "POST", "/v1/webhooks/{hook}/deliveries/{delivery}:replay", Reach.Own, Reach.Own, Reach.None, Reach.All) { Through = [409] },
        new("ReplayDeliveries", "POST", "/v1/webhooks/{hook}/deliveries:replay", Reach.Own, Reach.Own, Reach.None, Reach.All, """{ "since": "2020-01-01T00:00:00Z" }"""),
        new("GetWebhookPersonalData", "GET", "/v1/experts/{talent}/personal-data", Reach.None, Reach.Own, Reach.None, Reach.All) { Marker = "{talent}" },
        // An inbox is its owner's: a bureau has one of its own, and nobody looks into another's.
        new("ListNotices", "GET", "/v1/notices", Reach.Own, Reach.Own, Reach.Hidden, Reach.Hidden) { Marker = "{demand}" },
        new("GetNotice", "GET", "/v1/notices/{notice}", Reach.Own, Reach.Own, Reach.Hidden, Reach.Hidden) { Marker = "{demand}" },
        new("GetUnread", "GET", "/v1/notices/unread", Reach.All, Reach.All, Reach.All, Reach.All),
        // What is not the caller's is passed over.
        new("ReadNotices", "POST", "/v1/notices:read", Reach.All, Reach.All, Reach.All, Reach.All, """{ "ids": ["{notice}"] }"""),
        new("PutMailSubscription", "PUT", "/v1/mail-subscription", Reach.All, Reach.All, Reach.All, Reach.All, """{ "address": "lin@firm.example" }""") { Through = [409] },
        new("GetMailSubscription", "GET", "/v1/mail-subscription", Reach.All, Reach.All, Reach.All, Reach.All) { Through = [404] },
        new("DeleteMailSubscription", "DELETE", "/v1/mail-subscription", Reach.All, Reach.All, Reach.All, Reach.All) { Through = [404] },
        // The link is the key.
        new("ShowMailLink", "GET", "/v1/mail-links/nobodys", Reach.All, Reach.All, Reach.All, Reach.All) { IsOpen = true, Through = [404] },
        new("FollowMailLink", "POST", "/v1/mail-links/nobodys", Reach.All, Reach.All, Reach.All, Reach.All) { IsOpen = true, Through = [404] },
        .. AuditRows.Of("webhooks"),
    ];

    [Fact]
    public async Task Every_role_reaches_what_it_may_through_every_endpoint_and_nothing_else()
    {
        var cells = await new AccessMatrix<Program>(service, Rows, World).Run();

        Assert.InRange(cells, Rows.Length * 9, int.MaxValue);
    }

    [Fact]
    public async Task Every_list_is_sorted_in_each_order_that_it_names() => Assert.InRange(await new SortedLists<Program>(service, Rows, World).Run(), 2, int.MaxValue);

    // One organisation that is both, so that what it owns is its own in either role.
    private async Task<Dictionary<string, string>> World()
    {
        var marker = $"{Guid.NewGuid():N}";
        var hook = await service.Hook($"http://127.0.0.1:9/{marker}");
        using var test = await hook.Client.PostAsync(new Uri($"/v1/webhooks/{hook.Id}:test", UriKind.Relative), null);
        test.EnsureSuccessStatusCode();
        var talent = Guid.NewGuid();
        await service.Tell(Told.Talent(talent, hook.Organisation));
        var demand = Guid.NewGuid();
        await service.Tell(Told.List(demand, hook.Organisation));
        var notice = await service.Database.Scalar<Guid>("select notice_id from notice where demand_id = @demand", new { demand });
        return new()
        {
            ["{enterprise}"] = hook.Organisation,
            ["{institute}"] = hook.Organisation,
            ["{talent}"] = $"{talent}",
            ["{demand}"] = $"{demand}",
            ["{notice}"] = $"{notice}",
            ["{hook}"] = $"{hook.Id}",
            ["{delivery}"] = test.Headers.Location!.OriginalString.Split('/')[^1],
            ["{marker}"] = marker,
        };
    }
}
