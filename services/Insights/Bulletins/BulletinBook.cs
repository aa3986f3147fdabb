using Matchmaking.Tables;
using Matchmaking.Tables.Xlsx;

namespace Matchmaking.Insights.Bulletins;

/// <summary>The bulletin as a workbook: one sheet of indicators, one of the funnel, one of corrections. Numbers are numbers, rates are ratios.</summary>
internal static class BulletinBook
{
    private static readonly string[] FunnelHeadings = ["环节", "需求（项）", "对接（次）", "占全部", "占上一环节", "半数天数", "九成天数"];
    private static readonly string[] CorrectionHeadings = ["指标", "地区", "期间", "原值", "更正为", "理由"];
    private static readonly int[] Widths = [28, 8, 14, 10, 10, 12, 10, 14, 12, 10];

    /// <summary>Writes it; the same bulletin makes the same bytes.</summary>
    public static void Write(Stream output, Bulletin bulletin)
    {
        using var book = new XlsxBook(output, "主要指标", "需求进展", "回头看更正");
        using (var sheet = book.Sheet(new SheetLayout(Widths, 2, [], [])))
        {
            sheet.Write([new TableCell($"{BulletinWords.Title(bulletin)}，截至北京时间 {BulletinWords.AsOf(bulletin)}")], RowLook.Remark);
            sheet.Write([.. BulletinWords.Columns.Select(column => new TableCell(column.Zh))], RowLook.Heading);
            foreach (var row in bulletin.Rows)
            {
                TableCell[] cells = row.Value is not { } value
                    ? [new TableCell(row.Indicator.Name)]
                    :
                    [
                        new TableCell(row.Indicator.Name), new TableCell(row.Indicator.Unit), value.Value is null ? new TableCell(BulletinWords.Abstention(value.Abstention)) : TableCell.Of(value.Value),
                        TableCell.Of(value.ChangeOnPrevious), TableCell.Of(value.ChangeOnYear), TableCell.Of(value.Target), TableCell.Of(value.Rate), TableCell.Of(row.YearToDate), TableCell.Of(row.YearTarget), TableCell.Of(row.YearRate),
                    ];
                sheet.Write(cells);
            }

            sheet.Complete();
        }

        using (var sheet = book.Sheet(new SheetLayout([16, 10, 10, 12, 12, 14, 14], 1, [], [])))
        {
            sheet.Write([.. FunnelHeadings.Select(heading => new TableCell(heading))], RowLook.Heading);
            foreach (var step in bulletin.Funnel.Steps)
            {
                sheet.Write([new TableCell(step.Name), TableCell.Of(step.Needs), TableCell.Of(step.Matches), TableCell.Of((decimal?)step.ShareOfAll), TableCell.Of((decimal?)step.ShareOfStep), TableCell.Of((decimal?)step.MedianDays), TableCell.Of((decimal?)step.NinthDecileDays)]);
            }

            sheet.Complete();
        }

        using (var sheet = book.Sheet(new SheetLayout([20, 14, 12, 14, 14, 40], 1, [], [])))
        {
            sheet.Write([.. CorrectionHeadings.Select(heading => new TableCell(heading))], RowLook.Heading);
            foreach (var one in bulletin.Corrections)
            {
                sheet.Write([new TableCell(one.Indicator), new TableCell(BulletinWords.Region(one.Region)), new TableCell(one.Period), TableCell.Of(one.Before), TableCell.Of(one.After), new TableCell(one.Reason)]);
            }

            sheet.Complete();
        }

        book.Complete();
    }
}
