using System.Globalization;
using System.Xml;

namespace Matchmaking.Tables.Xlsx;

/// <summary>The rows of a sheet in the order of the file (ECMA-376, part 1, 18.3.1); cells and rows that are empty may be left out of it.</summary>
internal sealed class SheetRows(XmlReader xml, SharedTexts texts, CellStyles styles)
{
    private readonly List<string> cells = [];
    private int line;
    private int size;
    private int column;
    private bool isTooWide;

    /// <summary>The rows that hold more than blanks.</summary>
    public IEnumerable<SourceRow> Read()
    {
        while (xml.Next() && !(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "sheetData"))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "row" && ReadRow() is { } row)
            {
                yield return row;
            }
        }
    }

    private SourceRow? ReadRow()
    {
        var number = xml.GetAttribute("r") is not { } text ? line + 1 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : -1;
        if (number <= line || number > XlsxLimits.Rows)
        {
            throw BoundedXml.Invalid("The rows of its sheet are not in order.");
        }

        (line, size, column, isTooWide) = (number, 0, 0, false);
        cells.Clear();
        var (depth, isEmpty) = (xml.Depth, xml.IsEmptyElement);
        while (!isEmpty && xml.Next() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "c")
            {
                ReadCell();
            }
        }

        return size > SourceRow.MaxBytes ? SourceRow.Faulty(line, "too_long", $"A row has at most {SourceRow.MaxBytes} bytes.")
            : isTooWide ? SourceRow.Faulty(line, "wrong_cell_count", $"Cells stand right of column {XlsxLimits.Columns}.")
            : cells.All(string.IsNullOrWhiteSpace) ? null
            : SourceRow.Of(line, [.. cells]);
    }

    private void ReadCell()
    {
        var (type, style) = (xml.GetAttribute("t"), int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1);
        column = Column(xml.GetAttribute("r")) ?? Math.Min(column + 1, XlsxLimits.Columns + 1);
        var value = xml.IsEmptyElement ? "" : ReadValue(type, style);
        isTooWide |= value.Length > 0 && column > XlsxLimits.Columns;
        size += System.Text.Encoding.UTF8.GetByteCount(value);
        if (value.Length == 0 || isTooWide || size > SourceRow.MaxBytes)
        {
            return;
        }

        while (cells.Count < column)
        {
            cells.Add("");
        }

        cells[column - 1] = value;
    }

    // A formula (f) is passed over: what its program computed last stands in v.
    private string ReadValue(string? type, int style)
    {
        var value = "";
        for (var depth = xml.Depth; xml.Next() && xml.Depth > depth;)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "v" or "is")
            {
                value = xml.Text(ofRuns: xml.LocalName == "is");
            }
        }

        return type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && texts.Find(index) is { } text ? text : throw BoundedXml.Invalid("A cell names a text that is not there."),
            "b" => value == "1" ? "true" : value == "0" ? "false" : value,
            "inlineStr" or "str" or "e" or "d" => value,
            _ => styles.Show(value, style),
        };
    }

    // BC23 is column 55.
    private static int? Column(string? reference)
    {
        var number = 0;
        foreach (var letter in reference ?? "")
        {
            if (!char.IsAsciiLetter(letter))
            {
                break;
            }

            number = Math.Min((number * 26) + (char.ToUpperInvariant(letter) - 'A' + 1), XlsxLimits.Columns + 1);
        }

        return number == 0 ? null : number;
    }
}
