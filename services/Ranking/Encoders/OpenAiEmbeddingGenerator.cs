using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Matchmaking.Ranking.Encoders;

/// <summary>
/// Asks an OpenAI-compatible endpoint for vectors, one call for each batch. It neither retries nor waits by itself: who calls knows how
/// patient to be.
/// </summary>
internal sealed class OpenAiEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    // 32 vectors of 8,192 dimensions written out are 6 MB; what is longer is no answer to us.
    private const long LongestAnswer = 32 * 1024 * 1024;

    private readonly HttpClient http;
    private readonly EncoderOptions options;

    internal OpenAiEmbeddingGenerator(EncoderOptions options)
    {
        this.options = options;
        // Not from the factory, whose log handlers could show the key; no redirects, which would carry it elsewhere.
        http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LongestAnswer,
        };
    }

    /// <summary>The vectors of the texts, in their order.</summary>
    /// <exception cref="EncoderException">The encoder refused, could not be reached or answered nonsense.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var batch in values.Chunk(this.options.BatchSize))
        {
            foreach (var vector in await Post(batch, options?.ModelId ?? this.options.Model, options?.Dimensions ?? this.options.Dimensions, cancellationToken))
            {
                embeddings.Add(new Embedding<float>(vector));
            }
        }

        return embeddings;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<float[][]> Post(string[] batch, string model, int? dimensions, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Address);
        // Buffered, not streamed: some servers take no chunked bodies.
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new EmbeddingRequest(model, batch, "float", dimensions)));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = options.ApiKey is { Length: > 0 } key ? new AuthenticationHeaderValue("Bearer", key) : null;
        try
        {
            using var answer = await http.SendAsync(request, cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                throw new EncoderException($"The encoder answered {(int)answer.StatusCode}.", FaultOf(answer.StatusCode), RetryAfter(answer));
            }

            var content = JsonSerializer.Deserialize<EmbeddingAnswer>(await answer.Content.ReadAsByteArrayAsync(cancellation));
            return (content ?? new EmbeddingAnswer(null)).Check(batch.Length, dimensions);
        }
        catch (HttpRequestException error)
        {
            // Messages of the transport name the address, nothing else.
            throw new EncoderException($"The encoder cannot be reached: {error.Message}", EncoderFault.Passing, cause: error);
        }
        catch (JsonException)
        {
            throw new EncoderException("The encoder answered with what is no JSON of vectors.", EncoderFault.Lasting);
        }
    }

    private static EncoderFault FaultOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity => EncoderFault.Text,
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => EncoderFault.Passing,
        _ => EncoderFault.Lasting,
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - (answer.Headers.Date ?? DateTimeOffset.UtcNow),
        _ => null,
    };
}
