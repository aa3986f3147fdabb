using System.Diagnostics;
using ClosedXML.Excel;
using Matchmaking.Harness;
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
        using var book = new XLWorkbook(new MemoryStream(Workbook.Ours(new SheetLayout([10, 20], 1, [], false), Cells)));
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

    [Fact]
    public async Task LibreOffice_reads_what_we_write_where_it_is_installed()
    {
        if (!File.Exists("/usr/bin/soffice"))
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "名单.xlsx");
            await File.WriteAllBytesAsync(file, Workbook.Ours(new SheetLayout([10, 20], 1, [], false), Cells));
            using var office = Process.Start(new ProcessStartInfo("/usr/bin/soffice", ["--headless", $"-env:UserInstallation=file://{folder.FullName}/profile", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", folder.FullName, file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            await office.WaitForExitAsync();

            Assert.StartsWith("姓名, 留白 ,60,0.1,123456789012.34,2027-06-30,,=1+1,＝cmd,\"行一", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "名单.csv")), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_hundred_thousand_rows_are_written_and_read_in_bounded_memory()
    {
        const int Rows = 100_000;
        var text = string.Concat(Enumerable.Range(0, 60).Select(i => (char)('一' + (i * 37))));
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 65_536, FileOptions.DeleteOnClose);
        using var measured = new PeakMemory();
        using (var book = new XlsxBook(file, "名单"))
        {
            using var sheet = book.Sheet(SheetLayout.Plain);
            for (var row = 0; row < Rows; row++)
            {
                sheet.Write([TableCell.Of(row), new($"第{row}行"), new($"{text}{row * 7919L % 100_003}"), new("公开"), new(null, null, new DateOnly(2027, 1, 1))]);
            }

            sheet.Complete();
            book.Complete();
        }

        file.Position = 0;
        var (count, last) = (0, "");
        foreach (var row in XlsxWorkbook.Read(file, null))
        {
            count++;
            last = row.Cells[1];
        }

        var peak = await measured.Stop();
        Assert.Equal((Rows, "第99999行"), (count, last));
        Assert.True(peak < 30_000_000, $"{peak} bytes were held for a file of {file.Length} bytes");
    }

    [Fact]
    public async Task A_hundred_thousand_rows_of_shared_texts_are_read_in_bounded_memory()
    {
        const int Rows = 100_000;
        var random = new Random(5);
        string Text() => string.Concat(Enumerable.Range(0, 150).Select(_ => (char)('一' + random.Next(5_000))));
        var texts = Enumerable.Range(0, Rows).Select(i => $"<si><t>{i}{Text()}</t></si>");
        var rows = Enumerable.Range(0, Rows).Select(i => $"<row r='{i + 1}'><c r='A{i + 1}' t='s'><v>{Rows - 1 - i}</v></c></row>");
        var made = Workbook.Made(string.Concat(rows), string.Concat(texts));
        using var stream = new MemoryStream(made);
        using var measured = new PeakMemory();

        Assert.Equal(Rows, XlsxWorkbook.Read(stream, null).Where((row, i) => row.Cells[0].StartsWith($"{Rows - 1 - i}", StringComparison.Ordinal)).Count());
        var peak = await measured.Stop();
        Assert.True(made.Length > 20_000_000, $"only {made.Length} bytes");
        Assert.True(peak < 30_000_000, $"{peak} bytes were held for a file of {made.Length} bytes");
    }
}
