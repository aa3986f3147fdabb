using System.Buffers;
using System.Globalization;
using System.Text;

namespace Matchmaking.Tables.Csv;

/// <summary>Writes rows of CSV (RFC 4180) in UTF-8; texts that a spreadsheet program would take for formulae are made harmless.</summary>
public sealed class CsvRowWriter : IRowWriter
{
    // A text in quotes stays one cell also where a program was told of another separator.
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",;\t\r\n ");

    private readonly Stream output;
    private readonly StringBuilder row = new();

    /// <summary>Writes to <paramref name="output"/>; with the byte order mark Excel knows UTF-8.</summary>
    public CsvRowWriter(Stream output, bool byteOrderMark)
    {
        this.output = output;
        output.Write(byteOrderMark ? Encoding.UTF8.Preamble : []);
    }

    /// <inheritdoc />
    public void Write(IReadOnlyList<TableCell> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            _ = i == 0 ? row : row.Append(',');
            Append(cells[i]);
        }

        row.Append("\r\n");
        output.Write(Encoding.UTF8.GetBytes(row.ToString()));
        row.Clear();
    }

    /// <inheritdoc />
    public void Complete()
    {
    }

    private void Append(TableCell cell)
    {
        if (cell.Number is { } number)
        {
            row.Append(CultureInfo.InvariantCulture, $"{number}");
        }
        else if (cell.Date is { } date)
        {
            row.Append(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}");
        }
        else if (cell.Text is { } plain)
        {
            var text = FormulaGuard.Neutralise(plain);
            _ = text.AsSpan().IndexOfAny(Quoted) < 0 ? row.Append(text) : row.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
    }
}
