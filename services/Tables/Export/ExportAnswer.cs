using System.Text.Json;
using System.Text.Json.Nodes;
using Matchmaking.Platform.Http;
using Matchmaking.Tables.Columns;
using Matchmaking.Tables.Csv;
using Matchmaking.Tables.Xlsx;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Matchmaking.Tables.Export;

/// <summary>How a list is to be written.</summary>
/// <param name="Format">csv, xlsx or ndjson.</param>
/// <param name="ByteOrderMark">Whether CSV begins with one, by which Excel knows UTF-8.</param>
/// <param name="Labels">Headings and codes as the collection form has them, in Chinese; otherwise as JSON calls them.</param>
public sealed record ExportForm(TableFormat Format, bool ByteOrderMark, bool Labels)
{
    /// <summary>Reads what the query says; the format may stand in Accept too, and is CSV where neither says.</summary>
    public static FieldError? TryRead(HttpContext http, string? format, bool? bom, string? headings, out ExportForm form)
    {
        var named = format is null ? TableFormat.Accepted(http.Request.GetTypedHeaders().Accept, TableFormat.OfRows) ?? TableFormat.Csv : TableFormat.OfRows.FirstOrDefault(f => f.Name == format);
        form = new ExportForm(named ?? TableFormat.Csv, bom ?? true, headings == "zh");
        return named is null ? new FieldError("format", "unknown_format", $"One of: {string.Join(", ", TableFormat.OfRows.Select(f => f.Name))}.")
            : headings is not (null or "zh" or "en") ? new FieldError("headings", "unknown_headings", "One of: zh, en.")
            : null;
    }
}

/// <summary>A list as a file, written while it is read: no more than a portion of it is in memory.</summary>
/// <param name="form">How it is written.</param>
/// <param name="name">Name of the file, without its ending.</param>
/// <param name="columns">The columns of CSV and XLSX.</param>
/// <param name="rows">Each row as JSON of the form, with the notes of the columns.</param>
public sealed class ExportAnswer(ExportForm form, string name, TableColumns columns, IAsyncEnumerable<JsonObject> rows) : IResult
{
    private const int RowsBetweenDrains = 100;

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (answer, cancellation) = (httpContext.Response, httpContext.RequestAborted);
        await using var source = rows.GetAsyncEnumerator(cancellation);
        // Before the answer begins: a database that is away is still a problem with a code.
        var isMore = await source.MoveNextAsync();
        answer.ContentType = form.Format == TableFormat.Csv ? $"{form.Format.MediaType}; charset=utf-8" : form.Format.MediaType;
        answer.Headers[HeaderNames.ContentDisposition] = $"attachment; filename=\"{name}.{form.Format.Name}\"";
        var sink = new PipeSink(answer.BodyWriter);
        if (form.Format == TableFormat.Ndjson)
        {
            await Each(source, isMore, sink, row => { JsonSerializer.Serialize(sink, row, CellJson.Options); sink.Write("\n"u8); }, cancellation);
        }
        else if (form.Format == TableFormat.Csv)
        {
            await Write(source, isMore, sink, new CsvRowWriter(sink, form.ByteOrderMark), cancellation);
        }
        else
        {
            using var book = new XlsxBook(sink, name);
            using var sheet = book.Sheet(new SheetLayout([.. columns.All.Where(c => !c.IsSecret && c.Field != TableColumns.Mark).Select(c => c.Width)], 1, [], []));
            await Write(source, isMore, sink, sheet, cancellation);
            book.Complete();
        }

        await sink.Drain(cancellation);
    }

    private Task Write(IAsyncEnumerator<JsonObject> source, bool isMore, PipeSink sink, IRowWriter writer, CancellationToken cancellation)
    {
        writer.Write(columns.Heading(form.Labels));
        return Each(source, isMore, sink, row => writer.Write(columns.Cells(row, form.Labels)), cancellation, writer.Complete);
    }

    private static async Task Each(IAsyncEnumerator<JsonObject> source, bool isMore, PipeSink sink, Action<JsonObject> write, CancellationToken cancellation, Action? complete = null)
    {
        for (var count = 1; isMore; count++)
        {
            write(source.Current);
            if (count % RowsBetweenDrains == 0 && !await sink.Drain(cancellation))
            {
                return;
            }

            isMore = await source.MoveNextAsync();
        }

        complete?.Invoke();
    }
}
