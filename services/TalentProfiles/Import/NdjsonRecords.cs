using System.Text;
using System.Text.Json;
using Matchmaking.Platform.Http;
using Matchmaking.TalentProfiles.Experts;

namespace Matchmaking.TalentProfiles.Import;

/// <summary>Reads lines of NDJSON: the body of POST /v1/experts on one line, by the same JSON rules.</summary>
internal static class NdjsonRecords
{
    /// <summary>Reads one line.</summary>
    public static ParsedRecord Parse(ImportRecord record, JsonSerializerOptions json)
    {
        try
        {
            return JsonSerializer.Deserialize<ExpertForm>(record.Bytes.Span, json) is { } form
                ? new ParsedRecord(form)
                : new ParsedRecord(null, new FieldError("", "required", "A row is an expert, not null."));
        }
        catch (JsonException error)
        {
            var fault = RequestFaults.JsonFault(error);
            return new ParsedRecord(null, fault.Code == "malformed" ? fault with { Message = $"Not well-formed JSON at column {Column(record, error)}." } : fault);
        }
    }

    // The fault is counted in bytes, and a Chinese character has three: a reader looks for it in characters.
    private static int Column(ImportRecord record, JsonException error)
    {
        var bytes = (int)Math.Clamp(error.BytePositionInLine ?? 0, 0, record.Bytes.Length);
        return Encoding.UTF8.GetCharCount(record.Bytes.Span[..bytes]) + 1;
    }
}
