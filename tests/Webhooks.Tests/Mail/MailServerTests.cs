using Dapper;
using Matchmaking.Harness;
using Matchmaking.Webhooks.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Webhooks.Tests.Mail;

/// <summary>A mail server that refuses, hangs up, keeps silent or shows another certificate: no mail is lost, and one that may have gone twice can be told by its Message-ID.</summary>
public sealed class MailServerTests(MailedWebhooks service) : IClassFixture<MailedWebhooks>
{
    [Theory]
    [InlineData("MAIL", "451 4.3.0 later", "smtp_451")]
    [InlineData("RCPT", "452 4.2.2 full", "smtp_452")]
    [InlineData(".", "450 4.2.0 greylisted", "smtp_450")]
    [InlineData("EHLO", "421 4.3.2 closing", "sign_in_not_offered")]
    [InlineData("RCPT", "", "connection_lost")]
    [InlineData("DATA", "silence", "timeout")]
    [InlineData("AUTH", "535 5.7.8 wrong", "sign_in_refused")]
    public async Task What_fails_for_now_is_tried_again_and_arrives_once(string verb, string reply, string code)
    {
        var account = await Waiting();
        service.Sink.Answers = (said, _) => said == verb ? reply : null;
        await service.Send();
        service.Sink.Answers = (_, _) => null;
        Assert.Equal(("pending", 1, code), await Newest(account));
        Assert.Equal(0, await service.Send());

        service.Clock.Advance(TimeSpan.FromSeconds(11));
        await service.Send();

        Assert.Equal(("sent", 2, null), await Newest(account));
        Assert.Equal(2, service.MailsTo(account.Address).Length);
    }

    [Fact]
    public async Task What_is_refused_for_good_or_too_often_is_dead_and_holds_up_nobody()
    {
        var (refused, tried, well) = (await Waiting(gather: false), await Waiting(gather: false), await Waiting());
        service.Sink.Answers = (said, line) => said != "RCPT" ? null : line.Contains(refused.Address, StringComparison.Ordinal) ? "550 5.1.1 nobody here" : line.Contains(tried.Address, StringComparison.Ordinal) ? "450 later" : null;
        foreach (var wait in (int[])[0, 11, 101])
        {
            service.Clock.Advance(TimeSpan.FromSeconds(wait));
            await service.Send();
        }

        service.Sink.Answers = (_, _) => null;
        Assert.Equal(("dead", 1, "smtp_550"), await Newest(refused));
        Assert.Equal(("dead", 3, "smtp_450"), await Newest(tried));
        Assert.Equal(("sent", 1, null), await Newest(well));
    }

    [Fact]
    public async Task A_mail_whose_sender_died_is_sent_again_under_the_same_id()
    {
        var account = await Waiting();
        // Taken by the server, and the answer never comes: as when the process dies before it notes what it did.
        service.Sink.Answers = (said, _) => said == "." ? "" : null;
        await service.Send();
        service.Sink.Answers = (_, _) => null;
        service.Clock.Advance(TimeSpan.FromSeconds(11));
        await service.Send();

        var mails = service.MailsTo(account.Address)[1..];
        Assert.Equal(2, mails.Length);
        Assert.Equal(mails[0].MessageId, mails[1].MessageId);
    }

    [Fact]
    public async Task A_claim_that_its_sender_took_to_its_grave_lapses()
    {
        var account = await Waiting();
        service.Sink.Answers = (said, _) => said == "MAIL" ? "451 later" : null;
        await service.Send();
        service.Sink.Answers = (_, _) => null;
        await using (var connection = await service.Database.Source.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("update mail set lease = gen_random_uuid(), due_at = @until where state = 'pending'", new { until = service.Clock.GetUtcNow().AddSeconds(900) });
        }

        Assert.Equal(0, await service.Send());
        service.Clock.Advance(TimeSpan.FromSeconds(901));
        await service.Send();
        Assert.Equal(("sent", 2, null), await Newest(account));
    }

    [Fact]
    public async Task Two_senders_at_once_send_each_mail_once()
    {
        var accounts = new List<MailedAccount>();
        for (var i = 0; i < 8; i++)
        {
            accounts.Add(await Waiting(gather: false));
        }

        service.Clock.Advance(TimeSpan.FromSeconds(61));
        var second = ActivatorUtilities.CreateInstance<SendMails>(service.Services);
        await Task.WhenAll(service.Send(), second.SendDue(default), service.Send(), second.SendDue(default));
        await service.Send();

        Assert.All(accounts, account => Assert.Equal(2, service.MailsTo(account.Address).Length));
    }

    [Theory]
    [InlineData(true, "sent", null)]
    [InlineData(false, "pending", "tls_failed")]
    public async Task A_server_with_a_certificate_of_its_own_is_trusted_by_its_fingerprint_alone(bool isKnown, string state, string? code)
    {
        await using var sink = new SmtpSink { OffersTls = true };
        var account = await Waiting();
        using var sender = Sender(options =>
        {
            (options.Port, options.Security, options.User) = (sink.Port, "starttls", "");
            options.CertificateSha256 = isKnown ? sink.Fingerprint : new string('0', 64);
        });
        await sender.SendDue(default);

        Assert.Equal((state, code), ((await Newest(account)).State, (await Newest(account)).Error));
        Assert.All(sink.Mails, mail => Assert.True(mail.Encrypted));
        Assert.Equal(isKnown ? 1 : 0, sink.Mails.Count);
    }

    [Fact]
    public async Task Where_encryption_is_asked_for_nothing_is_sent_without_it()
    {
        var account = await Waiting();
        using var sender = Sender(options => options.Security = "starttls");
        await sender.SendDue(default);

        Assert.Equal(("pending", 1, "tls_not_offered"), await Newest(account));
        Assert.Single(service.MailsTo(account.Address));
        service.Clock.Advance(TimeSpan.FromSeconds(11));
        await service.Send();
    }

    private SendMails Sender(Action<MailOptions> change)
    {
        var options = new MailOptions
        {
            Host = "localhost",
            Port = service.Sink.Port,
            Security = "none",
            User = "platform",
            Password = "secret-of-the-sink",
            From = "notice@bureau.example",
            TimeoutSeconds = 2,
            RetrySeconds = "10,100",
        };
        change(options);
        return new SendMails(service.Services.GetRequiredService<NpgsqlDataSource>(), service.Services.GetRequiredService<MailComposer>(), Options.Create(options), service.Clock, NullLogger<SendMails>.Instance);
    }

    // An account with a notice that is due.
    private async Task<MailedAccount> Waiting(bool gather = true)
    {
        var account = await service.Subscriber();
        await service.Notice(account.Organisation);
        service.Clock.Advance(TimeSpan.FromSeconds(gather ? 61 : 0));
        return account;
    }

    private async Task<(string State, int Attempts, string? Error)> Newest(MailedAccount account)
    {
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        return await connection.QuerySingleAsync<(string, int, string?)>(
            "select m.state, m.attempts, m.last_error from mail m join mail_subscription s using (subscription_id) where s.account = @Id order by m.created_at desc, m.mail_id desc limit 1", account);
    }
}
