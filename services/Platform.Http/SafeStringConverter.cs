using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matchmaking.Platform.Http;

/// <summary>Refuses NUL in JSON strings: PostgreSQL cannot store it, and to cut it out would change what the sender wrote.</summary>
public sealed class SafeStringConverter : JsonConverter<string>
{
    /// <inheritdoc />
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text;
        try
        {
            text = reader.GetString();
        }
        catch (InvalidOperationException error) when (reader.TokenType == JsonTokenType.String)
        {
            throw new JsonException("The text holds half of a surrogate pair: invalid character.", error);
        }

        return text is null || !text.Contains('\0') ? text : throw new JsonException("The text holds an invalid character.");
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
