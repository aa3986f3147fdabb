using System.Security.Cryptography;
using System.Text.Json;
using Matchmaking.Learning.Trees;

namespace Matchmaking.Ranking.Models;

/// <summary>A model as JSON: one model has one text. README.md beside this file describes the format.</summary>
public static class RankingModelFile
{
    /// <summary>Format and its version.</summary>
    public const string Format = "ranking-model/1";

    private const int DigestBytes = 12;

    /// <summary>The text of a model, UTF-8.</summary>
    public static byte[] Write(RankingModel model)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteNumber("scorecardShare", model.ScorecardShare);
            writer.WriteNumber("pointsPerUnit", model.PointsPerUnit);
            writer.WritePropertyName("origin");
            JsonSerializer.Serialize(writer, model.Origin, JsonSerializerOptions.Web);
            writer.WritePropertyName("ensemble");
            writer.WriteRawValue(TreeEnsembleFile.Write(model.Ensemble), skipInputValidation: true);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is no such text; the message says what is wrong.</exception>
    public static RankingModel Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.GetProperty("format").GetString() is not Format and var format)
            {
                throw new InvalidDataException($"The format is {format}, not {Format}.");
            }

            var ensemble = TreeEnsembleFile.Read(JsonSerializer.SerializeToUtf8Bytes(root.GetProperty("ensemble")));
            var (share, points) = (root.GetProperty("scorecardShare").GetDouble(), root.GetProperty("pointsPerUnit").GetDouble());
            var origin = root.GetProperty("origin").Deserialize<ModelOrigin>(JsonSerializerOptions.Web);
            return share is >= 0 and <= 1 && points >= 0 && origin is not null
                ? new RankingModel(ensemble, share, points, origin)
                : throw new InvalidDataException("A model has an origin, a share of the scorecard from 0 to 1 and points for a unit from 0.");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"This is no {Format}: {error.Message}", error);
        }
    }

    internal static string DigestOf(RankingModel model) => Convert.ToHexStringLower(SHA256.HashData(Write(model)).AsSpan(0, DigestBytes));
}
