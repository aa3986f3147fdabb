using System.Net.Http.Json;
using Dapper;
using Matchmaking.Harness;
using Matchmaking.Webhooks.Mail;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Matchmaking.Webhooks.Tests.Mail;

/// <summary>The service with a mail server on loopback; mails are sent when a test says so.</summary>
public class MailedWebhooks : WebhooksUnderTest
{
    public SmtpSink Sink { get; } = new() { Login = ("platform", "secret-of-the-sink") };

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Mail:Host"] = "localhost",
        ["Mail:Port"] = $"{Sink.Port}",
        ["Mail:Security"] = "none",
        ["Mail:User"] = "platform",
        ["Mail:Password"] = "secret-of-the-sink",
        ["Mail:From"] = "notice@bureau.example",
        ["Mail:PublicAddress"] = "https://match.example",
        ["Mail:TimeoutSeconds"] = "2",
        ["Mail:RetrySeconds"] = "10,100",
        ["Mail:MostPerDay"] = "3",
        // Tests send themselves.
        ["Mail:PollSeconds"] = "600",
    };

    /// <summary>Sends what is due; answers how many mails were tried.</summary>
    public Task<int> Send() => Services.GetRequiredService<SendMails>().SendDue(default);

    /// <summary>A person with an account of an organisation.</summary>
    public HttpClient Person(string account, string organisation, string role = "enterprise", string[]? regions = null) =>
        With(TestIssuer.Token(role, organisation, null, regions, account));

    /// <summary>An account whose address is confirmed.</summary>
    public async Task<MailedAccount> Subscriber(string role = "enterprise", string? organisation = null, string wants = "all", string pace = "immediately", string language = "zh", string[]? regions = null)
    {
        var account = new MailedAccount($"acc-{Guid.NewGuid():N}", organisation ?? CreditCodes.Next(), $"u{Guid.NewGuid():N}@firm.example");
        using var http = Person(account.Id, account.Organisation, role, regions);
        using var answer = await http.PutAsJsonAsync(new Uri("/v1/mail-subscription", UriKind.Relative), new { address = account.Address, wants, pace, language });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await Send();
        using var followed = await Http.PostAsync(Link(Assert.Single(MailsTo(account.Address)), "/api/v1/mail-links/"), null);
        followed.EnsureSuccessStatusCode();
        return account;
    }

    /// <summary>The mails that reached an address.</summary>
    public MimeMessage[] MailsTo(string address) =>
        [.. Sink.Mails.Where(mail => mail.To.Contains(address)).Select(mail => MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail.Data))))];

    /// <summary>The address behind a link of a mail, as the service itself is called.</summary>
    public static Uri Link(MimeMessage mail, string kind)
    {
        var text = mail.TextBody!;
        var at = text.LastIndexOf("https://match.example" + kind, StringComparison.Ordinal);
        return new Uri(text[(at + "https://match.example/api".Length)..].Split('\n', '\r', ' ')[0], UriKind.Relative);
    }

    /// <summary>A notice as whoever tells of turns stores it.</summary>
    public async Task<Guid> Notice(string? organisation, string type = "matchmaking.match.decided", string state = "rejected", bool asks = false, bool ends = true, string addressee = "enterprise", string? region = null, string? account = null)
    {
        var id = Guid.CreateVersion7(Clock.GetUtcNow());
        await using var connection = await Database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into notice (notice_id, event_id, addressee, organisation, account, region_code, type, state, reason_codes, href, action_needed, is_end, match_id, occurred_at, created_at)
            values (@id, gen_random_uuid(), @addressee, @organisation, @account, @region, @type, @state, '{price}', '/api/v1/matches/' || @id, @asks, @ends, @id, @now, @now)
            """,
            new { id, addressee, organisation, account, region, type, state, asks, ends, now = Clock.GetUtcNow() });
        return id;
    }
}

/// <summary>An account that gets mail.</summary>
public sealed record MailedAccount(string Id, string Organisation, string Address);
