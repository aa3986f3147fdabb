using System.Globalization;
using System.Net;
using System.Text;
using Matchmaking.Insights.Funnel;

namespace Matchmaking.Insights.Bulletins;

/// <summary>The bulletin as a page to read and print: the table of indicators with a bar for what is reached of the year, the funnel, and what was corrected.</summary>
internal static class BulletinPage
{
    private const string Style = """
        body{font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
        h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:1.8rem 0 .5rem;border-bottom:1px solid #bbb}small{color:#555;font-size:.84em;font-weight:normal}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{border:1px solid #999;padding:.25rem .5rem;text-align:right;vertical-align:top}
        th{background:#eef3f8;print-color-adjust:exact;-webkit-print-color-adjust:exact}th:first-child,td:first-child,td.t{text-align:left}tr.g td{text-align:left;font-weight:bold;background:#f6f6f6;print-color-adjust:exact}
        td small{display:block}.none{color:#777}.bar{display:block;height:.35rem;background:#ddd;margin-top:.2rem;print-color-adjust:exact;-webkit-print-color-adjust:exact}.bar i{display:block;height:100%;background:#2563a8}
        .step{display:grid;grid-template-columns:9rem 1fr 15rem;gap:.3rem .8rem;align-items:center;margin:.25rem 0}.step .w{background:#eee;height:1.3rem;print-color-adjust:exact;-webkit-print-color-adjust:exact}
        .step .w i{display:block;height:100%;background:#2563a8;min-width:1px}
        @media print{@page{size:A4 landscape;margin:14mm}body{margin:0;max-width:none;font-size:10pt}tr,.step{break-inside:avoid}thead{display:table-header-group}}
        """;

    /// <summary>The page.</summary>
    public static string Of(Bulletin bulletin)
    {
        var title = BulletinWords.Title(bulletin);
        var page = new StringBuilder("<!doctype html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
            .Append(Text(title)).Append("</title><style>").Append(Style).Append("</style></head><body><main>\n")
            .Append(CultureInfo.InvariantCulture, $"<h1>{Text(title)}</h1>\n<p><small>数据口径：截至北京时间 {BulletinWords.AsOf(bulletin)} 已知的数据{(bulletin.IsSettled ? "" : "（尚可能补入）")}。As known then.</small></p>\n");
        Table(page, bulletin);
        Funnel(page, bulletin.Funnel);
        Corrections(page, bulletin);
        return page.Append("</main></body></html>\n").ToString();
    }

    private static void Table(StringBuilder page, Bulletin bulletin)
    {
        page.Append("<h2>主要指标 <small lang=\"en\">Indicators</small></h2>\n<table><thead><tr>");
        foreach (var (zh, en) in BulletinWords.Columns)
        {
            page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{zh}<br><small lang=\"en\">{en}</small></th>");
        }

        page.Append("</tr></thead><tbody>\n");
        foreach (var row in bulletin.Rows)
        {
            var name = $"{Text(row.Indicator.Name)} <small lang=\"en\">{Text(row.Indicator.NameEnglish)}</small>";
            if (row.Value is not { } value)
            {
                page.Append(CultureInfo.InvariantCulture, $"<tr class=\"g\"><td colspan=\"{BulletinWords.Columns.Count}\">{name}</td></tr>\n");
                continue;
            }

            var figure = value.Value is null ? $"<span class=\"none\">{BulletinWords.Abstention(value.Abstention)}</span>" : BulletinWords.Number(value.Value);
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{name}</td><td class=\"t\">{Text(row.Indicator.Unit)}</td><td>{figure}{(value.Filed != value.Value ? $"<small>原报 {BulletinWords.Number(value.Filed)}</small>" : "")}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td>{BulletinWords.Change(value.ChangeOnPrevious)}</td><td>{BulletinWords.Change(value.ChangeOnYear)}</td><td>{BulletinWords.Number(value.Target)}</td><td>{BulletinWords.Rate(value.Rate)}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td>{BulletinWords.Number(row.YearToDate)}</td><td>{BulletinWords.Number(row.YearTarget)}</td><td>{BulletinWords.Rate(row.YearRate)}{Bar(row.YearRate)}</td></tr>\n");
        }

        page.Append("</tbody></table>\n");
    }

    private static string Bar(decimal? rate) => rate is { } ratio
        ? string.Create(CultureInfo.InvariantCulture, $"<span class=\"bar\" role=\"img\" aria-label=\"{BulletinWords.Rate(rate)}\"><i style=\"width:{Math.Clamp(ratio, 0, 1) * 100:0.##}%\"></i></span>")
        : "";

    private static void Funnel(StringBuilder page, FunnelView funnel)
    {
        page.Append("<h2>本期发布需求的进展 <small lang=\"en\">What became of the needs of the period</small></h2>\n");
        foreach (var step in funnel.Steps)
        {
            var days = step.MedianDays is { } median ? string.Create(CultureInfo.InvariantCulture, $"，半数 {median:0.##} 天内，九成 {step.NinthDecileDays:0.##} 天内") : "";
            var matches = step.Matches is { } count ? string.Create(CultureInfo.InvariantCulture, $"，{count} 次") : "";
            page.Append(CultureInfo.InvariantCulture, $"<div class=\"step\"><span>{Text(step.Name)} <small lang=\"en\">{Text(step.NameEnglish)}</small></span><span class=\"w\" role=\"img\" aria-label=\"{step.Needs}\"><i style=\"width:{(step.ShareOfAll ?? 0) * 100:0.##}%\"></i></span><span>{step.Needs} 项{matches}<small>{days}</small></span></div>\n");
        }
    }

    private static void Corrections(StringBuilder page, Bulletin bulletin)
    {
        if (bulletin.Corrections.Count == 0)
        {
            return;
        }

        var names = bulletin.Rows.ToDictionary(row => row.Indicator.Code, row => row.Indicator.Name, StringComparer.Ordinal);
        page.Append("<h2>回头看更正 <small lang=\"en\">Corrections</small></h2>\n<table><thead><tr><th scope=\"col\">指标</th><th scope=\"col\">地区</th><th scope=\"col\">期间</th><th scope=\"col\">原值</th><th scope=\"col\">更正为</th><th scope=\"col\">理由</th></tr></thead><tbody>\n");
        foreach (var one in bulletin.Corrections)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(names.GetValueOrDefault(one.Indicator, one.Indicator))}</td><td class=\"t\">{Text(BulletinWords.Region(one.Region))}</td><td>{one.Period}</td><td>{BulletinWords.Number(one.Before)}</td><td>{BulletinWords.Number(one.After)}</td><td class=\"t\">{Text(one.Reason)}</td></tr>\n");
        }

        page.Append("</tbody></table>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
