using System.Security.Cryptography;
using Matchmaking.Platform.Http;
using Matchmaking.TalentProfiles.Experts;

namespace Matchmaking.TalentProfiles.Import;

/// <summary>A sound row, ready to be stored.</summary>
/// <param name="Line">Where it begins in the file.</param>
/// <param name="Bytes">How many bytes it was.</param>
/// <param name="Digest">Tells one content from another.</param>
/// <param name="Expert">What to store.</param>
internal sealed record ImportRow(int Line, int Bytes, string Digest, NewExpert Expert)
{
    /// <summary>A row with a fresh id.</summary>
    public static ImportRow Of(ImportRecord record, ExpertForm form, DateTimeOffset now) => new(
        record.Line, record.Bytes.Length, Convert.ToHexString(SHA256.HashData(record.Bytes.Span)), new NewExpert(Guid.CreateVersion7(now), form));
}

/// <summary>A record read as a form, or why it is none.</summary>
internal sealed record ParsedRecord(ExpertForm? Form, params FieldError[] Errors);
