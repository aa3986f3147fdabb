using Matchmaking.Platform.Http;

namespace Matchmaking.Tables;

/// <summary>One row of a file as it came.</summary>
/// <param name="Line">Where it begins, from 1: the line of a text file, the row of a sheet.</param>
/// <param name="Cells">Its cells; none in NDJSON.</param>
/// <param name="Json">The line of NDJSON; empty otherwise.</param>
/// <param name="Fault">Why it cannot be read; null when it can.</param>
public sealed record SourceRow(int Line, IReadOnlyList<string> Cells, ReadOnlyMemory<byte> Json, FieldError? Fault)
{
    /// <summary>Bytes of text a row may have, in every format.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>A row of cells.</summary>
    public static SourceRow Of(int line, IReadOnlyList<string> cells) => new(line, cells, default, null);

    /// <summary>A row that cannot be read.</summary>
    public static SourceRow Faulty(int line, string code, string message) => new(line, [], default, new FieldError("", code, message));
}
