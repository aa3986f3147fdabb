using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Matchmaking.TalentProfiles.Erasures;

/// <summary>The certificate as a page to print, in Chinese and English.</summary>
internal static class ErasurePage
{
    private const string Style = """
        body{font:15px/1.6 "Noto Serif CJK SC","Songti SC",SimSun,serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#000;background:#fff}
        h1{font-size:1.6rem;text-align:center;margin:0}h1+p{text-align:center;margin-top:.2rem}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dd,code{margin:0;overflow-wrap:anywhere;font-family:ui-monospace,monospace;font-size:.92em}
        table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold;padding:.6rem 0 .2rem}th,td{border:1px solid #888;padding:.15rem .5rem;text-align:left}
        td:last-child,th:last-child{text-align:right}
        @media print{@page{size:A4;margin:20mm}body{margin:0;max-width:none;font-size:11pt}table,li{break-inside:avoid}}
        """;

    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        ["deleted"] = "删除 deleted",
        ["redacted"] = "涂除 redacted",
        ["detail_erased"] = "删除明细 detail erased",
        ["purged"] = "清除 purged",
    };

    /// <summary>The page of a certificate; of an erasure that runs yet, who is waited for.</summary>
    public static string Of(string? certificate, Guid erasureId, IReadOnlyList<string> missing, string? digest, ErasureAuditPlace? place)
    {
        var page = new StringBuilder("<!doctype html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>个人信息删除证明 Certificate of erasure</title><style>")
            .Append(Style).Append("</style></head><body><main>\n<h1>个人信息删除证明</h1><p lang=\"en\">Certificate of erasure</p>\n");
        if (certificate is null)
        {
            page.Append($"<p>删除尚未完成，等待以下服务答复 <span lang=\"en\">Still running; waiting for</span>: {Text(string.Join(", ", missing))}</p>\n<dl>");
            Term(page, "删除编号 Erasure", $"{erasureId}");
            return page.Append("</dl></main></body></html>\n").ToString();
        }

        var content = JsonSerializer.Deserialize<ErasureCertificate>(certificate, JsonSerializerOptions.Web)!;
        page.Append("<dl>");
        Term(page, "删除编号 Erasure", $"{content.ErasureId}");
        Term(page, "专家编号 Expert", $"{content.ExpertId}");
        Term(page, "单位 Institute", content.InstituteCode);
        Term(page, "原因 Reason", content.ReasonCode);
        Term(page, "文号 Reference", content.Reference ?? "—");
        Term(page, "申请时间 Requested", Time(content.RequestedAt));
        Term(page, "完成时间 Completed", Time(content.CompletedAt));
        page.Append("</dl>\n<h2>删除范围 <span lang=\"en\">What was erased where</span></h2>\n");
        foreach (var service in content.Services)
        {
            Service(page, service);
        }

        page.Append("<h2>说明 <span lang=\"en\">Notes</span></h2>\n<ol>");
        foreach (var note in content.Notes)
        {
            page.Append($"<li>{Text(note.Text)}<br><span lang=\"en\">{Text(note.TextEnglish)}</span></li>\n");
        }

        page.Append("</ol>\n<h2>核验 <span lang=\"en\">Verification</span></h2>\n<dl>");
        Term(page, "SHA-256", digest ?? "");
        Term(page, "审计链 Audit chain", place is null ? "—" : $"{place.Organisation} #{place.Sequence.ToString(CultureInfo.InvariantCulture)} {place.Hash}");
        return page.Append("</dl></main></body></html>\n").ToString();
    }

    private static void Service(StringBuilder page, ServiceErasure service)
    {
        page.Append($"<table><caption>{Text(service.Service)} · {Time(service.ErasedAt)} · 剩余 remaining {service.Remaining.ToString(CultureInfo.InvariantCulture)}</caption>")
            .Append("<thead><tr><th scope=\"col\">存储 Store</th><th scope=\"col\">处理 Action</th><th scope=\"col\">数量 Count</th></tr></thead><tbody>");
        foreach (var item in service.Items)
        {
            page.Append($"<tr><td><code>{Text(item.Store)}</code></td><td>{Text(Actions.GetValueOrDefault(item.Action, item.Action))}</td><td>{item.Rows.ToString(CultureInfo.InvariantCulture)}</td></tr>");
        }

        if (service.Items.Count == 0)
        {
            page.Append("<tr><td colspan=\"3\">无相关数据 nothing was held</td></tr>");
        }

        page.Append("</tbody></table>\n");
    }

    private static void Term(StringBuilder page, string term, string value) => page.Append($"<dt>{Text(term)}</dt><dd>{Text(value)}</dd>\n");

    private static string Time(DateTime at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
