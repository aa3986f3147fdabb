using ClosedXML.Excel;

namespace Matchmaking.Tables.Tests;

public sealed class XlsxReadTests
{
    // Style 0 is plain, 1 a built-in date, 2 a date of its own, 3 a Chinese built-in one, 4 one with a colour and a text that hold letters of dates, 5 a time of day.
    private const string Styles = """
        <numFmts count="2"><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="171" formatCode="[Red]0.0&quot; days&quot;"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="31"/><xf numFmtId="171"/><xf numFmtId="22"/></cellXfs>
        """;

    [Fact]
    public void What_ClosedXML_writes_is_read_cell_by_cell()
    {
        var file = Workbook.Peer(sheet =>
        {
            sheet.Cell("A1").Value = "姓名";
            sheet.Cell("C1").Value = "  留白 ";
            sheet.Cell("A3").Value = 330604;
            sheet.Cell("B3").Value = 0.1 + 0.2;
            sheet.Cell("C3").Value = true;
            sheet.Cell("D3").Value = new DateTime(2027, 6, 30);
            sheet.Cell("E3").Value = "行一\n行二 & <b>";
            sheet.Cell("F3").Value = new DateTime(2027, 6, 30, 8, 30, 0);
            sheet.Cell("A4").RichText.AddText("富").SetBold();
            sheet.Cell("A4").RichText.AddText("文本");
            sheet.Cell("A6").Style.Fill.BackgroundColor = XLColor.Red;
        });

        Assert.Equal(["1:姓名||  留白 ", "3:330604|0.3|true|2027-06-30|行一\n行二 & <b>|2027-06-30T08:30:00", "4:富文本"], Workbook.Rows(file));
    }

    [Theory]
    [InlineData("<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>", "1:共享|富文本")]
    [InlineData("<row r='7'><c r='B7' t='inlineStr'><is><t xml:space='preserve'> 内联 </t></is></c><c r='E7'><v>1</v></c></row>", "7:| 内联 |||1")]
    [InlineData("<row><c t='inlineStr'><is><r><t>甲</t></r><rPh sb='0' eb='1'><t>jia</t></rPh><r><rPr><b/></rPr><t>乙</t></r></is></c></row>", "1:甲乙")]
    [InlineData("<row><c t='inlineStr'><is><t>a_x000D__x000A_b _x005F_x000D_ _x12</t></is></c></row>", "1:a\r\nb _x000D_ _x12")]
    [InlineData("<row><c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='e'><v>#REF!</v></c><c t='d'><v>2027-06-30</v></c></row>", "1:true|false|#REF!|2027-06-30")]
    [InlineData("<row><c t='str'><f>CONCATENATE(\"甲\",\"乙\")</f><v>甲乙</v></c><c><f>1+1</f><v>2</v></c><c><f>1+1</f></c></row>", "1:甲乙|2")]
    [InlineData("<row><c s='1'><v>46568</v></c><c s='2'><v>46568</v></c><c s='3'><v>46568</v></c><c s='4'><v>46568</v></c><c s='5'><v>46568.5</v></c></row>", "1:2027-06-30|2027-06-30|2027-06-30|46568|2027-06-30T12:00:00")]
    [InlineData("<row><c s='1'><v>1</v></c><c s='1'><v>59</v></c><c s='1'><v>61</v></c><c s='1'><v>-1</v></c></row>", "1:1900-01-01|1900-02-28|1900-03-01|-1")]
    [InlineData("<row><c><v>1.0000000000000001E-2</v></c><c><v>60</v></c><c><v>91330604000000000</v></c><c><v>oops</v></c></row>", "1:0.01|60|91330604000000000|oops")]
    [InlineData("<row r='2'/><row r='3'><c r='A3'/><c r='B3' t='inlineStr'><is/></c></row><row r='9' spans='1:1'><c r='A9'><v>9</v></c></row>", "9:9")]
    public void Cells_of_every_kind_that_programs_write_are_read(string sheetData, string expected)
    {
        Assert.Equal([expected], Workbook.Rows(Workbook.Made(sheetData, "<si><t>共享</t></si><si><r><t>富</t></r><r><t>文本</t></r></si>", Styles)));
    }

    [Fact]
    public void Dates_count_from_1904_where_the_workbook_says_so()
    {
        Assert.Equal(["1:1904-01-02"], Workbook.Rows(Workbook.Made("<row><c s='1'><v>1</v></c></row>", styles: Styles, workbookProperties: "<workbookPr date1904='1'/>")));
    }

    [Fact]
    public void The_first_sheet_that_is_shown_is_read_or_the_one_that_is_named()
    {
        using var stream = new MemoryStream();
        using (var book = new XLWorkbook())
        {
            book.AddWorksheet("藏").Cell("A1").SetValue("藏").Worksheet.Hide();
            book.AddWorksheet("甲").Cell("A1").Value = "甲";
            book.AddWorksheet("乙").Cell("A1").Value = "乙";
            book.SaveAs(stream);
        }

        Assert.Equal(["1:甲"], Workbook.Rows(stream.ToArray()));
        Assert.Equal(["1:乙"], Workbook.Rows(stream.ToArray(), "乙"));
        Assert.Equal("sheet_not_found", Assert.Throws<TableException>(() => Workbook.Rows(stream.ToArray(), "丙")).Code);
    }

    [Fact]
    public void A_row_that_is_too_long_or_too_wide_is_a_bad_row_and_the_rest_goes_on()
    {
        var texts = string.Concat(Enumerable.Range(0, 10).Select(_ => $"<c t='inlineStr'><is><t>{new string('长', 10_000)}</t></is></c>"));
        Assert.Equal(["1:too_long", "2:wrong_cell_count", "3:好"], Workbook.Rows(Workbook.Made($"<row>{texts}</row><row><c r='ZZZ2'><v>1</v></c></row><row><c t='inlineStr'><is><t>好</t></is></c></row>")));
    }
}
