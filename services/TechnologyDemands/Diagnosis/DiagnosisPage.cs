using System.Globalization;
using System.Net;
using System.Text;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>The diagnosis as a page that an enterprise reads and prints: the verdict, four bars, what to answer next, and its own text with what was read from it.</summary>
internal static class DiagnosisPage
{
    private const string Style = """
        body{font:15px/1.65 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
        h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:1.6rem 0 .4rem;border-bottom:1px solid #bbb}small,.en{color:#555;font-size:.86em}
        .verdict{display:flex;gap:1rem;align-items:center;margin:1rem 0;padding:.7rem 1rem;border:2px solid;border-radius:.4rem}.publish{border-color:#1a7f37}.hold{border-color:#9a6700}.return{border-color:#b42318}
        .verdict b{font-size:1.3rem}.points{font-size:2rem;font-variant-numeric:tabular-nums;white-space:nowrap}
        .row{display:grid;grid-template-columns:11rem 1fr 3rem;gap:.3rem .8rem;align-items:center}.bar{height:.9rem;border:1px solid #444;background:repeating-linear-gradient(90deg,#fff 0 calc(20% - 1px),#444 calc(20% - 1px) 20%)}
        .bar i{display:block;height:100%;background:#2563a8;print-color-adjust:exact;-webkit-print-color-adjust:exact}ul{margin:.2rem 0 .8rem;padding-left:1.2rem}li{margin:.15rem 0}
        table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.2rem .5rem;text-align:left;vertical-align:top}
        .text{white-space:pre-wrap;border-left:3px solid #bbb;padding-left:.8rem}mark{padding:0 .1em;print-color-adjust:exact;-webkit-print-color-adjust:exact}
        .i{background:#cfe8cf}.t{background:#dbe7f8}.m{background:#fde9b8}.p{background:#f8caca}.loss{color:#b42318}
        @media print{@page{size:A4;margin:16mm}body{margin:0;max-width:none;font-size:10.5pt}section,table,li{break-inside:avoid}}
        """;

    private static readonly Dictionary<string, (string Zh, string En)> Verdicts = new(StringComparer.Ordinal)
    {
        ["publish"] = ("可以发布", "fit for publication"),
        ["hold"] = ("补充后发布", "worth completing before it is published"),
        ["return"] = ("退回补正", "to be written anew"),
    };

    private static readonly Dictionary<string, string> PartNames = new(StringComparer.Ordinal)
    {
        [DemandText.Title] = "需求名称",
        [DemandText.Description] = "需求内容",
        [DemandText.Background] = "背景",
        [DemandText.Foundation] = "现有基础",
    };

    /// <summary>The page.</summary>
    internal static string Of(Guid demandId, long revision, DemandDiagnosis diagnosis)
    {
        var page = new StringBuilder("<!doctype html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>需求诊断报告 Diagnosis of a need</title><style>")
            .Append(Style).Append("</style></head><body><main>\n");
        var (zh, en) = Verdicts[diagnosis.Verdict];
        page.Append($"<h1>需求诊断报告</h1><small lang=\"en\">Diagnosis of a need</small>\n<p>{Text(diagnosis.Texts.GetValueOrDefault(DemandText.Title, ""))}<br><small>{demandId} · 第{revision.ToString(CultureInfo.InvariantCulture)}版</small></p>\n")
            .Append($"<div class=\"verdict {diagnosis.Verdict}\"><span class=\"points\">{diagnosis.Points.ToString(CultureInfo.InvariantCulture)}<small>/20</small></span><span><b>{zh}</b><br><span class=\"en\" lang=\"en\">{en}</span></span></div>\n");
        foreach (var criterion in diagnosis.Criteria)
        {
            Row(page, criterion);
        }

        List(page, "请补充", "Please answer", diagnosis.Questions.Select(question => (question.Text, question.TextEnglish)));
        List(page, "请注意", "Please look at", diagnosis.Warnings.Select(warning => (warning.Text, warning.TextEnglish)));
        Indicators(page, diagnosis.Indicators);
        page.Append("<h2>原文标注 <small lang=\"en\">What was read from the text</small></h2>\n<p><mark class=\"i\">指标 indicator</mark> <mark class=\"m\">资金、时间、成熟度 money, time, readiness</mark> <mark class=\"t\">技术 technology</mark> <mark class=\"p\">个人信息 personal data</mark></p>\n");
        foreach (var (part, text) in diagnosis.Texts)
        {
            page.Append($"<p><b>{PartNames[part]}</b></p><p class=\"text\">");
            Marked(page, part, text, diagnosis);
            page.Append("</p>\n");
        }

        return page.Append("</main></body></html>\n").ToString();
    }

    private static void Row(StringBuilder page, Criterion criterion)
    {
        var points = criterion.Points.ToString(CultureInfo.InvariantCulture);
        page.Append($"<section><div class=\"row\"><span>{Text(criterion.Name)} <small lang=\"en\">{Text(criterion.NameEnglish)}</small></span>")
            .Append($"<span class=\"bar\" role=\"img\" aria-label=\"{points}/5\"><i style=\"width:{(criterion.Points * 20).ToString(CultureInfo.InvariantCulture)}%\"></i></span><span>{points}/5</span></div><ul>");
        foreach (var reason in criterion.Reasons)
        {
            page.Append($"<li{(reason.Points < 0 ? " class=\"loss\"" : "")}>{Text(reason.Text)} <span class=\"en\" lang=\"en\">{Text(reason.TextEnglish)}</span></li>");
        }

        page.Append("</ul></section>\n");
    }

    private static void List(StringBuilder page, string heading, string english, IEnumerable<(string Zh, string En)> items)
    {
        var lines = string.Concat(items.Select(item => $"<li>{Text(item.Zh)}<br><span class=\"en\" lang=\"en\">{Text(item.En)}</span></li>\n"));
        if (lines.Length > 0)
        {
            page.Append($"<h2>{heading} <small lang=\"en\">{english}</small></h2>\n<ol>{lines}</ol>\n");
        }
    }

    private static void Indicators(StringBuilder page, IReadOnlyList<ReadIndicator> indicators)
    {
        if (indicators.Count == 0)
        {
            return;
        }

        page.Append("<h2>读出的指标 <small lang=\"en\">Indicators read</small></h2>\n<table><thead><tr><th>名称 name</th><th>要求 bound</th><th>单位 unit</th><th>原文 in the text</th></tr></thead><tbody>");
        foreach (var (indicator, _, span) in indicators)
        {
            var bound = indicator.Relation == "range" ? string.Create(CultureInfo.InvariantCulture, $"{indicator.Value}~{indicator.Upper}") : string.Create(CultureInfo.InvariantCulture, $"{indicator.Relation} {indicator.Value}");
            page.Append($"<tr><td>{Text(indicator.Name ?? "")}</td><td>{Text(bound)}</td><td>{Text(indicator.Unit ?? "")}</td><td>{Text(span.Text)}</td></tr>");
        }

        page.Append("</tbody></table>\n");
    }

    // Where two readings overlap the first kind shows.
    private static void Marked(StringBuilder page, string part, string text, DemandDiagnosis diagnosis)
    {
        var marks = diagnosis.PersonalData.Select(datum => (datum.Span, Class: "p"))
            .Concat(diagnosis.Indicators.Select(indicator => (indicator.Span, Class: "i")))
            .Concat(diagnosis.Budgets.Select(budget => (budget.Span, Class: "m"))).Concat(diagnosis.Readiness.Select(level => (level.Span, Class: "m"))).Concat(diagnosis.Deadlines.Select(span => (Span: span, Class: "m")))
            .Concat(diagnosis.Technologies.Select(technology => (technology.Span, Class: "t")))
            .Where(mark => mark.Span.Part == part);
        var taken = new List<(TextSpan Span, string Class)>();
        foreach (var mark in marks)
        {
            if (!taken.Exists(other => other.Span.Overlaps(mark.Span)))
            {
                taken.Add(mark);
            }
        }

        var place = 0;
        foreach (var (span, kind) in taken.OrderBy(mark => mark.Span.Start))
        {
            page.Append(Text(text[place..span.Start])).Append($"<mark class=\"{kind}\">{Text(text.Substring(span.Start, span.Length))}</mark>");
            place = span.Start + span.Length;
        }

        page.Append(Text(text[place..]));
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
