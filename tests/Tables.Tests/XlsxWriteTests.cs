using ClosedXML.Excel;
using Matchmaking.Tables.Xlsx;

namespace Matchmaking.Tables.Tests;

public sealed class XlsxWriteTests
{
    private static readonly TableCell[] Cells =
    [
        new("姓名"), new(" 留白 "), TableCell.Of(60), TableCell.Of(0.1m), TableCell.Of(123456789012.34m), new(null, null, new DateOnly(2027, 6, 30)), default, new("=1+1"), new("＝cmd"),
        new("行一\r\n行二\t& <b> \"q\" _x000D_"), new("\u0001\uFFFE"), new("00123"),
    ];

    [Fact]
    public void ClosedXML_reads_what_we_write()
    {
        using var book = new XLWorkbook(new MemoryStream(Workbook.Ours(new SheetLayout([10, 20], 1, [], []), Cells)));
        var sheet = book.Worksheet("名单");

        Assert.Equal("姓名", sheet.Cell("A1").GetString());
        Assert.Equal(" 留白 ", sheet.Cell("B1").GetString());
        Assert.Equal([60, 0.1, 123456789012.34], new[] { "C1", "D1", "E1" }.Select(cell => sheet.Cell(cell).GetDouble()));
        Assert.Equal(new DateTime(2027, 6, 30), sheet.Cell("F1").GetDateTime());
        Assert.Equal((XLDataType.Text, "=1+1", false), (sheet.Cell("H1").DataType, sheet.Cell("H1").GetString(), sheet.Cell("H1").HasFormula));
        Assert.True(sheet.Cell("H1").Style.IncludeQuotePrefix);
        Assert.Equal((XLDataType.Text, "00123"), (sheet.Cell("L1").DataType, sheet.Cell("L1").GetString()));
        Assert.Equal(1, sheet.SheetView.SplitRow);
        Assert.InRange(sheet.Column(2).Width, 19, 20);
    }

    [Fact]
    public void We_read_what_we_write()
    {
        Assert.Equal(
            ["1:姓名| 留白 |60|0.1|123456789012.34|2027-06-30||=1+1|＝cmd|行一\r\n行二\t& <b> \"q\" _x000D_|\u0001\uFFFE|00123"],
            Workbook.Rows(Workbook.Ours(SheetLayout.Plain, Cells)));
    }
}
