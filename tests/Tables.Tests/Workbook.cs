using System.IO.Compression;
using System.Text;
using ClosedXML.Excel;
using Matchmaking.Tables.Xlsx;

namespace Matchmaking.Tables.Tests;

/// <summary>Workbooks made by hand, by ClosedXML and by ourselves.</summary>
internal static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>The rows of a workbook as line:cell|cell.</summary>
    public static string[] Rows(byte[] file, string? sheet = null)
    {
        using var stream = new MemoryStream(file);
        return [.. XlsxWorkbook.Read(stream, sheet).Select(row => $"{row.Line}:{row.Fault?.Code ?? string.Join('|', row.Cells)}")];
    }

    /// <summary>The code that a workbook is refused with; null when it is read.</summary>
    public static string? Refused(byte[] file)
    {
        try
        {
            _ = Rows(file);
            return null;
        }
        catch (TableException fault)
        {
            return fault.Code;
        }
    }

    /// <summary>What ClosedXML makes of a first sheet.</summary>
    public static byte[] Peer(Action<IXLWorksheet> fill, string name = "名单")
    {
        using var book = new XLWorkbook();
        fill(book.AddWorksheet(name));
        using var stream = new MemoryStream();
        book.SaveAs(stream);
        return stream.ToArray();
    }

    /// <summary>What we make of rows.</summary>
    public static byte[] Ours(SheetLayout layout, params TableCell[][] rows)
    {
        using var stream = new MemoryStream();
        using (var book = new XlsxBook(stream, "名单"))
        {
            using var sheet = book.Sheet(layout);
            foreach (var row in rows)
            {
                sheet.Write(row);
            }

            sheet.Complete();
            book.Complete();
        }

        return stream.ToArray();
    }

    /// <summary>A workbook with this between the tags of sheetData, and other parts where they are given.</summary>
    public static byte[] Made(string sheetData, string? shared = null, string? styles = null, string workbookProperties = "", params (string Name, string Text)[] others)
    {
        var parts = new Dictionary<string, string>
        {
            ["_rels/.rels"] = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://x/officeDocument" Target="/xl/workbook.xml"/></Relationships>""",
            ["xl/workbook.xml"] = $"""<workbook xmlns="{Main}" xmlns:r="http://x/relationships">{workbookProperties}<sheets><sheet name="甲" sheetId="1" r:id="a"/></sheets></workbook>""",
            ["xl/_rels/workbook.xml.rels"] = """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://x/worksheet" Target="worksheets/../worksheets/./甲.xml"/>
                <Relationship Id="s" Type="http://x/sharedStrings" Target="shared.xml"/><Relationship Id="t" Type="http://x/styles" Target="styles.xml"/></Relationships>
                """,
            ["xl/worksheets/甲.xml"] = $"""<worksheet xmlns="{Main}"><sheetData>{sheetData}</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>""",
        };
        if (shared is not null)
        {
            parts["xl/shared.xml"] = $"""<sst xmlns="{Main}">{shared}</sst>""";
        }

        if (styles is not null)
        {
            parts["xl/styles.xml"] = $"""<styleSheet xmlns="{Main}">{styles}</styleSheet>""";
        }

        foreach (var (name, text) in others)
        {
            parts[name] = text;
        }

        return Zip([.. parts.Select(part => (part.Key, Encoding.UTF8.GetBytes(part.Value)))]);
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(content);
            }
        }

        return stream.ToArray();
    }
}
