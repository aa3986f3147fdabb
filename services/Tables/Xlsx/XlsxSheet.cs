using System.Globalization;
using System.Xml;

namespace Matchmaking.Tables.Xlsx;

/// <summary>Writes the rows of a sheet. A text is always a string cell, whatever it begins with; one that looks like a formula is also marked as text for whoever edits it.</summary>
public sealed class XlsxSheet : IRowWriter, IDisposable
{
    /// <summary>Characters a cell of Excel holds. A longer text is cut, which no list that Excel made can need.</summary>
    public const int MaxCharacters = 32_767;

    private readonly XmlWriter xml;
    private readonly SheetLayout layout;
    private int line;

    internal XlsxSheet(XmlWriter xml, SheetLayout layout)
    {
        (this.xml, this.layout) = (xml, layout);
        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement("worksheet", XlsxBook.Main);
        WriteFrozenRows();
        WriteWidths();
        Start("sheetData");
    }

    // Numbers of the styles of XlsxBook.
    private enum CellLook
    {
        General,
        Heading,
        Remark,
        Date,
        Text,
        RiskyText,
    }

    /// <inheritdoc />
    public void Write(IReadOnlyList<TableCell> cells) => Write(cells, RowLook.Plain);

    /// <summary>Writes a row that looks as <paramref name="look"/> says.</summary>
    public void Write(IReadOnlyList<TableCell> cells, RowLook look)
    {
        Start("row");
        xml.WriteAttributeString("r", Digits(++line));
        for (var column = 0; column < cells.Count; column++)
        {
            WriteCell(cells[column], $"{Letters(column)}{line}", look);
        }

        xml.WriteEndElement();
    }

    /// <inheritdoc />
    public void Complete()
    {
        xml.WriteEndElement();
        WriteChoices();
        xml.WriteEndElement();
        xml.WriteEndDocument();
        xml.Dispose();
    }

    /// <inheritdoc />
    public void Dispose() => xml.Dispose();

    /// <summary>The letters of a column, from 0: A, Z, AA.</summary>
    public static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void WriteCell(TableCell cell, string reference, RowLook look)
    {
        if (cell.Number is { } number && (decimal)(double)number == number)
        {
            StartCell(reference, null, CellLook.General);
            xml.WriteElementString("v", XlsxBook.Main, ((double)number).ToString("R", CultureInfo.InvariantCulture));
            xml.WriteEndElement();
        }
        else if (cell.Date is { Year: >= 1901 } date)
        {
            StartCell(reference, null, CellLook.Date);
            xml.WriteElementString("v", XlsxBook.Main, Digits((int)date.ToDateTime(default).ToOADate()));
            xml.WriteEndElement();
        }
        else if ((cell.Text ?? cell.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? cell.Number?.ToString(CultureInfo.InvariantCulture)) is { Length: > 0 } text)
        {
            StartCell(reference, "inlineStr", look switch
            {
                RowLook.Heading => CellLook.Heading,
                RowLook.Remark => CellLook.Remark,
                _ => FormulaGuard.IsRisky(text) ? CellLook.RiskyText : CellLook.Text,
            });
            Start("is");
            Start("t");
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(XlsxText.Escape(Cut(text)));
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
    }

    private static string Cut(string text) =>
        text.Length <= MaxCharacters ? text : text[..(char.IsHighSurrogate(text[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters)];

    private void StartCell(string reference, string? type, CellLook look)
    {
        Start("c");
        xml.WriteAttributeString("r", reference);
        if (look != CellLook.General)
        {
            xml.WriteAttributeString("s", Digits((int)look));
        }

        if (type is not null)
        {
            xml.WriteAttributeString("t", type);
        }
    }

    private void WriteFrozenRows()
    {
        if (layout.FrozenRows == 0)
        {
            return;
        }

        Start("sheetViews");
        Start("sheetView");
        xml.WriteAttributeString("workbookViewId", "0");
        Start("pane");
        xml.WriteAttributeString("ySplit", Digits(layout.FrozenRows));
        xml.WriteAttributeString("topLeftCell", $"A{layout.FrozenRows + 1}");
        xml.WriteAttributeString("activePane", "bottomLeft");
        xml.WriteAttributeString("state", "frozen");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void WriteWidths()
    {
        if (layout.Widths.Count == 0)
        {
            return;
        }

        Start("cols");
        for (var column = 0; column < layout.Widths.Count; column++)
        {
            Start("col");
            xml.WriteAttributeString("min", Digits(column + 1));
            xml.WriteAttributeString("max", Digits(column + 1));
            xml.WriteAttributeString("width", Digits(layout.Widths[column]));
            if (column < layout.Entries.Count && layout.Entries[column] != CellEntry.Any)
            {
                xml.WriteAttributeString("style", Digits((int)(layout.Entries[column] == CellEntry.Date ? CellLook.Date : CellLook.Text)));
            }

            xml.WriteAttributeString("customWidth", "1");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void WriteChoices()
    {
        if (layout.Choices.Count == 0)
        {
            return;
        }

        Start("dataValidations");
        xml.WriteAttributeString("count", Digits(layout.Choices.Count));
        foreach (var choice in layout.Choices)
        {
            Start("dataValidation");
            xml.WriteAttributeString("type", "list");
            xml.WriteAttributeString("allowBlank", "1");
            xml.WriteAttributeString("showInputMessage", "1");
            xml.WriteAttributeString("showErrorMessage", choice.IsStrict ? "1" : "0");
            xml.WriteAttributeString("prompt", choice.Prompt);
            xml.WriteAttributeString("sqref", $"{Letters(choice.Column)}{choice.FirstRow}:{Letters(choice.Column)}{XlsxLimits.Rows}");
            xml.WriteElementString("formula1", XlsxBook.Main, choice.Source);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void Start(string name) => xml.WriteStartElement(name, XlsxBook.Main);
}
