using System.Globalization;
using System.Text.Unicode;
using CsvHelper;
using Matchmaking.Platform.Http;
using Matchmaking.TalentProfiles.Experts;

namespace Matchmaking.TalentProfiles.Import;

/// <summary>
/// Reads rows of CSV by the header of their file. Columns are called as the fields of POST /v1/experts and stand in any order; a list is
/// one cell with its entries separated by ';', so an entry cannot hold one; an empty cell is a field left out. Achievements are not taken.
/// </summary>
internal sealed class CsvRecords
{
    private static readonly string[] Columns =
        ["name", "instituteCreditCode", "title", "degree", "disciplines", "fields", "researchDirections", "text", "serviceModes", "regionsServed", "capacity", "orcid", "consent"];

    private static readonly string[] RequiredColumns = ["name", "instituteCreditCode", "text", "serviceModes", "regionsServed", "capacity", "consent"];

    // Left to itself the reader guesses the separator from the text and mends bad quotes, which would shift cells.
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        HasHeader = false,
        DetectSeparatorHint = false,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private readonly string[] header;

    private CsvRecords(string[] header) => this.header = header;

    /// <summary>Reads the header; an error stands for the whole file.</summary>
    public static FieldError? ReadHeader(ImportRecord record, out CsvRecords? records)
    {
        records = null;
        if (Cells(record, out var names) is { } fault)
        {
            return fault;
        }

        if (names.Except(Columns).FirstOrDefault() is { } unknown)
        {
            return new FieldError(unknown, "unknown_column", $"Columns are: {string.Join(", ", Columns)}.");
        }

        if (names.GroupBy(n => n).FirstOrDefault(n => n.Count() > 1) is { } repeated)
        {
            return new FieldError(repeated.Key, "repeated_column", "A column stands once.");
        }

        if (RequiredColumns.Except(names).FirstOrDefault() is { } missing)
        {
            return new FieldError(missing, "missing_column", $"These columns are needed: {string.Join(", ", RequiredColumns)}.");
        }

        records = new CsvRecords(names);
        return null;
    }

    /// <summary>Reads one row.</summary>
    public ParsedRecord Parse(ImportRecord record)
    {
        if (Cells(record, out var cells) is { } fault)
        {
            return new ParsedRecord(null, fault);
        }

        if (cells.Length != header.Length)
        {
            return new ParsedRecord(null, new FieldError("", "wrong_cell_count", $"The header has {header.Length} columns, this row {cells.Length} cells."));
        }

        var errors = new List<FieldError>();
        string? Text(string column) =>
            Array.IndexOf(header, column) is >= 0 and var at && cells[at].Length > 0 ? cells[at] : null;
        string[]? List(string column) => Text(column)?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        T? Value<T>(string column, Func<string, T?> read, string wanted)
            where T : struct
        {
            if (Text(column) is not { } text)
            {
                return null;
            }

            if (read(text) is not { } value)
            {
                errors.Add(new FieldError(column, "wrong_type", wanted));
                return null;
            }

            return value;
        }

        // PostgreSQL cannot store it, and to cut it out would change what the sender wrote.
        errors.AddRange(header.Where((_, i) => cells[i].Contains('\0')).Select(column => new FieldError(column, "invalid_character", "The text holds a NUL character.")));
        var form = new ExpertForm(
            Text("name"),
            Text("instituteCreditCode"),
            Text("title"),
            Text("degree"),
            List("disciplines"),
            List("fields"),
            List("researchDirections"),
            Text("text"),
            List("serviceModes"),
            List("regionsServed"),
            Value<int>("capacity", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null, "A whole number."),
            Text("orcid"),
            Value<bool>("consent", text => bool.TryParse(text, out var flag) ? flag : null, "true or false."),
            null);
        return errors.Count > 0 ? new ParsedRecord(null, [.. errors]) : new ParsedRecord(form);
    }

    private static FieldError? Cells(ImportRecord record, out string[] cells)
    {
        cells = [];
        if (record.Fault is not null)
        {
            return record.Fault;
        }

        if (!Utf8.IsValid(record.Bytes.Span))
        {
            return new FieldError("", "malformed", "The row is not UTF-8; save the file as CSV UTF-8.");
        }

        try
        {
            using var reader = CsvReader.Create(record.Bytes, Options);
            cells = reader.Read() ? [.. reader.Current.ToArray().Select(cell => cell.Trim())] : [];
            return null;
        }
        catch (CsvFormatException error)
        {
            return new FieldError("", "malformed", $"A quote stands where none may, near byte {error.ByteOffset + 1}; write a quote inside a quoted cell twice.");
        }
    }
}
