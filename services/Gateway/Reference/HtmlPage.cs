using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Matchmaking.Gateway.Reference;

/// <summary>A page of text and tables; everything that comes from elsewhere is encoded.</summary>
internal sealed class HtmlPage(string title)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder body = new();

    /// <summary>A heading with an address of its own.</summary>
    public HtmlPage Heading(string text, string id)
    {
        body.Append("<h2 id=\"").Append(Encoder.Encode(id)).Append("\">").Append(Encoder.Encode(text)).Append("</h2>\n");
        return this;
    }

    /// <summary>A paragraph.</summary>
    public HtmlPage Paragraph(string text)
    {
        body.Append("<p>").Append(Encoder.Encode(text)).Append("</p>\n");
        return this;
    }

    /// <summary>A table; the first cell of a row is set as code and has its text for an address.</summary>
    public HtmlPage Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows, string prefix)
    {
        body.Append("<table>\n<thead><tr>");
        foreach (var head in heads)
        {
            body.Append("<th>").Append(Encoder.Encode(head)).Append("</th>");
        }

        body.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            body.Append("<tr id=\"").Append(Encoder.Encode(prefix + row[0])).Append("\"><td><code>").Append(Encoder.Encode(row[0])).Append("</code></td>");
            foreach (var cell in row.Skip(1))
            {
                body.Append("<td>").Append(Encoder.Encode(cell)).Append("</td>");
            }

            body.Append("</tr>\n");
        }

        body.Append("</tbody>\n</table>\n");
        return this;
    }

    /// <inheritdoc />
    public override string ToString() => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encoder.Encode(title)}</title>
        <link rel="stylesheet" href="/reference/reference.css">
        </head>
        <body>
        <nav><a href="/reference/index.html">API</a> <a href="/reference/events">Events</a> <a href="/reference/problems">Problems</a>
        <a href="/api/openapi.json">openapi.json</a> <a href="/api/asyncapi.json">asyncapi.json</a></nav>
        <h1>{Encoder.Encode(title)}</h1>
        {body}</body>
        </html>
        """;
}
