using System.Text;
using Matchmaking.Tables.Csv;

namespace Matchmaking.Tables.Tests;

public sealed class CsvEncodingTests
{
    private const string Text = "姓名,简介\r\n周衡,\"轧光，\"\"耐久\"\"\n整理\"\r\n㐀𠮷,ok\r\n";

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("GB18030", false)]
    public async Task Chinese_is_read_in_both_encodings(string encoding, bool mark)
    {
        byte[] file = [.. mark ? Encoding.UTF8.GetPreamble() : [], .. (encoding == "utf-8" ? Encoding.UTF8 : Gb18030).GetBytes(Text)];
        var (isUtf8, rows) = await Read(file);

        Assert.Equal(encoding == "utf-8", isUtf8);
        Assert.Equal(["1:姓名|简介", "2:周衡|轧光，\"耐久\"\n整理", "4:㐀𠮷|ok"], rows);
    }

    [Fact]
    public async Task Rows_of_files_glued_together_of_both_are_not_turned_into_nonsense()
    {
        byte[] file = [.. Gb18030.GetBytes("姓名,简介\n周衡,轧光整理\n"), .. Encoding.UTF8.GetBytes("周衡,织物后整理\n"), .. Gb18030.GetBytes("周衡,好\n周衡,"), .. Encoding.UTF8.GetBytes("织物后整理\n")];

        Assert.Equal(["1:姓名|简介", "2:周衡|轧光整理", "3:周衡|织物后整理", "4:周衡|好", "5:malformed"], (await Read(file)).Rows);
    }

    [Fact]
    public async Task What_is_neither_is_a_bad_row()
    {
        Assert.Equal(["1:a", "2:malformed", "3:b"], (await Read([.. "a\n"u8, 0xFF, 0xFF, .. "\nb\n"u8])).Rows);
    }

    private static async Task<(bool IsUtf8, string[] Rows)> Read(byte[] file)
    {
        await using var body = await SpooledBody.Of(new MemoryStream(file), CancellationToken.None);
        var rows = await CsvRows.Read(body, CancellationToken.None).ToListAsync();
        return (body.IsUtf8, [.. rows.Select(row => $"{row.Line}:{row.Fault?.Code ?? string.Join('|', row.Cells)}")]);
    }
}
