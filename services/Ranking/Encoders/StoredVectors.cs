using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Matchmaking.Ranking.Encoders;

/// <summary>The vectors of one encoder in the service's own database, shared by its replicas.</summary>
internal sealed class StoredVectors(NpgsqlDataSource database, string model, int? dimensions)
{
    // Touched once a day at most: a ranking that only reads must not cost a write each time. What another reader is touching is left to it,
    // so that two of them never wait for each other.
    private const string SelectVectors = """
        with idle as (
            select text_digest from embedding
            where text_digest = any(@Texts) and encoder_digest = @Encoder and used_at < now() - interval '1 day'
            for update skip locked
        ), touched as (
            update embedding set used_at = now() from idle
            where embedding.text_digest = idle.text_digest and encoder_digest = @Encoder
        )
        select text_digest as Text, vector as Vector from embedding where text_digest = any(@Texts) and encoder_digest = @Encoder
        """;

    private const string InsertVectors = """
        insert into embedding (text_digest, encoder_digest, vector)
        select text, @Encoder, vector from unnest(@Texts, @Vectors) as made (text, vector)
        on conflict on constraint embedding_once do nothing
        """;

    private const string DeleteTexts = "delete from embedding where text_digest = any(@Texts)";

    private const string DeleteUnusedVectors = "delete from embedding where used_at < now() - @Age";

    private readonly byte[] encoder = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{model}\n{dimensions}")));

    internal async Task<Dictionary<TextDigest, float[]>> Find(IReadOnlyCollection<TextDigest> texts, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<VectorRow>(new CommandDefinition(
            SelectVectors, new { Texts = Keys(texts), Encoder = encoder }, cancellationToken: cancellation));
        return rows.ToDictionary(row => TextDigest.FromBytes(row.Text), row => FromBytes(row.Vector));
    }

    internal async Task Keep(IReadOnlyDictionary<TextDigest, float[]> vectors, CancellationToken cancellation)
    {
        // In one order in every replica: two batches with texts in common must not wait for each other in a circle.
        var rows = vectors.OrderBy(row => row.Key.High).ThenBy(row => row.Key.Low).ToArray();
        var parameters = new { Encoder = encoder, Texts = Array.ConvertAll(rows, row => row.Key.ToBytes()), Vectors = Array.ConvertAll(rows, row => ToBytes(row.Value)) };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(InsertVectors, parameters, cancellationToken: cancellation));
    }

    /// <summary>Deletes what any encoder, present or former, made of the texts.</summary>
    internal static Task<int> Erase(IReadOnlyCollection<TextDigest> texts, NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(DeleteTexts, new { Texts = Keys(texts) }, cancellationToken: cancellation));

    /// <summary>Deletes what nobody asked for, of any encoder.</summary>
    internal async Task<int> DeleteUnused(TimeSpan age, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(DeleteUnusedVectors, new { Age = age }, cancellationToken: cancellation));
    }

    private static byte[][] Keys(IReadOnlyCollection<TextDigest> texts) => [.. texts.Select(text => text.ToBytes())];

    private static byte[] ToBytes(float[] vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        for (var i = 0; i < vector.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), vector[i]);
        }

        return bytes;
    }

    private static float[] FromBytes(byte[] bytes)
    {
        var vector = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        }

        return vector;
    }

    private sealed record VectorRow(byte[] Text, byte[] Vector);
}
