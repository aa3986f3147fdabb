using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;

namespace Matchmaking.Tables.Csv;

/// <summary>Reads rows of CSV (RFC 4180) in UTF-8 or GB 18030.</summary>
internal static class CsvRows
{
    // Left to itself the reader guesses the separator from the text and mends bad quotes, which would shift cells.
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        HasHeader = false,
        DetectSeparatorHint = false,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    /// <summary>The rows of <paramref name="body"/> that hold more than white space, the heading among them.</summary>
    public static async IAsyncEnumerable<SourceRow> Read(SpooledBody body, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var record in new TextRecords(body.Content, csv: true).Read(cancellation))
        {
            yield return record.Fault is not null ? new SourceRow(record.Line, [], default, record.Fault) : Cells(record, body.IsUtf8);
        }
    }

    private static SourceRow Cells(TextRecord record, bool isUtf8)
    {
        var bytes = record.Bytes;
        if (!isUtf8)
        {
            if (ChineseEncoding.Decode(bytes.Span) is not { } text)
            {
                return SourceRow.Faulty(record.Line, "malformed", "The row is neither UTF-8 nor GB 18030 throughout; save the file as CSV UTF-8.");
            }

            bytes = Encoding.UTF8.GetBytes(text);
        }

        try
        {
            using var reader = CsvReader.Create(bytes, Options);
            return SourceRow.Of(record.Line, reader.Read() ? [.. reader.Current.ToArray().Select(FormulaGuard.Restore)] : []);
        }
        catch (CsvFormatException error)
        {
            return SourceRow.Faulty(record.Line, "malformed", $"A quote stands where none may, near byte {error.ByteOffset + 1}; write a quote inside a quoted cell twice.");
        }
    }
}
