using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Tables.Import;

/// <summary>Every problem that a file as a whole is answered with.</summary>
public static class ImportProblems
{
    /// <summary>A file in another form than the three taken.</summary>
    public static ProblemHttpResult TypeUnsupported() => ApiProblem.Of(
        415, "unsupported_media_type", $"Send the rows as one of: {string.Join(", ", TableFormat.OfRows.Select(f => f.MediaType))}. NDJSON is UTF-8; CSV is UTF-8 or GB 18030, which is found out.");

    /// <summary>The key belongs to a finished import of another file.</summary>
    public static ProblemHttpResult KeyReused() =>
        ApiProblem.Of(422, "idempotency_key_reused", "This Idempotency-Key was used with another file; take a new key for a new import.");

    /// <summary>The database went away in the middle of an import.</summary>
    public static ProblemHttpResult Interrupted(int stored) => ApiProblem.Of(
        503, "import_interrupted", $"The database went away after {stored} rows were stored. Send the same file again under the same Idempotency-Key; without a key those rows would be stored twice.");

    /// <summary>The file cannot be taken, or turned out so after rows of it were stored.</summary>
    public static ProblemHttpResult Unreadable(TableException fault, int stored) =>
        ApiProblem.Of(400, fault.Code, stored == 0 ? fault.Message : $"{fault.Message} {stored} rows before that were stored; send the mended file under the same Idempotency-Key if there was one.");
}
