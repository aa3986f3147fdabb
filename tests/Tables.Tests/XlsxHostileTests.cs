using System.Text;
using Matchmaking.Harness;

namespace Matchmaking.Tables.Tests;

[Collection(nameof(MeasuredAlone))]
public sealed class XlsxHostileTests
{
    private const string Row = "<row><c t='s'><v>0</v></c></row>";

    // Made when their test runs: some unpack to a hundred megabytes.
    private static readonly Dictionary<string, (Func<byte[]> File, string Code)> Files = new()
    {
        ["nothing"] = (() => [], "xlsx_invalid"),
        ["a text"] = (() => Encoding.UTF8.GetBytes("姓名,单位"), "xlsx_invalid"),
        ["an archive of no workbook"] = (() => Workbook.Zip(("a.txt", [1])), "xlsx_invalid"),
        ["the old form, or a password"] = (() => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]], "xls_or_encrypted"),
        ["an encrypted entry"] = (() => Encrypted(), "xls_or_encrypted"),
        ["entities"] = (() => Workbook.Made(Row, others: ("xl/shared.xml", Laughs)), "xlsx_invalid"),
        ["an external entity"] = (() => Workbook.Made(Row, others: ("xl/shared.xml", "<!DOCTYPE s [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><sst><si><t>&x;</t></si></sst>")), "xlsx_invalid"),
        ["a deep sheet"] = (() => Workbook.Made(string.Concat(Enumerable.Repeat("<row>", 10_000))), "xlsx_invalid"),
        ["a CDATA section"] = (() => Workbook.Made("<row><c t='inlineStr'><is><t><![CDATA[a]]></t></is></c></row>"), "xlsx_invalid"),
        ["an endless attribute"] = (() => Workbook.Made($"<row a='{Noise(2_000_000)}'/>"), "xlsx_invalid"),
        ["an endless text"] = (() => Workbook.Made($"<row><c t='inlineStr'><is><t>{Noise(2_000_000)}</t></is></c></row>"), "xlsx_invalid"),
        ["endless names"] = (() => Workbook.Made(string.Concat(Enumerable.Range(0, 10_000).Select(i => $"<n{i}/>"))), "xlsx_invalid"),
        ["a text that is not there"] = (() => Workbook.Made("<row><c t='s'><v>7</v></c></row>", "<si><t>a</t></si>"), "xlsx_invalid"),
        ["rows out of order"] = (() => Workbook.Made("<row r='5'/><row r='4'/>"), "xlsx_invalid"),
        ["a row beyond the last"] = (() => Workbook.Made("<row r='1048577'/>"), "xlsx_invalid"),
        ["a sheet outside the archive"] = (() => Workbook.Made(Row, others: ("xl/_rels/workbook.xml.rels", Relations("../../../etc/passwd"))), "xlsx_invalid"),
        ["a sheet on another machine"] = (() => Workbook.Made(Row, others: ("xl/_rels/workbook.xml.rels", Relations("http://127.0.0.1/", "TargetMode='External'"))), "sheet_not_found"),
        ["a workbook in UTF-16"] = (() => Workbook.Zip(("_rels/.rels", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<a/>")).ToArray())), "xlsx_invalid"),
        ["a part twice"] = (() => Workbook.Zip(("_rels/.rels", [1]), ("_rels/.rels", [1])), "xlsx_invalid"),
        ["a bomb in the sheet"] = (() => Workbook.Made(string.Concat(Enumerable.Repeat($"<row>{new string(' ', 900_000)}</row>", 60))), "xlsx_too_large"),
        ["a bomb in the shared texts"] = (() => Workbook.Made(Row, string.Concat(Enumerable.Repeat($"<si><t>{new string('a', 900_000)}</t></si>", 60))), "xlsx_too_large"),
        ["a large part that must be small"] = (() => Workbook.Made(Row, styles: string.Concat(Enumerable.Range(0, 1_500_000).Select(i => $"<a b='{(i * 2_654_435_761u) % 1_000_000_007}'/>"))), "xlsx_too_large"),
        ["a directory without end"] = (() => Workbook.Zip([.. Enumerable.Range(0, 9_000).Select(i => ($"{new string('n', 60)}{i}", Array.Empty<byte>()))]), "xlsx_invalid"),
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    private static string Laughs =>
        $"<!DOCTYPE s [<!ENTITY a0 'ha'>{string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY a{i} '{string.Concat(Enumerable.Repeat($"&a{i - 1};", 10))}'>"))}]><sst><si><t>&a9;</t></si></sst>";

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_file_is_refused_with_a_code_in_little_memory(string what)
    {
        var file = Files[what].File();
        using var measured = new PeakMemory();
        Assert.Equal(Files[what].Code, Workbook.Refused(file));
        Assert.InRange(await measured.Stop(), 0, 60_000_000);
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        var whole = Workbook.Peer(sheet => sheet.Cell("A1").Value = "姓名");
        foreach (var length in Enumerable.Range(0, whole.Length / 16).Select(i => i * 16))
        {
            Assert.NotNull(Workbook.Refused(whole[..length]));
        }
    }

    [Fact]
    public void Bytes_that_are_changed_anywhere_give_rows_or_a_fault_of_the_file_and_nothing_else()
    {
        var random = new Random(7);
        byte[][] wholes = [Workbook.Peer(sheet => sheet.Cell("A1").Value = "姓名"), Stored(Workbook.Made("<row><c t='s'><v>0</v></c><c s='1'><v>46568</v></c></row>", "<si><t>共享</t></si>", "<cellXfs><xf/><xf numFmtId='14'/></cellXfs>"))];
        var refused = 0;
        for (var i = 0; i < 6_000; i++)
        {
            var file = wholes[i % 2].ToArray();
            for (var change = 0; change <= i % 4; change++)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            refused += Workbook.Refused(file) is null ? 0 : 1;
        }

        Assert.InRange(refused, 1_000, 5_990);
    }

    // Not packed, so that changed bytes reach the parser.
    private static byte[] Stored(byte[] file)
    {
        using var stream = new MemoryStream();
        using (var from = new System.IO.Compression.ZipArchive(new MemoryStream(file)))
        using (var to = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                using var source = entry.Open();
                using var part = to.CreateEntry(entry.FullName, System.IO.Compression.CompressionLevel.NoCompression).Open();
                source.CopyTo(part);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Encrypted()
    {
        var file = Workbook.Made(Row);
        // Bit 0 of the flags, in the directory.
        var at = file.AsSpan().IndexOf("PK\x01\x02"u8);
        file[at + 8] |= 1;
        return file;
    }

    private static string Relations(string target, string more = "") =>
        $"<Relationships><Relationship Id='a' Type='http://x/worksheet' Target='{target}' {more}/></Relationships>";

    private static string Noise(int length)
    {
        var random = new Random(3);
        return string.Create(length, random, (text, source) => { for (var i = 0; i < text.Length; i++) { text[i] = (char)('a' + source.Next(26)); } });
    }
}
