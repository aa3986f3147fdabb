using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Tables.Columns;
using Matchmaking.Tables.Csv;
using Matchmaking.Tables.Xlsx;

namespace Matchmaking.Tables.Tests;

/// <summary>Whatever a form holds stands in it again after it was written to a file and read.</summary>
public sealed class RoundTripTests
{
    private static readonly Choice[] Codes = [new("public", "公开"), new("a_b", "甲、乙"), new("other", "其他")];

    private static readonly TableColumns Columns = new(
        new Column("text", "文字", new TextFormat()),
        new Column("code", "代码", new CodeFormat(Codes, writesLabels: true)),
        new Column("codes", "多个代码", new ListFormat(Codes, writesLabels: true)),
        new Column("texts", "多个文字", new ListFormat(null, writesLabels: false)),
        new Column("part.count", "计数", new NumberFormat(isWhole: true)),
        new Column("part.amount", "金额", new NumberFormat(isWhole: false)),
        new Column("flag", "是否", new FlagFormat()),
        new Column("date", "日期", new DateFormat()));

    // Of what programs stumble over, more than chance would give.
    private static readonly Gen<string> Texts =
        from pieces in Gen.Elements("=", "+", "-", "@", "'", "\"", ",", ";", "；", "、", "\r\n", "\n", "\t", " ", "[", "]", "_x000D_", "_", "＝", "周衡", "a", "1", "\u0001", "𠮷", "<&>", "\uFFFE", "\u3000", "\u200B", "null").ListOf()
        select string.Concat(pieces);

    private static readonly Gen<JsonObject> Forms =
        from text in Texts.Where(t => !string.IsNullOrWhiteSpace(t))
        from code in Gen.Elements(Codes)
        from codes in Gen.Elements(Codes).ListOf()
        from texts in Texts.Where(t => !string.IsNullOrWhiteSpace(t)).NonEmptyListOf()
        from count in Gen.Choose(-1_000_000, 1_000_000)
        from amount in Gen.Choose(-1_000_000_000, 1_000_000_000)
        from scale in Gen.Choose(0, 9)
        from flag in Gen.Elements(true, false)
        from day in Gen.Choose(0, 200_000)
        select new JsonObject
        {
            ["text"] = text,
            ["code"] = code.Code,
            ["codes"] = codes.Count == 0 ? null : new JsonArray([.. codes.Select(c => JsonValue.Create(c.Code))]),
            ["texts"] = new JsonArray([.. texts.Select(t => JsonValue.Create(t))]),
            ["part"] = new JsonObject { ["count"] = count, ["amount"] = amount / (decimal)Math.Pow(10, scale) },
            ["flag"] = flag,
            ["date"] = new DateOnly(1850, 1, 1).AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_form_that_is_written_and_read_is_the_same(bool xlsx, bool labels)
    {
        Prop.ForAll(Forms.ListOf().ToArbitrary(), forms =>
        {
            var read = Read(Written(forms, xlsx, labels), xlsx);
            Assert.Equal(forms.Select(Shown), read.Select(Shown));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(7, 7));
    }

    private static byte[] Written(IList<JsonObject> forms, bool xlsx, bool labels)
    {
        using var stream = new MemoryStream();
        using var book = xlsx ? new XlsxBook(stream, "a") : null;
        using var sheet = book?.Sheet(SheetLayout.Plain);
        IRowWriter writer = sheet is null ? new CsvRowWriter(stream, byteOrderMark: true) : sheet;
        writer.Write(Columns.Heading(labels));
        foreach (var form in forms)
        {
            writer.Write(Columns.Cells(form, labels));
        }

        writer.Complete();
        book?.Complete();
        return stream.ToArray();
    }

    private static List<JsonObject> Read(byte[] file, bool xlsx)
    {
        using var stream = new MemoryStream(file);
        var rows = xlsx ? XlsxWorkbook.Read(stream, null).ToList() : OfCsv(stream).GetAwaiter().GetResult();
        Assert.Null(Columns.TryHeading(rows[0], out var heading));
        return [.. rows.Skip(1).Select(row =>
        {
            Assert.Null(row.Fault);
            var faults = new List<Platform.Http.FieldError>();
            var form = heading!.Read(row, faults);
            Assert.Empty(faults);
            return form;
        })];
    }

    private static async Task<List<SourceRow>> OfCsv(Stream file)
    {
        await using var body = await SpooledBody.Of(file, CancellationToken.None);
        return await CsvRows.Read(body, CancellationToken.None).ToListAsync();
    }

    // Numbers by value: 1.50 is 1.5.
    private static string Shown(JsonObject form)
    {
        var copy = JsonNode.Parse(form.ToJsonString())!.AsObject();
        copy["part"]!["amount"] = (copy["part"]!["amount"]!.GetValue<decimal>() / 1.000000000000000000000000000000m).ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var empty in copy.Where(field => field.Value is null).Select(field => field.Key).ToArray())
        {
            copy.Remove(empty);
        }

        return string.Join('\n', copy.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value!.ToJsonString()}"));
    }
}
