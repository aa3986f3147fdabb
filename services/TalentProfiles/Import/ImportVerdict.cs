using System.Text.Json.Serialization;
using Matchmaking.Platform.Http;

namespace Matchmaking.TalentProfiles.Import;

/// <summary>What became of an import.</summary>
/// <param name="Accepted">Rows that stand as experts.</param>
/// <param name="Rejected">Rows that do not.</param>
/// <param name="Rows">Each accepted row with its id, each rejected one with its errors, by line.</param>
public sealed record ImportVerdict(int Accepted, int Rejected, IReadOnlyList<RowVerdict> Rows);

/// <summary>What became of one row.</summary>
/// <param name="Line">Line of the file where the row begins, from 1; the header of a CSV file is line 1.</param>
/// <param name="Id">The expert, for an accepted row.</param>
/// <param name="Errors">What to mend, for a rejected row.</param>
public sealed record RowVerdict(
    int Line, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Id, IReadOnlyList<FieldError> Errors);

/// <summary>Gathers the verdict of an import while it runs.</summary>
internal sealed class ImportTally
{
    private const int ErrorsOfRow = 20;

    private readonly List<RowVerdict> rows = [];

    // Rows are bounded, their errors are not: 64 MiB of rows wrong in every field would be answered by gigabytes. Past this each row
    // is told its first error only.
    private int errorsLeft = 20_000;

    /// <summary>Rows taken in.</summary>
    public int Accepted { get; private set; }

    /// <summary>The row stands as <paramref name="expertId"/>.</summary>
    public void Accept(int line, Guid expertId)
    {
        Accepted++;
        rows.Add(new RowVerdict(line, expertId, []));
    }

    /// <summary>The row is not stored.</summary>
    public void Reject(int line, params FieldError[] errors)
    {
        FieldError[] told = [.. errors.Take(Math.Clamp(errorsLeft, 1, ErrorsOfRow))];
        errorsLeft -= told.Length;
        rows.Add(new RowVerdict(line, null, told));
    }

    /// <summary>The verdict so far.</summary>
    public ImportVerdict Verdict() => new(Accepted, rows.Count - Accepted, [.. rows.OrderBy(r => r.Line)]);
}
