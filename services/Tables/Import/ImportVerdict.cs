using System.Text.Json.Serialization;
using Matchmaking.Platform.Http;

namespace Matchmaking.Tables.Import;

/// <summary>What became of an import.</summary>
/// <param name="Accepted">Rows that are stored.</param>
/// <param name="Rejected">Rows that are not.</param>
/// <param name="Rows">Each row by line: an accepted one with its id, a rejected one with its errors, and the example of a template, which is skipped.</param>
public sealed record ImportVerdict(int Accepted, int Rejected, IReadOnlyList<RowVerdict> Rows);

/// <summary>What became of one row.</summary>
/// <param name="Line">Where the row begins, from 1: the line of a text file, the row of a sheet.</param>
/// <param name="Status">accepted, rejected or skipped.</param>
/// <param name="Id">What it became, for an accepted row.</param>
/// <param name="Errors">What to mend, for a rejected row.</param>
public sealed record RowVerdict(
    int Line, string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Id, IReadOnlyList<FieldError> Errors);

/// <summary>Gathers the verdict of an import while it runs. It is told at the end: who sends all before reading would wait for ever with a server that answers meanwhile.</summary>
internal sealed class ImportTally
{
    private const int ErrorsOfRow = 20;

    private readonly List<RowVerdict> rows = [];

    // Rows are bounded, their errors are not: 64 MiB of rows wrong in every field would be answered by gigabytes. Past this each row
    // is told its first error only.
    private int errorsLeft = 20_000;

    /// <summary>Rows taken in.</summary>
    public int Accepted { get; private set; }

    private int Rejected { get; set; }

    /// <summary>The row stands as <paramref name="id"/>.</summary>
    public void Accept(int line, Guid id)
    {
        Accepted++;
        rows.Add(new RowVerdict(line, "accepted", id, []));
    }

    /// <summary>The row is not stored.</summary>
    public void Reject(int line, params FieldError[] errors)
    {
        Rejected++;
        FieldError[] told = [.. errors.Take(Math.Clamp(errorsLeft, 1, ErrorsOfRow))];
        errorsLeft -= told.Length;
        rows.Add(new RowVerdict(line, "rejected", null, told));
    }

    /// <summary>The row is an example.</summary>
    public void Skip(int line) => rows.Add(new RowVerdict(line, "skipped", null, []));

    /// <summary>The verdict so far.</summary>
    public ImportVerdict Verdict()
    {
        rows.Sort((a, b) => a.Line.CompareTo(b.Line));
        return new ImportVerdict(Accepted, Rejected, rows);
    }
}
