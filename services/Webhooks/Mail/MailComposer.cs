using System.Net;
using System.Text;
using Matchmaking.Webhooks.Notices;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Matchmaking.Webhooks.Mail;

/// <summary>
/// Writes mails: plain text and HTML (RFC 2046), in the language of the subscription, out of codes and addresses alone; no name and no word that a person wrote stands in one.
/// </summary>
public sealed class MailComposer(IOptions<MailOptions> settings, AddressBox addresses, MailLinks links)
{
    /// <summary>Notices that are told one by one; the rest is counted.</summary>
    internal const int MostNotices = 50;

    private static readonly TimeSpan UnsubscribeWithin = TimeSpan.FromDays(400);

    private readonly MailOptions options = settings.Value;

    /// <summary>The mail that confirms an address.</summary>
    internal MimeMessage Confirmation(ClaimedMail mail, DateTimeOffset now)
    {
        var link = Link("confirm", mail, new DateTimeOffset(mail.CreatedAt, TimeSpan.Zero).AddHours(options.ConfirmWithinHours));
        var isEnglish = mail.Language == "en";
        var (subject, before, after) = isEnglish
            ? ("Confirm your address for notices", "Somebody asked for notices of the matchmaking platform to be sent to this address. If that was you, confirm it:",
                $"The link holds for {options.ConfirmWithinHours} hours. If it was not you, do nothing: nothing else will be sent.")
            : ("请确认接收通知的邮箱", "有人在人才供需对接平台将此邮箱设为通知邮箱。如为本人操作，请点击确认：", $"链接 {options.ConfirmWithinHours} 小时内有效。如非本人操作，请忽略此邮件，平台不会再发送任何内容。");
        return Write(mail, subject, $"{before}\n\n{link}\n\n{after}\n", $"<p>{Encode(before)}</p><p><a href=\"{Encode(link)}\">{(isEnglish ? "Confirm" : "确认邮箱")}</a></p><p>{Encode(after)}</p>", now);
    }

    /// <summary>The mail that tells of notices, at least one.</summary>
    internal MimeMessage Notices(ClaimedMail mail, IReadOnlyList<NoticeRow> notices, int count, DateTimeOffset now)
    {
        var isEnglish = mail.Language == "en";
        var first = NoticeTexts.Title(notices[0], isEnglish);
        var subject = count == 1 ? first : isEnglish ? $"{count} notices: {first} …" : $"{count} 条通知：{first}等";
        var (text, html) = (new StringBuilder(), new StringBuilder());
        foreach (var notice in notices)
        {
            var (said, at) = (NoticeTexts.Text(notice, isEnglish), options.PublicAddress.TrimEnd('/') + notice.Href);
            text.Append(said).Append("\n  ").Append(at).Append("\n\n");
            html.Append($"<p>{Encode(said)}<br><a href=\"{Encode(at)}\">{Encode(at)}</a></p>");
        }

        if (count > notices.Count)
        {
            var more = isEnglish ? $"{count - notices.Count} more stand in the inbox of the platform." : $"另有 {count - notices.Count} 条，请在平台消息中查看。";
            text.Append(more).Append("\n\n");
            html.Append($"<p>{Encode(more)}</p>");
        }

        var unsubscribe = Link("unsubscribe", mail, now + UnsubscribeWithin);
        var end = isEnglish ? "You get this because this address was confirmed for notices. Stop these mails:" : "您收到此邮件，是因为该邮箱已确认接收通知。退订：";
        text.Append(end).Append('\n').Append(unsubscribe).Append('\n');
        html.Append($"<hr><p>{Encode(end)} <a href=\"{Encode(unsubscribe)}\">{(isEnglish ? "Stop" : "退订")}</a></p>");
        var message = Write(mail, subject, text.ToString(), html.ToString(), now);
        // RFC 2369 and, for one click, RFC 8058.
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{unsubscribe}>");
        message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        return message;
    }

    private MimeMessage Write(ClaimedMail mail, string subject, string text, string html, DateTimeOffset now)
    {
        var message = new MimeMessage
        {
            Subject = subject,
            Date = now,
            // The same however often it is sent: a mail server, or a person, tells repeats by it.
            MessageId = $"{mail.MailId:N}@{MailboxAddress.Parse(options.From).Domain}",
            Body = new MultipartAlternative(
                new TextPart("plain") { Text = text },
                new TextPart("html") { Text = $"<!doctype html><html lang=\"{(mail.Language == "en" ? "en" : "zh-CN")}\"><meta charset=\"utf-8\"><body>{html}</body></html>" }),
        };
        message.From.Add(new MailboxAddress(options.FromName, options.From));
        message.To.Add(new MailboxAddress("", addresses.Box.Open(mail.SubscriptionId, mail.Address)));
        // RFC 3834: no automatic answer comes back.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private string Link(string verb, ClaimedMail mail, DateTimeOffset until) =>
        $"{options.PublicAddress.TrimEnd('/')}/api/v1/mail-links/{links.Token(new MailLink(verb, mail.SubscriptionId, mail.AddressNumber, until))}";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
