using System.Text.Json;
using Matchmaking.Platform.Http;
using Matchmaking.Tables.Columns;
using Matchmaking.Tables.Csv;
using Matchmaking.Tables.Xlsx;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Matchmaking.Tables.Import;

/// <summary>
/// The verdict of an import in the format of its file, row by row, or as one JSON object where the caller accepts that. Counts stand in <c>Import-Accepted</c> and
/// <c>Import-Rejected</c>, the encoding of a CSV file in <c>Import-Encoding</c>.
/// </summary>
public sealed class VerdictAnswer : IResult
{
    private const int RowsBetweenDrains = 500;

    private static readonly string[] Heading = ["line", "status", "id", "field", "heading", "code", "message"];

    private readonly TableFormat format;
    private readonly string? encoding;
    private readonly Dictionary<string, string> headings;
    private readonly ImportVerdict verdict;

    private VerdictAnswer(TableFormat format, string? encoding, Dictionary<string, string> headings, ImportVerdict verdict) =>
        (this.format, this.encoding, this.headings, this.verdict) = (format, encoding, headings, verdict);

    internal static VerdictAnswer For(HttpContext http, TableFormat sent, string? encoding, TableColumns columns)
    {
        var format = TableFormat.Accepted(http.Request.GetTypedHeaders().Accept, [sent, TableFormat.Json, .. TableFormat.OfRows]) ?? sent;
        return new VerdictAnswer(format, encoding, columns.All.ToDictionary(c => c.Field, c => c.Heading), new ImportVerdict(0, 0, []));
    }

    internal VerdictAnswer With(ImportVerdict told) => new(format, encoding, headings, told);

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (answer, cancellation) = (httpContext.Response, httpContext.RequestAborted);
        answer.ContentType = format == TableFormat.Csv ? $"{format.MediaType}; charset=utf-8" : format.MediaType;
        answer.Headers["Import-Accepted"] = verdict.Accepted.ToString(System.Globalization.CultureInfo.InvariantCulture);
        answer.Headers["Import-Rejected"] = verdict.Rejected.ToString(System.Globalization.CultureInfo.InvariantCulture);
        answer.Headers["Import-Encoding"] = encoding;
        var sink = new PipeSink(answer.BodyWriter);
        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        if (format == TableFormat.Json)
        {
            await JsonSerializer.SerializeAsync(answer.BodyWriter, verdict, json, cancellation);
        }
        else if (format == TableFormat.Ndjson)
        {
            await EachRow(sink, row => { JsonSerializer.Serialize(sink, row, json); sink.Write("\n"u8); }, cancellation);
        }
        else if (format == TableFormat.Csv)
        {
            await WriteRows(sink, new CsvRowWriter(sink, byteOrderMark: true), cancellation);
        }
        else
        {
            using var book = new XlsxBook(sink, "verdict");
            using var sheet = book.Sheet(new SheetLayout([8, 12, 38, 24, 20, 24, 60], 1, [], []));
            await WriteRows(sink, sheet, cancellation);
            book.Complete();
            await sink.Drain(cancellation);
        }
    }

    private async Task WriteRows(PipeSink sink, IRowWriter writer, CancellationToken cancellation)
    {
        writer.Write([.. Heading.Select(name => new TableCell(name))]);
        await EachRow(
            sink,
            row =>
            {
                foreach (var error in row.Errors.DefaultIfEmpty(new FieldError("", "", "")))
                {
                    writer.Write([TableCell.Of(row.Line), new(row.Status), new(row.Id?.ToString()), new(error.Field), new(HeadingOf(error.Field)), new(error.Code), new(error.Message)]);
                }
            },
            cancellation);
        writer.Complete();
        await sink.Drain(cancellation);
    }

    private async Task EachRow(PipeSink sink, Action<RowVerdict> write, CancellationToken cancellation)
    {
        for (var i = 0; i < verdict.Rows.Count; i++)
        {
            write(verdict.Rows[i]);
            if (i % RowsBetweenDrains == RowsBetweenDrains - 1 && !await sink.Drain(cancellation))
            {
                return;
            }
        }

        await sink.Drain(cancellation);
    }

    // fields[0] stands in the column of fields, indicators[2].unit in that of indicators.
    private string HeadingOf(string field)
    {
        var end = field.IndexOf('[', StringComparison.Ordinal);
        return headings.GetValueOrDefault(end < 0 ? field : field[..end], "");
    }
}
