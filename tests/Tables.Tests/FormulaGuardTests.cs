using System.Text;
using Matchmaking.Tables.Csv;

namespace Matchmaking.Tables.Tests;

public sealed class FormulaGuardTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+86 575")]
    [InlineData("-5")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\tx")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("  =1")]
    [InlineData("\u3000=1")]
    [InlineData("\u00A0\u200B\uFEFF=1")]
    [InlineData("\u0001=1")]
    [InlineData("＝1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠x")]
    [InlineData("﹦1")]
    [InlineData("'=1")]
    [InlineData("''=1")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")")]
    [InlineData("=cmd|' /C calc'!A0")]
    public async Task What_may_be_taken_for_a_formula_begins_with_an_apostrophe_and_is_read_as_it_was(string text)
    {
        var file = Written(new TableCell(text), TableCell.Of(-5));

        var cell = Encoding.UTF8.GetString(file).TrimStart('\uFEFF', '"');
        Assert.StartsWith("'", cell, StringComparison.Ordinal);
        Assert.EndsWith(",-5\r\n", cell, StringComparison.Ordinal);
        Assert.Equal([text, "-5"], (await Read(file)).Single().Cells);
    }

    [Theory]
    [InlineData("周衡")]
    [InlineData("'90年代")]
    [InlineData("a=b")]
    [InlineData("1-2")]
    [InlineData("“=1”")]
    [InlineData(" 留白 ")]
    [InlineData("a\"b,c;d\r\ne")]
    [InlineData("'")]
    public async Task Any_other_text_is_written_as_it_is(string text)
    {
        var file = Written(new TableCell(text), new TableCell("end"));

        Assert.Contains(text.Replace("\"", "\"\"", StringComparison.Ordinal), Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        Assert.DoesNotContain($"'{text}", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        Assert.Equal([text, "end"], (await Read(file)).Single().Cells);
    }

    private static byte[] Written(params TableCell[] cells)
    {
        using var stream = new MemoryStream();
        new CsvRowWriter(stream, byteOrderMark: true).Write(cells);
        return stream.ToArray();
    }

    private static async Task<List<SourceRow>> Read(byte[] file)
    {
        await using var body = await SpooledBody.Of(new MemoryStream(file), CancellationToken.None);
        return await CsvRows.Read(body, CancellationToken.None).ToListAsync();
    }
}
