using Matchmaking.Tables.Columns;
using Matchmaking.Tables.Xlsx;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Matchmaking.Tables.Export;

/// <summary>The collection form to be filled in: headings, a row of remarks and one of an example (both passed over by the import), lists to choose from, and a sheet that explains every column.</summary>
/// <param name="name">Name of the file, without its ending.</param>
/// <param name="title">Name of the form, and of its first sheet.</param>
/// <param name="columns">Its columns.</param>
public sealed class TemplateAnswer(string name, string title, TableColumns columns) : IResult
{
    private const string Explained = "填写说明";
    private const string Listed = "代码表";

    // Heading, remarks, example.
    private const int RowsAbove = 3;

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var answer = httpContext.Response;
        answer.ContentType = TableFormat.Xlsx.MediaType;
        answer.Headers[HeaderNames.ContentDisposition] = $"attachment; filename=\"{name}.xlsx\"";
        var sink = new PipeSink(answer.BodyWriter);
        Write(sink);
        await sink.Drain(httpContext.RequestAborted);
    }

    /// <summary>Writes it.</summary>
    public void Write(Stream output)
    {
        using var book = new XlsxBook(output, title, Explained, Listed);
        WriteForm(book);
        WriteExplanations(book);
        WriteLists(book);
        book.Complete();
    }

    private IReadOnlyList<Column> Entered => [.. columns.All.Where(c => !c.IsNote || c.Field == TableColumns.Mark)];

    private IReadOnlyList<Column> Chosen => [.. Entered.Where(c => c.Format.Choices.Count > 0)];

    private void WriteForm(XlsxBook book)
    {
        var chosen = Chosen.ToList();
        CellChoice[] choices =
        [
            .. Entered.Select((column, at) => (column, at)).Where(c => chosen.Contains(c.column)).Select(c => new CellChoice(
                c.at, RowsAbove, $"{Listed}!${XlsxSheet.Letters(chosen.IndexOf(c.column))}$2:${XlsxSheet.Letters(chosen.IndexOf(c.column))}${c.column.Format.Choices.Count + 1}",
                IsClosed(c.column), c.column.Hint.Length <= 255 ? c.column.Hint : c.column.Hint[..255])),
        ];
        using var sheet = book.Sheet(new SheetLayout([.. Entered.Select(c => c.Width)], 1, choices, [.. Entered.Select(c => c.Format switch { DateFormat => CellEntry.Date, NumberFormat => CellEntry.Any, _ => CellEntry.Text })]));
        sheet.Write([.. Entered.Select(c => new TableCell(c.IsRequired ? $"{c.Heading}*" : c.Heading))], RowLook.Heading);
        sheet.Write([.. Entered.Select(c => new TableCell(c.Field == TableColumns.Mark ? TableColumns.RemarkMark : c.Hint))], RowLook.Remark);
        sheet.Write([.. Entered.Select(c => new TableCell(c.Field == TableColumns.Mark ? TableColumns.ExampleMark : c.Example))], RowLook.Remark);
        sheet.Complete();
    }

    private void WriteExplanations(XlsxBook book)
    {
        using var sheet = book.Sheet(new SheetLayout([20, 24, 10, 70, 60], 1, [], []));
        sheet.Write([new("列名"), new("字段"), new("必填"), new("填写要求"), new("可选值")], RowLook.Heading);
        foreach (var column in Entered)
        {
            sheet.Write([new(column.Heading), new(column.Field), new(column.IsRequired ? "是" : ""), new(column.Hint), new(Offered(column))]);
        }

        sheet.Write([new($"“{Entered.First(c => c.Field == TableColumns.Mark).Heading}”列填“{TableColumns.ExampleMark}”或“{TableColumns.RemarkMark}”的行不导入；填写自己的内容时请从第 {RowsAbove + 1} 行开始。")], RowLook.Remark);
        sheet.Write([new("一格多个值用 ；;、 或换行分隔。每次最多 100,000 行、64 MiB。导入后逐行返回结果。")], RowLook.Remark);
        sheet.Complete();
    }

    private static string Offered(Column column) =>
        column.Format.Choices.Count is 0 ? "" : column.Format.Choices.Count > 30 ? $"见“{Listed}”" : string.Join("；", column.Format.Choices.Select(c => $"{c.Label}（{c.Code}）"));

    private void WriteLists(XlsxBook book)
    {
        using var sheet = book.Sheet(new SheetLayout([.. Chosen.Select(_ => 32)], 1, [], []));
        sheet.Write([.. Chosen.Select(c => new TableCell(c.Heading))], RowLook.Heading);
        for (var row = 0; row < Chosen.Max(c => c.Format.Choices.Count); row++)
        {
            sheet.Write([.. Chosen.Select(c => new TableCell(row < c.Format.Choices.Count ? Entry(c, c.Format.Choices[row]) : null))]);
        }

        sheet.Complete();
    }

    private static bool IsClosed(Column column) => !column.Format.IsList && Entry(column, column.Format.Choices[0]) == column.Format.Choices[0].Label;

    // The label where it is what exports write, otherwise the code with its label behind it: the import takes both.
    private static string Entry(Column column, Choice choice) =>
        column.Format.TryRead(choice.Code, out var value) && column.Format.Write(value!, labels: true).Text == choice.Label ? choice.Label : $"{choice.Code} {choice.Label}";
}
