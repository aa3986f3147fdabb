using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Matchmaking.Webhooks.Events;

/// <summary>An event in the structured JSON format of CloudEvents 1.0, as it goes to receivers. Its data name nobody: ids, codes, counts, addresses.</summary>
/// <param name="Id">Identity; the same however often the event is told.</param>
/// <param name="Type">Out of <see cref="Hooks.EventTypes"/>.</param>
/// <param name="Subject">What it is about, such as <c>matches/ID</c>.</param>
/// <param name="OccurredAt">When it happened, UTC.</param>
/// <param name="Data">What is told.</param>
public sealed record CloudEvent(Guid Id, string Type, string Subject, DateTimeOffset OccurredAt, object Data)
{
    /// <summary>The media type of the format.</summary>
    public const string MediaType = "application/cloudevents+json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The identity that follows from what an event tells, a version 8 uuid (RFC 9562) made from SHA-256: the same decision that is told again
    /// under another message id is the same event.
    /// </summary>
    public static Guid IdOf(string type, string key)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes($"{type} {key}")).AsSpan(0, 16);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }

    /// <summary>The event as it is sent.</summary>
    public string Body(string source) => JsonSerializer.Serialize(
        new Envelope("1.0", Id, source, Type, Subject, OccurredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), "application/json", Data), Json);

    private sealed record Envelope(string Specversion, Guid Id, string Source, string Type, string Subject, string Time, string Datacontenttype, object Data);
}
