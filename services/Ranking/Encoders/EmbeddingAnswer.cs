using System.Text.Json.Serialization;

namespace Matchmaking.Ranking.Encoders;

/// <summary>What is posted.</summary>
internal sealed record EmbeddingRequest(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("input")] IReadOnlyList<string> Input,
    [property: JsonPropertyName("encoding_format")] string EncodingFormat,
    [property: JsonPropertyName("dimensions"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Dimensions);

/// <summary>What comes back, before anything is believed.</summary>
internal sealed record EmbeddingAnswer([property: JsonPropertyName("data")] IReadOnlyList<EmbeddingItem?>? Data)
{
    /// <summary>The vectors in the order of the texts: servers that work in parallel answer in any order, by index.</summary>
    /// <exception cref="EncoderException">Vectors are missing, repeated, of unequal length or hold no numbers.</exception>
    internal float[][] Check(int texts, int? dimensions)
    {
        if (Data is null || Data.Count != texts)
        {
            throw Wrong($"{Data?.Count ?? 0} vectors for {texts} texts");
        }

        var vectors = new float[texts][];
        foreach (var item in Data)
        {
            if (item?.Embedding is not { Length: > 0 } vector || item.Index is not { } index || index < 0 || index >= texts || vectors[index] is not null)
            {
                throw Wrong("a vector without content or without an index of its own");
            }

            if (Array.Exists(vector, value => !float.IsFinite(value)) || Array.TrueForAll(vector, value => value == 0))
            {
                throw Wrong("a vector without direction");
            }

            vectors[index] = vector;
        }

        var expected = dimensions ?? vectors[0].Length;
        return Array.Find(vectors, vector => vector.Length != expected) is { } odd ? throw Wrong($"a vector of {odd.Length} dimensions instead of {expected}") : vectors;
    }

    private static EncoderException Wrong(string what) => new($"The encoder answered with {what}.", EncoderFault.Lasting);
}

/// <summary>One vector with the place of its text.</summary>
internal sealed record EmbeddingItem([property: JsonPropertyName("index")] int? Index, [property: JsonPropertyName("embedding")] float[]? Embedding);
