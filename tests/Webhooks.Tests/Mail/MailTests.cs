using System.Net;
using System.Net.Http.Json;
using Matchmaking.Harness;
using MimeKit;

namespace Matchmaking.Webhooks.Tests.Mail;

/// <summary>Notices by mail: to whom, what stands in them, and what an address gets before and after its owner agreed.</summary>
public sealed class MailTests(MailedWebhooks service) : IClassFixture<MailedWebhooks>
{
    [Fact]
    public async Task An_address_gets_one_link_before_it_is_confirmed_and_notices_afterwards()
    {
        var (organisation, address) = (CreditCodes.Next(), $"a{Guid.NewGuid():N}@firm.example");
        using var person = service.Person($"{Guid.NewGuid()}", organisation);
        var put = await (await person.PutAsJsonAsync(new Uri("/v1/mail-subscription", UriKind.Relative), new { address })).Json();
        Assert.Equal((address, "zh", "important", "immediately", null), ((string?)put["address"], (string?)put["language"], (string?)put["wants"], (string?)put["pace"], (string?)put["confirmedAt"]));
        await service.Notice(organisation);
        await Later();

        var asked = Assert.Single(service.MailsTo(address));
        Assert.Equal("请确认接收通知的邮箱", asked.Subject);
        var link = MailedWebhooks.Link(asked, "/api/v1/mail-links/");
        // A program that looks at links in mails confirms nothing.
        var page = await service.Http.GetAsync(link);
        Assert.Contains("<form method=\"post\">", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Null((string?)(await (await person.GetAsync(new Uri("/v1/mail-subscription", UriKind.Relative))).Json())["confirmedAt"]);
        using (var nobody = service.With(null))
        {
            Assert.Equal(HttpStatusCode.OK, (await nobody.PostAsync(link, null)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await nobody.PostAsync(link, null)).StatusCode);
        }

        await service.Notice(organisation);
        await Later();
        var told = service.MailsTo(address)[^1];
        Assert.Equal(2, service.MailsTo(address).Length);
        Assert.Equal("对接未通过", told.Subject);
        Assert.Contains("原因：价格。", told.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://match.example/api/v1/matches/", told.TextBody, StringComparison.Ordinal);
        Assert.Contains("对接未通过", told.HtmlBody, StringComparison.Ordinal);
        var read = await (await person.GetAsync(new Uri("/v1/mail-subscription", UriKind.Relative))).Json();
        Assert.Equal(("notices", "sent", 1), ((string?)read["lastMail"]!["kind"], (string?)read["lastMail"]!["state"], (int?)read["lastMail"]!["attempts"]));
    }

    [Fact]
    public async Task Who_wants_what_is_important_is_not_told_the_rest_and_nobody_is_told_of_others()
    {
        var (all, important, other) = (await service.Subscriber(), await service.Subscriber(wants: "important", language: "en"), await service.Subscriber());
        var mute = await service.Notice(all.Organisation, "matchmaking.match.rated", "institute", ends: false);
        await service.Notice(important.Organisation, "matchmaking.match.rated", "institute", ends: false);
        await service.Notice(important.Organisation, "matchmaking.match.decided", "accepted", asks: true, ends: false);
        await Later();

        Assert.Equal("院所已评价", service.MailsTo(all.Address)[^1].Subject);
        Assert.Contains($"{mute}", service.MailsTo(all.Address)[^1].TextBody, StringComparison.Ordinal);
        Assert.Equal("The match was accepted", service.MailsTo(important.Address)[^1].Subject);
        Assert.Equal(2, service.MailsTo(important.Address).Length);
        Assert.Single(service.MailsTo(other.Address));
    }

    [Fact]
    public async Task A_bureau_is_told_of_its_regions_and_an_account_of_what_is_its_own()
    {
        var bureau = ServiceUnderTest<Program>.Bureau;
        var (here, everywhere, far) = (await service.Subscriber("reviewer", bureau, regions: ["3306"]), await service.Subscriber("operator", bureau), await service.Subscriber("reviewer", bureau, regions: ["11"]));
        var panellist = await service.Subscriber("institute");
        var colleague = await service.Subscriber("institute", panellist.Organisation);
        await service.Notice(null, "matchmaking.match.escalated", "overdue", asks: true, addressee: "bureau", region: "330604");
        await service.Notice(panellist.Organisation, "matchmaking.panel.invited", "invited", asks: true, addressee: "account", account: panellist.Id);
        await Later();

        Assert.Equal((2, 2, 1), (service.MailsTo(here.Address).Length, service.MailsTo(everywhere.Address).Length, service.MailsTo(far.Address).Length));
        Assert.Equal((2, 1), (service.MailsTo(panellist.Address).Length, service.MailsTo(colleague.Address).Length));
    }

    [Fact]
    public async Task What_comes_at_once_goes_in_one_mail_and_a_day_has_so_many_and_no_more()
    {
        var account = await service.Subscriber();
        for (var mail = 0; mail < 5; mail++)
        {
            await service.Notice(account.Organisation);
            await service.Notice(account.Organisation);
            await Later();
        }

        Assert.Equal(["2 条通知：对接未通过等", "2 条通知：对接未通过等", "2 条通知：对接未通过等"], service.MailsTo(account.Address)[1..].Select(mail => mail.Subject));
        service.Clock.Advance(TimeSpan.FromDays(1));
        await Later();
        Assert.Equal("4 条通知：对接未通过等", service.MailsTo(account.Address)[^1].Subject);
    }

    [Fact]
    public async Task A_day_has_one_mail_for_whom_that_is_enough_and_a_long_one_counts_the_rest()
    {
        var account = await service.Subscriber(pace: "daily");
        for (var notice = 0; notice < 60; notice++)
        {
            await service.Notice(account.Organisation);
        }

        await Later();
        await service.Notice(account.Organisation);
        await Later();
        var told = Assert.Single(service.MailsTo(account.Address)[1..]);
        Assert.Equal("60 条通知：对接未通过等", told.Subject);
        Assert.Contains("另有 10 条，请在平台消息中查看。", told.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_click_ends_all_mail_and_the_address_is_forgotten()
    {
        var account = await service.Subscriber();
        await service.Notice(account.Organisation);
        await Later();
        var told = service.MailsTo(account.Address)[^1];
        Assert.Equal("List-Unsubscribe=One-Click", told.Headers[HeaderId.ListUnsubscribePost]);
        Assert.Equal("auto-generated", told.Headers["Auto-Submitted"]);
        var link = new Uri(told.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')["https://match.example/api".Length..], UriKind.Relative);

        using var nobody = service.With(null);
        using var click = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        Assert.Equal(HttpStatusCode.OK, (await nobody.PostAsync(link, click)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await nobody.PostAsync(link, null)).StatusCode);
        await service.Notice(account.Organisation);
        await Later();

        Assert.Equal(2, service.MailsTo(account.Address).Length);
        Assert.Equal(0, await service.Database.Scalar<long>("select count(*) from mail_subscription where account = @Id", account));
        Assert.Equal("mail_link_invalid", await (await nobody.GetAsync(link)).ProblemCode());
    }

    [Fact]
    public async Task A_link_holds_for_the_address_it_was_sent_to_and_for_its_time()
    {
        var id = $"{Guid.NewGuid()}";
        var (first, second) = ($"a{Guid.NewGuid():N}@firm.example", $"b{Guid.NewGuid():N}@firm.example");
        using var person = service.Person(id, CreditCodes.Next());
        foreach (var address in (string[])[first, second])
        {
            (await person.PutAsJsonAsync(new Uri("/v1/mail-subscription", UriKind.Relative), new { address })).EnsureSuccessStatusCode();
            await service.Send();
        }

        using var nobody = service.With(null);
        var late = MailedWebhooks.Link(service.MailsTo(second)[0], "/api/v1/mail-links/");
        Assert.Equal("mail_link_invalid", await (await nobody.PostAsync(MailedWebhooks.Link(service.MailsTo(first)[0], "/api/v1/mail-links/"), null)).ProblemCode());
        Assert.Equal("mail_link_invalid", await (await nobody.PostAsync(new Uri($"{late}x", UriKind.Relative), null)).ProblemCode());
        service.Clock.Advance(TimeSpan.FromHours(49));
        Assert.Equal("mail_link_invalid", await (await nobody.PostAsync(late, null)).ProblemCode());
        Assert.Equal(0, await service.Database.Scalar<long>("select count(*) from mail_subscription where account = @id and confirmed_at is not null", new { id }));
    }

    [Fact]
    public async Task Five_addresses_a_day_are_asked_and_no_more()
    {
        using var person = service.Person($"{Guid.NewGuid()}", CreditCodes.Next());
        for (var i = 0; i < 5; i++)
        {
            (await person.PutAsJsonAsync(new Uri("/v1/mail-subscription", UriKind.Relative), new { address = $"n{i}@firm.example" })).EnsureSuccessStatusCode();
        }

        Assert.Equal("too_many_confirmations", await (await person.PutAsJsonAsync(new Uri("/v1/mail-subscription", UriKind.Relative), new { address = "n6@firm.example" })).ProblemCode());
        // How an address is used may still be changed.
        Assert.Equal("too_many_confirmations", await (await person.PutAsJsonAsync(new Uri("/v1/mail-subscription", UriKind.Relative), new { address = "n4@firm.example", pace = "daily" })).ProblemCode());
    }

    [Fact]
    public async Task Nothing_that_is_kept_names_an_address_and_an_erased_account_leaves_none()
    {
        var account = await service.Subscriber();
        await service.Notice(account.Organisation);
        await Later();
        Assert.Equal(2, service.MailsTo(account.Address).Length);
        Assert.Empty(await Traces.In(service.Database, account.Address));

        await service.Tell(new Contracts.Identity.AccountErased(account.Id, DateTimeOffset.UtcNow));

        Assert.Equal(0, await service.Database.Scalar<long>("select (select count(*) from mail_subscription where account = @Id) + (select count(*) from mail m join mail_subscription s using (subscription_id) where s.account = @Id)", account));
        using var late = service.Person(account.Id, account.Organisation);
        Assert.Equal("account_erased", await (await late.PutAsJsonAsync(new Uri("/v1/mail-subscription", UriKind.Relative), new { address = account.Address })).ProblemCode());
    }

    private async Task Later()
    {
        service.Clock.Advance(TimeSpan.FromSeconds(61));
        await service.Send();
    }
}
