using Matchmaking.Harness;
using Matchmaking.Tables.Xlsx;

namespace Matchmaking.Tables.Tests;

/// <summary>Runs by itself: what other tests hold would be measured too.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;

[Collection(nameof(MeasuredAlone))]
public sealed class XlsxMemoryTests
{
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
