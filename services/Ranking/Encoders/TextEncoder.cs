using Matchmaking.Ranking.Latent;
using Microsoft.Extensions.AI;
using Npgsql;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Matchmaking.Ranking.Encoders;

/// <summary>
/// Unit vectors of normalised texts, from memory, from the database or from the external encoder. Ranking never depends on it: where it is
/// off, slow or broken there is simply no vector.
/// </summary>
public sealed partial class TextEncoder : IDisposable
{
    // Open demands that are ranked again and again; 8 MB at 1,024 dimensions.
    private const int MostRecent = 2_000;

    // Texts read from the database at once.
    private const int PageTexts = 1_000;

    // Encoders read 512 to 8,192 tokens and some refuse what is longer; what a text is about stands at its beginning.
    private const int LongestText = 6_000;

    private readonly RecentVectors recent = new(MostRecent);
    private readonly EncoderOptions options;
    private readonly IEmbeddingGenerator<string, Embedding<float>>? generator;
    private readonly NpgsqlDataSource database;
    private readonly StoredVectors stored;
    private readonly (ResiliencePipeline Foreground, ResiliencePipeline Background) pipelines;
    private readonly ILogger<TextEncoder> log;

    internal TextEncoder(
        EncoderOptions options, IEmbeddingGenerator<string, Embedding<float>>? generator, NpgsqlDataSource database, EncoderPatience patience, ILogger<TextEncoder> log)
    {
        (this.options, this.generator, this.database, this.log) = (options, generator, database, log);
        stored = new StoredVectors(database, options.Model, options.Dimensions);
        pipelines = patience.Build();
    }

    /// <summary>Whether an encoder is configured.</summary>
    internal bool IsOn => options.IsOn && generator is not null;

    /// <summary>The vector of a text a ranking waits for.</summary>
    /// <returns>Null when there is none: off, too slow, broken, or the text is empty.</returns>
    internal Task<float[]?> Encode(string text, CancellationToken cancellation) => Encode(text, keep: true, cancellation);

    /// <param name="text">Normalised.</param>
    /// <param name="keep">False leaves no trace of the text in the database.</param>
    /// <param name="cancellation">Ends the call.</param>
    internal async Task<float[]?> Encode(string text, bool keep, CancellationToken cancellation)
    {
        if (!IsOn || text.Length == 0)
        {
            return null;
        }

        var digest = TextDigest.Of(text);
        if (recent.Find(digest) is { } known)
        {
            return known;
        }

        try
        {
            var vectors = await stored.Find([digest], cancellation);
            if (vectors.Count == 0)
            {
                vectors = await Ask(pipelines.Foreground, [(digest, text)], cancellation);
                if (keep)
                {
                    await stored.Keep(vectors, cancellation);
                }
            }

            var vector = vectors[digest];
            recent.Keep(digest, vector);
            return vector;
        }
        catch (Exception error) when (IsFault(error))
        {
            LogWithout(log, error.Message);
            return null;
        }
    }

    /// <summary>The vectors of texts that were encoded before, in their order; the encoder is not asked.</summary>
    internal async Task<IReadOnlyList<float[]?>> Known(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        var digests = texts.Select(TextDigest.Of).ToArray();
        try
        {
            var known = IsOn ? await stored.Find(digests, cancellation) : [];
            return Array.ConvertAll(digests, known.GetValueOrDefault);
        }
        catch (NpgsqlException error)
        {
            LogWithout(log, error.Message);
            return new float[]?[digests.Length];
        }
    }

    /// <summary>The vectors of many texts, in their order; those not known yet are asked for in batches, patiently, and stored.</summary>
    /// <param name="texts">Normalised texts.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancellation">Ends the work between two batches; what is stored stays.</param>
    /// <returns>Null for each text that has no vector; asking again later may find one.</returns>
    internal async Task<IReadOnlyList<float[]?>> EncodeAll(IReadOnlyList<string> texts, IProgress<EncodingProgress>? progress, CancellationToken cancellation)
    {
        var vectors = new float[]?[texts.Count];
        if (!IsOn)
        {
            return vectors;
        }

        var done = new EncodingProgress(texts.Count, 0, 0, 0);
        foreach (var page in Enumerable.Range(0, texts.Count).Where(i => texts[i].Length > 0).GroupBy(i => TextDigest.Of(texts[i])).Chunk(PageTexts))
        {
            var known = await stored.Find([.. page.Select(places => places.Key)], cancellation);
            Place(known, page, vectors);
            done = done with { Known = done.Known + known.Count };
            foreach (var batch in page.Where(places => !known.ContainsKey(places.Key)).Chunk(options.BatchSize))
            {
                var (made, broken) = await AskPatiently([.. batch.Select(places => (places.Key, texts[places.First()]))], cancellation);
                await stored.Keep(made, cancellation);
                Place(made, batch, vectors);
                done = done with { Encoded = done.Encoded + made.Count, Failed = done.Failed + batch.Length - made.Count };
                progress?.Report(done);
                if (broken)
                {
                    return vectors;
                }
            }
        }

        progress?.Report(done);
        return vectors;
    }

    /// <summary>Forgets what was made of the texts, by any encoder: to be called when a person's texts are erased.</summary>
    internal async Task Erase(IReadOnlyCollection<string> texts, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await Erase(texts, connection, cancellation);
    }

    /// <summary>The same in the transaction that a connection is in.</summary>
    /// <returns>How many vectors were stored of them.</returns>
    internal async Task<int> Erase(IReadOnlyCollection<string> texts, NpgsqlConnection connection, CancellationToken cancellation)
    {
        // Also when off: the encoder may have been on before.
        var digests = texts.Select(TextDigest.Of).ToArray();
        var erased = await StoredVectors.Erase(digests, connection, cancellation);
        Array.ForEach(digests, recent.Erase);
        return erased;
    }

    /// <summary>Deletes stored vectors that nobody asked for in this time.</summary>
    internal Task<int> DeleteUnused(TimeSpan age, CancellationToken cancellation) => stored.DeleteUnused(age, cancellation);

    /// <inheritdoc/>
    public void Dispose() => generator?.Dispose();

    private async Task<(Dictionary<TextDigest, float[]> Made, bool Broken)> AskPatiently((TextDigest Digest, string Text)[] batch, CancellationToken cancellation)
    {
        try
        {
            return (await Ask(pipelines.Background, batch, cancellation), false);
        }
        catch (EncoderException error) when (error.Fault == EncoderFault.Text && batch.Length > 1)
        {
            // One text spoils its batch: halves find it in a few calls.
            var (first, broken) = await AskPatiently(batch[..(batch.Length / 2)], cancellation);
            var (second, brokenToo) = broken ? ([], true) : await AskPatiently(batch[(batch.Length / 2)..], cancellation);
            return (first.Concat(second).ToDictionary(), brokenToo);
        }
        catch (Exception error) when (IsFault(error))
        {
            LogUnfinished(log, batch.Length, error.Message);
            return ([], error is not EncoderException { Fault: EncoderFault.Text });
        }
    }

    private async Task<Dictionary<TextDigest, float[]>> Ask(ResiliencePipeline pipeline, (TextDigest Digest, string Text)[] batch, CancellationToken cancellation)
    {
        var texts = Array.ConvertAll(batch, item => Cut(item.Text));
        var embeddings = await pipeline.ExecuteAsync(async token => await generator!.GenerateAsync(texts, cancellationToken: token), cancellation);
        var vectors = new Dictionary<TextDigest, float[]>(batch.Length);
        for (var i = 0; i < batch.Length; i++)
        {
            var vector = embeddings[i].Vector.ToArray();
            _ = UnitVector.TryMake(vector);
            vectors.Add(batch[i].Digest, vector);
        }

        return vectors;
    }

    // Never between the halves of a surrogate pair: the encoder would refuse the text.
    private static string Cut(string text) =>
        text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];

    private static void Place(Dictionary<TextDigest, float[]> made, IGrouping<TextDigest, int>[] page, float[]?[] vectors)
    {
        foreach (var places in page)
        {
            foreach (var place in places)
            {
                vectors[place] = made.GetValueOrDefault(places.Key) ?? vectors[place];
            }
        }
    }

    private static bool IsFault(Exception error) => error is EncoderException or TimeoutRejectedException or BrokenCircuitException or NpgsqlException;

    [LoggerMessage(Level = LogLevel.Debug, Message = "Ranked without the encoder: {Reason}")]
    private static partial void LogWithout(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Texts} texts have no vector yet: {Reason}")]
    private static partial void LogUnfinished(ILogger logger, int texts, string reason);
}

/// <summary>How far the background is.</summary>
/// <param name="Total">Texts asked for.</param>
/// <param name="Known">Different texts whose vector was stored already.</param>
/// <param name="Encoded">Different texts encoded now.</param>
/// <param name="Failed">Different texts tried in vain.</param>
internal sealed record EncodingProgress(int Total, int Known, int Encoded, int Failed);
