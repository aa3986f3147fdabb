namespace Matchmaking.Webhooks.Mail;

/// <summary>Small pages behind the links of a mail, in both languages: whoever opens one may have no account at hand.</summary>
internal static class MailPage
{
    public static readonly string AskToConfirm = Of("确认接收邮件通知", "Confirm this address", "点击按钮后，对接通知将发送到此邮箱。", "After this, notices are sent to this address.", "确认 · Confirm");

    public static readonly string AskToUnsubscribe = Of("退订邮件通知", "Stop these mails", "点击按钮后，不再向此邮箱发送任何通知，邮箱地址随即删除。", "After this, nothing is sent to this address any more, and it is forgotten.", "退订 · Stop");

    public static readonly string Confirmed = Of("邮箱已确认", "The address is confirmed", "今后的通知将发送到此邮箱；每封邮件都可退订。", "Notices go to this address from now on; each of them can end that.", null);

    public static readonly string Unsubscribed = Of("已退订", "No more mails", "不再向此邮箱发送通知。平台内的消息仍可查看。", "Nothing is sent to this address any more. The inbox of the platform goes on.", null);

    private static string Of(string title, string titleEnglish, string text, string textEnglish, string? button) => $$"""
        <!doctype html>
        <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{title}} · {{titleEnglish}}</title>
        <style>body{font:16px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;max-width:32rem;margin:12vh auto;padding:0 1rem;color:#1c2733}h1{font-size:1.3rem}
        [lang=en]{color:#52606d}button{font:inherit;padding:.6rem 1.6rem;border:0;border-radius:.4rem;background:#0b5cad;color:#fff;cursor:pointer}</style></head>
        <body><h1>{{title}} <span lang="en">· {{titleEnglish}}</span></h1><p>{{text}}</p><p lang="en">{{textEnglish}}</p>
        {{(button is null ? "" : $"<form method=\"post\"><button>{button}</button></form>")}}</body></html>
        """;
}
